// Drives a storage account by Microsoft's own SDK for Data Lake Storage.
// node storage.mjs ACCOUNT TOKEN
import assert from "node:assert/strict";
import { DataLakeServiceClient } from "@azure/storage-file-datalake";

const [account, token] = process.argv.slice(2);
const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
const retryOptions = { maxTries: 1 };
const service = new DataLakeServiceClient(account, credential, { retryOptions });
const lake = service.getFileSystemClient(`sdk-${process.pid}-${Date.now()}`);
const refused = (promise, code, statusCode) => assert.rejects(promise, (fault) => (assert.deepEqual([fault.code, fault.statusCode], [code, statusCode]), true));
const names = async (options) => {
  const found = [];
  for await (const page of lake.listPaths(options).byPage({ maxPageSize: 2 })) found.push(...(page.pathItems ?? []));
  return found;
};
const text = async (file) => (await file.readToBuffer()).toString();

await lake.create();
await refused(lake.create(), "ContainerAlreadyExists", 409);

// Folders and files, made by dfs.
const folder = lake.getDirectoryClient("raw/uploads/a b");
await folder.create();
await refused(folder.create({ conditions: { ifNoneMatch: "*" } }), "PathAlreadyExists", 409);
assert.equal((await folder.createIfNotExists()).succeeded, false);
const file = lake.getFileClient("raw/uploads/a b/Umsätze 100 % \"neu\" 😀.csv");
await file.create();
await file.append("hello ", 0, 6);
await file.append("world", 6, 5);
await refused(file.flush(7), "InvalidFlushPosition", 400);
await file.flush(11);
assert.equal(await text(file), "hello world");
assert.equal((await file.read(6, 5)).contentLength, 5);
const properties = await file.getProperties();
assert.deepEqual([properties.contentLength, await file.exists(), await lake.getFileClient("none").exists()], [11, true, false]);
await refused(lake.getFileClient("raw/uploads").append("x", 0, 1), "ResourceTypeMismatch", 409);
await refused(lake.getFileClient("none").append("x", 0, 1), "PathNotFound", 404);

// Lists, in pages some of which are empty.
for (const name of ["1", "2", "3"]) await lake.getFileClient(`raw/uploads/a b/below/${name}`).create();
const all = await names({ recursive: true, path: "raw" });
assert.deepEqual(all.map(({ name }) => name), ["raw/uploads", "raw/uploads/a b", file.name, "raw/uploads/a b/below", ...["1", "2", "3"].map((name) => `raw/uploads/a b/below/${name}`)]);
assert.deepEqual(all.map(({ isDirectory }) => isDirectory), [true, true, false, true, false, false, false]);
assert.deepEqual([all[2].contentLength, all[2].permissions.owner], [11, { read: true, write: true, execute: false }]);
assert.deepEqual((await names({ path: "raw/uploads" })).map(({ name }) => name), ["raw/uploads/a b"]);
await refused(names({ path: "none" }), "PathNotFound", 404);

// Renaming, with its conditions.
await refused(file.move("nowhere/deep/x.csv"), "RenameDestinationParentPathNotFound", 404);
await refused(file.move("raw/uploads/a b/below/1", { destinationConditions: { ifNoneMatch: "*" } }), "PathAlreadyExists", 409);
await refused(file.move("raw/moved.csv", { conditions: { ifMatch: '"0x0"' } }), "SourceConditionNotMet", 412);
await file.move("raw/moved.csv", { conditions: { ifMatch: properties.etag }, destinationConditions: { ifNoneMatch: "*" } });
assert.equal(await text(lake.getFileClient("raw/moved.csv")), "hello world");
await refused(file.move("raw/again.csv"), "SourcePathNotFound", 404);
await refused(folder.move("raw/uploads/a b/below/inside"), "InvalidRenameSourcePath", 409);
await folder.move("raw/c");
assert.deepEqual((await names({ recursive: true, path: "raw/c" })).length, 4);

// Access lists.
const rights = (text) => ({ read: text[0] === "r", write: text[1] === "w", execute: text[2] === "x" });
const entry = (accessControlType, entityId, text, defaultScope = false) => ({ accessControlType, entityId, defaultScope, permissions: rights(text) });
const below = lake.getDirectoryClient("raw/c");
await below.setAccessControl([entry("user", "", "rwx"), entry("group", "", "r-x"), entry("other", "", "---"), entry("group", "analysts", "r-x")]);
const access = await below.getAccessControl();
assert.equal(access.acl.find(({ entityId }) => entityId === "analysts").permissions.execute, true);
await refused(below.setAccessControl([entry("user", "", "rwx")]), "InvalidInput", 400);
const changed = await below.updateAccessControlRecursive([entry("group", "analysts", "r--")], { batchSize: 2 });
assert.deepEqual(changed.counters, { changedDirectoriesCount: 2, changedFilesCount: 3, failedChangesCount: 0 });
const removed = await below.removeAccessControlRecursive([{ accessControlType: "group", entityId: "analysts", defaultScope: false }]);
assert.equal(removed.counters.changedFilesCount, 3);
assert.equal((await lake.getFileClient("raw/c/below/1").getAccessControl()).acl.some(({ entityId }) => entityId === "analysts"), false);

// Deleting.
await refused(below.delete(false), "DirectoryNotEmpty", 409);
await below.delete(true);
assert.deepEqual((await names({ recursive: true })).map(({ name }) => name), ["raw", "raw/moved.csv", "raw/uploads"]);
await refused(below.delete(true), "PathNotFound", 404);
await lake.getFileClient("raw/moved.csv").delete();

// Strangers.
const stranger = new DataLakeServiceClient(account, { getToken: async () => ({ token: "none", expiresOnTimestamp: Date.now() + 3_600_000 }) }, { retryOptions });
await refused(stranger.getFileSystemClient(lake.name).getDirectoryClient("x").create(), "AuthorizationPermissionMismatch", 403);
await lake.delete();
await refused(lake.getDirectoryClient("x").create(), "FilesystemNotFound", 404);
console.log("all of it as the SDK expects");
process.exit(0);
