// Drives a workspace by Databricks' own SDK and holds every answer against what the SDK declares.
// node workspace.mjs HOST TOKEN WAREHOUSE
import assert from "node:assert/strict";
import path from "node:path";
import { createRequire } from "node:module";
import sdk from "@databricks/sdk-experimental";
import { Declarations } from "./declared.mjs";

const [host, token, warehouse_id] = process.argv.slice(2);
const declarations = new Declarations(path.join(path.dirname(createRequire(import.meta.url).resolve("@databricks/sdk-experimental")), "apis"));
const client = new sdk.WorkspaceClient({ host, token });
// Seen in answers of the service, though not declared.
const undeclared = /^StatementExecutionService\.\w+: answer\.status\.sql_state /;
const differences = [];
let answers = 0;

function held(module, service) {
  const name = service.constructor.name;
  const hold = (method, type, value) => {
    answers++;
    differences.push(...declarations.differences(module, type, value).map((difference) => `${name}.${method}: ${difference}`).filter((difference) => !undeclared.test(difference)));
  };
  return new Proxy(service, {
    get: (target, method) => (...request) => {
      const promised = declarations.promised(module, name, method);
      if (promised.item)
        return (async function* () {
          for await (const item of target[method](...request)) {
            hold(method, promised.item, item);
            yield item;
          }
        })();
      return target[method](...request).then((answer) => {
        const { wait, ...fields } = answer;
        if (!promised.waited) {
          hold(method, promised.answer, answer);
          return answer;
        }
        hold(method, promised.answer, fields);
        const waited = async () => {
          const end = await wait();
          hold(`${method} to its end`, promised.waited, end);
          return end;
        };
        return { ...fields, wait: waited };
      });
    },
  });
}

const all = async (list) => {
  const items = [];
  for await (const item of list) items.push(item);
  return items;
};
const refused = (promise, errorCode, statusCode) => assert.rejects(promise, (fault) => (assert.deepEqual([fault.errorCode, fault.statusCode], [errorCode, statusCode]), true));

const statements = held("sql", client.statementExecution);
const run = (statement, more = {}) => statements.executeStatement({ warehouse_id, statement, catalog: "kali_dev", schema: "silver_layer", wait_timeout: "30s", ...more });

const good = async (statement, more) => {
  const answer = await run(statement, more);
  assert.equal(answer.status.state, "SUCCEEDED", answer.status.error?.message);
  return answer;
};

async function runStatements() {
  const written = await good("INSERT INTO `kali_dev`.`silver_layer`.`orders` SELECT CAST(`id` AS BIGINT), CASE WHEN `id` = 1 THEN 'Käthe' WHEN `id` = 3 THEN '' END, CASE WHEN `id` <> 2 THEN CAST(`id` AS DECIMAL(10,2)) END, CAST(NULL AS TIMESTAMP) FROM range(1, 4)");
  assert.deepEqual(written.manifest.schema.columns.map(({ name }) => name), ["num_affected_rows", "num_inserted_rows"]);
  const read = await good("SELECT `id`, `name`, `price` FROM `kali_dev`.`silver_layer`.`orders` WHERE `id` <= :most ORDER BY `id`", { parameters: [{ name: "most", value: "3", type: "BIGINT" }] });
  assert.deepEqual(read.result.data_array, [["1", "Käthe", "1.00"], ["2", null, null], ["3", "", "3.00"]]);
  assert.equal(read.manifest.total_row_count, 3);

  const later = await run("SELECT count(*) AS `n` FROM `kali_dev`.`silver_layer`.`orders`", { wait_timeout: "0s" });
  assert.equal(later.status.state, "PENDING");
  let looked = later;
  while (["PENDING", "RUNNING"].includes(looked.status.state)) looked = await statements.getStatement({ statement_id: later.statement_id });
  assert.deepEqual(looked.result.data_array, [["3"]]);

  const many = await good("SELECT `id` FROM range(1200)");
  const rows = [...many.result.data_array];
  for (let part = many.result; part.next_chunk_index !== undefined; ) {
    part = await statements.getStatementResultChunkN({ statement_id: many.statement_id, chunk_index: part.next_chunk_index });
    rows.push(...part.data_array);
  }
  assert.equal(many.manifest.total_chunk_count, 3);
  assert.deepEqual(rows.map(([id]) => Number(id)), [...Array(1200).keys()]);
  const linked = await good("SELECT `id` FROM range(10)", { disposition: "EXTERNAL_LINKS" });
  const [{ external_link }] = linked.result.external_links;
  assert.equal((await (await fetch(external_link)).json()).length, 10);
  assert.equal((await fetch(external_link, { headers: { Authorization: `Bearer ${token}` } })).ok, false);

  const wrong = await run("INSER INTO nothing");
  assert.deepEqual([wrong.status.state, wrong.status.error.error_code], ["FAILED", "BAD_REQUEST"]);
  await statements.cancelExecution({ statement_id: wrong.statement_id });
  await refused(run("SELECT 1", { wait_timeout: "3s" }), "INVALID_PARAMETER_VALUE", 400);
  await refused(run("SELECT 1", { warehouse_id: "none" }), "INVALID_PARAMETER_VALUE", 400);
  await refused(statements.getStatement({ statement_id: "00000000-0000-0000-0000-000000000000" }), "NOT_FOUND", 404);
}

