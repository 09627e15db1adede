"""python3 -m unittest discover -s infra/databricks"""

import ast
import datetime
import decimal
import json
import os
import tempfile
import unittest

import kali_runner


class Frame:
    def __init__(self, columns=(), rows=()):
        self.columns, self.rows = list(columns), rows
        self.dtypes = [(column, "bigint") for column in columns]

    def collect(self):
        return self.rows


class Spark:
    """Remembers what it was asked and answers as it is told."""

    def __init__(self):
        self.asked, self.answer, self.conf = [], lambda text: Frame(), Conf()

    def sql(self, text, args=None):
        self.asked.append((text, args))
        return self.answer(text)


class Conf:
    def __init__(self):
        self.values = {}

    def set(self, key, value):
        self.values[key] = value


class Conflict(Exception):
    def getErrorClass(self):
        return "DELTA_CONCURRENT_APPEND"

    def getSqlState(self):
        return "2D521"


class RunnerTests(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.plans = place.name
        self.spark = Spark()
        self.clock = 0.0

    def put(self, name, value, task="silver"):
        os.makedirs(os.path.join(self.plans, "r1", task), exist_ok=True)
        with open(os.path.join(self.plans, "r1", task, name), "w", encoding="utf-8") as file:
            file.write(value if isinstance(value, str) else json.dumps(value))

    def got(self, name, task="silver"):
        return kali_runner.read(os.path.join(self.plans, "r1", task, name))

    def work(self, task="silver", meanwhile=None, *more):
        given = kali_runner.arguments(["--plans", self.plans, "--run", "r1", "--task", task, *more])

        def sleep(seconds):
            self.clock += seconds
            if meanwhile:
                meanwhile()

        return kali_runner.work(given, self.spark, now=lambda: self.clock, sleep=sleep, say=lambda line: None)

    @staticmethod
    def plan(*texts):
        return {"statements": [{"text": text} for text in texts]}

    def test_statements_are_carried_out_in_order_and_answered(self):
        self.spark.answer = lambda text: Frame(["num_affected_rows"], [(3,)])
        self.put("0001.plan.json", self.plan("INSERT 1", "INSERT 2"))
        self.put("0002.plan.json", self.plan("INSERT 3"))
        self.put("end.json", {"outcome": "done"})

        self.assertIsNone(self.work())

        self.assertEqual(["INSERT 1", "INSERT 2", "INSERT 3"], [text for text, _ in self.spark.asked])
        self.assertEqual({"results": [{"columns": ["num_affected_rows"], "types": ["bigint"], "rows": [["3"]]}]}, self.got("0002.result.json"))

    def test_parameters_have_the_types_that_kali_names(self):
        given = [("a", "1", "BIGINT"), ("b", "1.50", "DECIMAL(3,2)"), ("c", "2026-11-23", "DATE"), ("d", "true", "BOOLEAN"), ("e", None, "STRING"), ("f", "x", "STRING"),
                 ("g", "2026-11-23 08:00:00.000001Z", "TIMESTAMP")]
        self.put("0001.plan.json", {"statements": [{"text": "q", "parameters": [{"name": n, "value": v, "type": t} for n, v, t in given]}]})
        self.put("end.json", {"outcome": "done"})

        self.work()

        self.assertEqual(
            {"a": 1, "b": decimal.Decimal("1.50"), "c": datetime.date(2026, 11, 23), "d": True, "e": None, "f": "x",
             "g": datetime.datetime(2026, 11, 23, 8, 0, 0, 1, tzinfo=datetime.timezone.utc)},
            self.spark.asked[0][1])

    def test_a_failing_statement_ends_its_plan_and_not_the_task(self):
        def answer(text):
            if text == "bad":
                raise Conflict("Files were added.")
            return Frame()

        self.spark.answer = answer
        self.put("0001.plan.json", self.plan("good", "bad", "never"))
        self.put("0002.plan.json", self.plan("again"))
        self.put("end.json", {"outcome": "done"})

        self.assertIsNone(self.work())

        self.assertEqual(["good", "bad", "again"], [text for text, _ in self.spark.asked])
        self.assertEqual({"message": "[DELTA_CONCURRENT_APPEND] Files were added.", "sql_state": "2D521"}, self.got("0001.result.json")["results"][1]["fault"])

    def test_a_repaired_task_goes_on_behind_what_has_an_answer(self):
        self.put("0001.plan.json", self.plan("done before"))
        self.put("0001.result.json", {"abandoned": True})
        self.put("0002.plan.json", self.plan("now"))
        self.put("end.json", {"outcome": "done"})

        self.work()

        self.assertEqual(["now"], [text for text, _ in self.spark.asked])

    def test_a_task_that_is_started_twice_carries_nothing_out_twice(self):
        class ClusterGone(BaseException):
            pass

        def gone(text):
            raise ClusterGone

        self.put("0001.plan.json", self.plan("INSERT"))
        self.spark.answer = gone
        with self.assertRaises(ClusterGone):
            self.work()
        self.put("0001.result.json", '{"results": [{"col')

        self.assertIn("started this task anew over statement 1", self.work())

        self.assertEqual(["INSERT"], [text for text, _ in self.spark.asked])

    def test_it_is_written_in_the_python_that_clusters_have(self):
        with open(kali_runner.__file__, encoding="utf-8") as file:
            ast.parse(file.read(), feature_version=(3, 10))

    def test_a_half_written_plan_is_waited_for(self):
        self.put("0001.plan.json", '{"statements": [{"te')

        def meanwhile():
            self.put("0001.plan.json", self.plan("whole"))
            self.put("end.json", {"outcome": "done"})

        self.work("silver", meanwhile)

        self.assertEqual(["whole"], [text for text, _ in self.spark.asked])

    def test_nothing_is_carried_out_behind_a_failed_gate(self):
        self.put("end.json", {"outcome": "done", "gate": "failed", "says": "order_id_unique"}, task="gate")
        self.put("0001.plan.json", self.plan("INSERT INTO gold"), task="gold")
        self.put("end.json", {"outcome": "done"}, task="gold")

        self.work("gold")

        self.assertEqual([], self.spark.asked)
        self.assertEqual("The gate failed: order_id_unique", self.got("0001.result.json", "gold")["results"][0]["fault"]["message"])

    def test_what_kali_cannot_do_fails_the_task(self):
        self.put("end.json", {"outcome": "failed", "says": "The disk is full."})

        self.assertEqual("The disk is full.", self.work())

    def test_a_silent_kali_is_not_waited_for_forever(self):
        self.assertIn("60 seconds", self.work("silver", None, "--patience", "60"))

    def test_the_number_of_partitions_is_set_first(self):
        self.put("end.json", {"outcome": "done"})

        self.work("silver", None, "--partitions", "100")

        self.assertEqual({"spark.sql.shuffle.partitions": "100"}, self.spark.conf.values)

    def test_cells_are_written_as_the_api_writes_them(self):
        found = [None, True, 7, 1.5, float("nan"), float("-inf"), decimal.Decimal("12.30"), datetime.date(2026, 1, 2), b"\x01\x02", "ä", [1, None, "ü"], {"k": 2}]

        self.assertEqual(
            [None, "true", "7", "1.5", "NaN", "-Infinity", "12.30", "2026-01-02", "AQI=", "ä", '["1", null, "ü"]', '{"k": "2"}'],
            [kali_runner.cell(one) for one in found])


if __name__ == "__main__":
    unittest.main()
