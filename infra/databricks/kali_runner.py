"""Carries out what Kali writes for one task of a pipeline, and tells what came of it.

Kali decides every statement, partly from what came of those before. So a task is given its statements while it
runs, as files of a volume: 0001.plan.json, 0002.plan.json and so on, each answered by 0001.result.json beside it,
and end.json when there are no more. A plan that has an answer is never carried out again: a repaired task goes
on behind it. One that was begun and has no answer is not carried out again either, however often Databricks starts
the task: 0001.begun.json says so, and Kali finds out what came of it before it repairs the run. The runner has no
logic of its own but the gate: behind a gate that failed nothing is carried out.

    kali_runner.py --plans /Volumes/CATALOG/SCHEMA/VOLUME/runs --run RUN --task TASK
"""

import argparse
import base64
import datetime
import decimal
import json
import math
import os
import sys
import time

GATE = "gate"
BEHIND_THE_GATE = "gold"


def arguments(given):
    parser = argparse.ArgumentParser(description="Carries out the plan of one task of a Kali pipeline.")
    parser.add_argument("--plans", required=True, help="the folder with a folder for each run")
    parser.add_argument("--run", required=True, help="the run")
    parser.add_argument("--task", required=True, help="the task of the run")
    parser.add_argument("--patience", type=float, default=900, help="seconds to wait for Kali before giving up")
    parser.add_argument("--partitions", type=int, help="how many partitions a shuffle aims at")
    return parser.parse_args(given)


def read(path):
    """The JSON of a file; None while it is not there, or not there whole."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError):
        return None


def write(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False)


VALUES = {
    "BOOLEAN": lambda text: text == "true",
    "TINYINT": int,
    "SMALLINT": int,
    "INT": int,
    "BIGINT": int,
    "FLOAT": float,
    "DOUBLE": float,
    "DECIMAL": decimal.Decimal,
    "DATE": datetime.date.fromisoformat,
    "TIMESTAMP": lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00")),
    "TIMESTAMP_NTZ": datetime.datetime.fromisoformat,
}


def value(parameter):
    """A parameter as Spark takes it."""
    text = parameter.get("value")
    kind = parameter.get("type", "STRING").split("(")[0]
    return text if text is None else VALUES.get(kind, str)(text)


def cell(found):
    """A value of a result as the Statement Execution API writes it."""
    if found is None or isinstance(found, str):
        return found
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, (bytes, bytearray)):
        return base64.b64encode(found).decode("ascii")
    if isinstance(found, decimal.Decimal):
        return format(found, "f")
    if isinstance(found, float) and (math.isnan(found) or math.isinf(found)):
        return "NaN" if math.isnan(found) else "Infinity" if found > 0 else "-Infinity"
    if hasattr(found, "asDict"):
        found = found.asDict()
    if isinstance(found, dict):
        return json.dumps({cell(key): cell(value) for key, value in found.items()}, ensure_ascii=False)
    if isinstance(found, (list, tuple)):
        return json.dumps([cell(item) for item in found], ensure_ascii=False)
    if isinstance(found, (datetime.date, datetime.datetime)):
        return found.isoformat()
    return str(found)


def fault(raised):
    """What a statement failed with, with Spark's error class in front of it."""
    condition = next((getattr(raised, name)() for name in ("getCondition", "getErrorClass") if hasattr(raised, name)), None)
    message = str(raised)
    state = raised.getSqlState() if hasattr(raised, "getSqlState") else None
    named = message if not condition or "[" + condition in message else "[%s] %s" % (condition, message)
    return {"message": named, "sql_state": state}


def carry_out(spark, plan):
    """The outcome of each statement, in order; the first that fails is the last."""
    outcomes = []
    for statement in plan["statements"]:
        parameters = {given["name"]: value(given) for given in statement.get("parameters") or []}
        try:
            frame = spark.sql(statement["text"], args=parameters) if parameters else spark.sql(statement["text"])
            rows = [[cell(found) for found in row] for row in frame.collect()]
            outcomes.append({"columns": list(frame.columns), "types": [kind for _, kind in frame.dtypes], "rows": rows})
        except Exception as raised:  # whatever Spark raises is told to Kali, which decides what it means
            outcomes.append({"fault": fault(raised)})
            break
    return {"results": outcomes}


def refusal(folder, task):
    """Why nothing may be carried out; None when it may."""
    if task != BEHIND_THE_GATE:
        return None
    gate = read(os.path.join(folder, GATE, "end.json"))
    if gate is None or gate.get("gate") != "failed":
        return None
    return "The gate failed: %s" % gate.get("says")


def first_open(folder):
    """The number of the first plan that has no answer."""
    number = 1
    while read(os.path.join(folder, "%04d.result.json" % number)) is not None:
        number += 1
    return number


def begun(folder, number):
    return os.path.join(folder, "%04d.begun.json" % number)


def work(given, spark, now=time.monotonic, sleep=time.sleep, say=print):
    run = os.path.join(given.plans, given.run)
    folder = os.path.join(run, given.task)
    if given.partitions:
        spark.conf.set("spark.sql.shuffle.partitions", str(given.partitions))
    number = first_open(folder)
    if read(begun(folder, number)) is not None:
        return "Databricks started this task anew over statement %d, of which nobody knows yet what came of it. Let the run go on in Kali; it looks and repairs this one." % number
    heard = now()
    pause = 0.1
    while True:
        plan = read(os.path.join(folder, "%04d.plan.json" % number))
        if plan is not None:
            closed = refusal(run, given.task)
            write(begun(folder, number), {"statements": len(plan["statements"])})
            answer = {"results": [{"fault": {"message": closed}}]} if closed else carry_out(spark, plan)
            write(os.path.join(folder, "%04d.result.json" % number), answer)
            say("%s %04d: %d of %d statements" % (given.task, number, sum("fault" not in one for one in answer["results"]), len(plan["statements"])))
            number, heard, pause = number + 1, now(), 0.1
            continue
        end = read(os.path.join(folder, "end.json"))
        if end is not None:
            say(end.get("says") or "%s is done" % given.task)
            return end.get("says") or "Kali stopped the task" if end["outcome"] == "failed" else None
        if now() - heard > given.patience:
            return "Kali has said nothing for %d seconds. Let the run go on in Kali; it repairs this one." % given.patience
        sleep(pause)
        pause = min(pause * 1.5, 2.0)


def main():
    from pyspark.sql import SparkSession

    # Spark gives instants in the zone of this process.
    os.environ["TZ"] = "UTC"
    time.tzset()
    told = work(arguments(sys.argv[1:]), SparkSession.builder.getOrCreate())
    if told is not None:
        raise RuntimeError(told)


if __name__ == "__main__":
    main()