async function readCatalog() {
  const catalogs = held("catalog", client.catalogs);
  const schemas = held("catalog", client.schemas);
  const tables = held("catalog", client.tables);
  const volumes = held("catalog", client.volumes);
  const grants = held("catalog", client.grants);
  const tags = held("catalog", client.entityTagAssignments);

  await catalogs.create({ name: "kali_more", comment: "Made by the SDK" });
  assert.deepEqual((await all(catalogs.list({ max_results: 0 }))).map(({ name }) => name), ["kali_dev", "kali_more"]);
  await refused(catalogs.create({ name: "kali_more" }), "CATALOG_ALREADY_EXISTS", 400);
  await refused(catalogs.get({ name: "none" }), "CATALOG_DOES_NOT_EXIST", 404);
  for (const name of ["one", "two", "three"]) await schemas.create({ name, catalog_name: "kali_more" });
  assert.deepEqual((await all(schemas.list({ catalog_name: "kali_more", max_results: 0 }))).map(({ name }) => name), ["default", "one", "three", "two"]);
  assert.equal((await schemas.get({ full_name: "kali_more.two" })).full_name, "kali_more.two");

  assert.deepEqual(await all(tables.list({ catalog_name: "kali_more", schema_name: "one", max_results: 0 })), []);
  const table = await tables.get({ full_name: "kali_dev.silver_layer.orders" });
  assert.deepEqual(table.columns.map(({ name, type_name, type_text }) => [name, type_name, type_text]), [
    ["id", "LONG", "bigint"],
    ["name", "STRING", "string"],
    ["price", "DECIMAL", "decimal(10,2)"],
    ["at", "TIMESTAMP", "timestamp"],
  ]);
  assert.deepEqual([table.comment, table.columns[1].partition_index, table.columns[2].type_scale], ["Orders as sent", 0, 2]);
  assert.equal((await all(tables.list({ catalog_name: "kali_dev", schema_name: "silver_layer", max_results: 0 }))).length, 1);
  assert.deepEqual((await all(tables.listSummaries({ catalog_name: "kali_dev", table_name_pattern: "ord%" }))).map(({ full_name }) => full_name), ["kali_dev.silver_layer.orders"]);
  assert.equal((await tables.exists({ full_name: "kali_dev.silver_layer.orders" })).table_exists, true);
  assert.equal((await tables.exists({ full_name: "kali_dev.silver_layer.none" })).table_exists, false);
  await refused(tables.get({ full_name: "kali_dev.silver_layer.none" }), "TABLE_DOES_NOT_EXIST", 404);

  await volumes.create({ catalog_name: "kali_more", schema_name: "one", name: "Files", volume_type: "MANAGED", comment: "Files" });
  assert.deepEqual((await all(volumes.list({ catalog_name: "kali_more", schema_name: "one", max_results: 0 }))).map(({ full_name }) => full_name), ["kali_more.one.files"]);
  assert.equal((await volumes.read({ name: "kali_more.one.files" })).volume_type, "MANAGED");
  const files = held("files", client.files);
  await files.createDirectory({ directory_path: "/Volumes/kali_more/one/files/a b/ä \"" });
  assert.deepEqual((await all(files.listDirectoryContents({ directory_path: "/Volumes/kali_more/one/files/a b" }))).map(({ name, is_directory }) => [name, is_directory]), [["ä \"", true]]);
  await files.deleteDirectory({ directory_path: "/Volumes/kali_more/one/files/a b/ä \"" });

  const select = { securable_type: "TABLE", full_name: "kali_dev.silver_layer.orders" };
  const direct = await grants.get({ ...select });
  assert.deepEqual(direct.privilege_assignments, [{ principal: "kali_analysts", privileges: ["SELECT"] }]);
  const effective = await grants.getEffective({ ...select, principal: "kali_analysts" });
  assert.deepEqual(effective.privilege_assignments[0].privileges.map(({ privilege, inherited_from_type }) => [privilege, inherited_from_type]), [
    ["SELECT", undefined],
    ["USE_SCHEMA", "SCHEMA"],
    ["USE_CATALOG", "CATALOG"],
  ]);
  assert.deepEqual(await grants.get({ securable_type: "schema", full_name: "kali_more.one" }), {});
  await refused(grants.get({ ...select, max_results: 10 }), "INVALID_PARAMETER_VALUE", 400);

  const entity = { entity_type: "tables", entity_name: "kali_dev.silver_layer.orders" };
  const tag = { ...entity, tag_key: "domain", tag_value: "sales" };
  await tags.create({ tag_assignment: tag });
  assert.deepEqual(await all(tags.list({ ...entity })), [tag]);
  await tags.delete({ ...entity, tag_key: "domain" });
  await refused(tags.get({ ...entity, tag_key: "domain" }), "NOT_FOUND", 404);

  await refused(catalogs.delete({ name: "kali_more" }), "CATALOG_NOT_EMPTY", 400);
  await volumes.delete({ name: "kali_more.one.files" });
  await schemas.delete({ full_name: "kali_more.one" });
  await catalogs.delete({ name: "kali_more", force: true });
}

async function runJobs() {
  const jobs = held("jobs", client.jobs);
  const task = (task_key, ...on) => ({
    task_key,
    depends_on: on.map((key) => ({ task_key: key })),
    spark_python_task: { python_file: "/Volumes/kali_dev/metadata/staging/run.py", parameters: ["--task", task_key] },
    environment_key: "kali",
  });
  const environments = [{ environment_key: "kali", spec: { environment_version: "2" } }];
  const { job_id } = await jobs.create({ name: "Kali: orders", tasks: [task("land"), task("raw", "land")], environments });
  for (const name of ["b", "c"]) await jobs.create({ name, tasks: [task("only")], environments });
  assert.equal((await jobs.get({ job_id })).settings.tasks.length, 2);
  assert.deepEqual((await all(jobs.list({ limit: 2 }))).map(({ settings }) => settings.name), ["c", "b", "Kali: orders"]);
  assert.deepEqual((await all(jobs.list({ name: "kali: ORDERS" }))).map((job) => job.job_id), [job_id]);
  await refused(jobs.get({ job_id: 1 }), "INVALID_PARAMETER_VALUE", 400);
  await refused(jobs.create({ name: "none", tasks: [task("a"), task("a")], environments }), "INVALID_PARAMETER_VALUE", 400);

  const started = await jobs.runNow({ job_id, idempotency_token: "kali/run/1" });
  assert.equal((await jobs.runNow({ job_id, idempotency_token: "kali/run/1" })).run_id, started.run_id);
  const end = await started.wait();
  assert.deepEqual([end.state.result_state, end.status.termination_details.code, end.tasks.length], ["SUCCESS", "SUCCESS", 2]);
  assert.equal((await jobs.getRunOutput({ run_id: end.tasks[1].run_id })).logs, "raw is done\n");
  await refused(jobs.getRunOutput({ run_id: started.run_id }), "INVALID_PARAMETER_VALUE", 400);

  const stopped = await jobs.submit({ run_name: "once", tasks: [task("only")], environments });
  await jobs.cancelRun({ run_id: stopped.run_id });
  const cancelled = await jobs.getRun({ run_id: stopped.run_id });
  assert.deepEqual([cancelled.state.life_cycle_state, cancelled.state.result_state], ["TERMINATED", "CANCELED"]);
  assert.deepEqual((await all(jobs.listRuns({ completed_only: true }))).map(({ run_id }) => run_id), [stopped.run_id, started.run_id]);
  await jobs.deleteRun({ run_id: stopped.run_id });
  await jobs.delete({ job_id });
  await refused(jobs.get({ job_id }), "INVALID_PARAMETER_VALUE", 400);
}

async function readRest() {
  assert.equal((await held("iam", client.currentUser).me()).userName, "kali@example.com");
  const warehouses = held("sql", client.warehouses);
  assert.deepEqual((await all(warehouses.list({}))).map(({ id }) => id), [warehouse_id]);
  assert.equal((await (await warehouses.start({ id: warehouse_id })).wait()).state, "RUNNING");
  await refused(warehouses.get({ id: "none" }), "RESOURCE_DOES_NOT_EXIST", 404);
  const stranger = new sdk.WorkspaceClient({ host, token: "dapi0" });
  await refused(stranger.currentUser.me(), 403, 403);
}

await runStatements();
await readCatalog();
await runJobs();
await readRest();
for (const difference of new Set(differences)) console.log(`difference: ${difference}`);
console.log(`${answers} answers held against the SDK's declarations, ${differences.length} differences`);
process.exit(differences.length === 0 ? 0 : 1);
