using System.Globalization;
using System.Text.Json;
using Kali.Web.Tests.Emulators.Sql;
using static Kali.Web.Tests.Emulators.Warehouse.TableChanges;

namespace Kali.Web.Tests.Emulators.Warehouse;

internal sealed partial class StatementRunning
{
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromHours(168);

    private StatementResult AddColumns(SqlCommand.AddColumns add, string user, CancellationToken ct) => _changes.Change(add.Table, user, (basis, connection) =>
    {
        if (add.Columns.FirstOrDefault(column => basis.Columns.Any(known => known.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase))) is { } twice)
            throw new SqlFault("FIELD_ALREADY_EXISTS", $"Cannot add column, because `{twice.Name}` already exists.", "42710");
        DemandNames(add.Columns, basis.Properties);
        var rows = duck.NewName();
        DuckTables.Run(connection, $"CREATE TABLE {rows} AS SELECT *, {string.Join(", ", add.Columns.Select(column => $"CAST(NULL AS {SqlTypes.ToDuck(column.Type)}) AS {WrittenRows.Quoted(column.Name)}"))} FROM {basis.Rows}", ct);
        return new Draft("ADD COLUMNS", rows, basis.Files) { ChangesMetadata = true, Columns = [.. basis.Columns, .. add.Columns] };
    });

    private StatementResult ChangeColumn(SqlCommand.ChangeColumn change, string user) => _changes.Change(change.Table, user, (basis, connection) =>
    {
        if (!basis.Columns.Any(column => column.Name.Equals(change.Column, StringComparison.OrdinalIgnoreCase)))
            throw new SqlFault("UNRESOLVED_COLUMN.WITH_SUGGESTION", $"A column with name `{change.Column}` cannot be resolved.", "42703");
        if (change.DemandsValue && DuckTables.Number(connection, $"SELECT count(*) FROM {basis.Rows} WHERE {WrittenRows.Quoted(change.Column)} IS NULL") > 0)
            throw new SqlFault("DELTA_NEW_NOT_NULL_VIOLATION", $"Some rows violate the new NOT NULL constraint on {change.Column}.", "23512");
        return new Draft("CHANGE COLUMN", basis.Rows, basis.Files)
        {
            ChangesMetadata = true,
            Columns = [.. basis.Columns.Select(column => !column.Name.Equals(change.Column, StringComparison.OrdinalIgnoreCase)
                ? column
                : column with { Comment = change.Comment ?? column.Comment, IsNullable = column.IsNullable && !change.DemandsValue })],
        };
    });

    private StatementResult SetTags(SqlCommand.SetTags set)
    {
        lock (metastore.Gate)
        {
            foreach (var (key, value) in set.Tags)
            {
                if (key.Length > 255 || value.Length > 1000 || key.AsSpan().IndexOfAny(".,-=/:") >= 0 || key != key.Trim())
                    throw new SqlFault("INVALID_PARAMETER_VALUE", $"The tag key '{key}' cannot be used.", "22023");
                if (metastore.GovernedTags.Contains(key))
                    throw new SqlFault("PERMISSION_DENIED", $"User does not have ASSIGN on the tag policy '{key}'.", "42501");
                metastore.Table(set.Table).Tags[set.Column is null ? key : $"{set.Column}.{key}"] = value;
            }
            return StatementResult.Nothing;
        }
    }

    private StatementResult Rename(SqlCommand.Rename rename)
    {
        lock (metastore.Gate)
        {
            var table = metastore.Table(rename.Table);
            var target = metastore.Schema(rename.To);
            if (target.Tables.ContainsKey(rename.To[2]))
                throw new SqlFault("TABLE_OR_VIEW_ALREADY_EXISTS", $"Cannot create table or view {EmulatedMetastore.Shown(rename.To)} because it already exists.", "42P07");
            metastore.Schema(rename.Table).Tables.Remove(rename.Table[2]);
            target.Tables[rename.To[2]] = table;
            return StatementResult.Nothing;
        }
    }

    private StatementResult Drop(SqlCommand.Drop drop)
    {
        lock (metastore.Gate)
        {
            var table = metastore.Table(drop.Table);
            metastore.Schema(drop.Table).Tables.Remove(drop.Table[2]);
            metastore.Dropped.Add((drop.Table, table, time.GetUtcNow()));
            return StatementResult.Nothing;
        }
    }

    private StatementResult Undrop(SqlCommand.Undrop undrop)
    {
        lock (metastore.Gate)
        {
            var place = metastore.Dropped.FindLastIndex(dropped => dropped.Name.SequenceEqual(undrop.Table, StringComparer.OrdinalIgnoreCase) && time.GetUtcNow() - dropped.At <= TimeSpan.FromDays(7));
            if (place < 0)
                throw SqlFault.NoTable(EmulatedMetastore.Shown(undrop.Table));
            var schema = metastore.Schema(undrop.Table);
            if (schema.Tables.ContainsKey(undrop.Table[2]))
                throw new SqlFault("TABLE_OR_VIEW_ALREADY_EXISTS", $"Cannot undrop {EmulatedMetastore.Shown(undrop.Table)} because a table of that name already exists.", "42P07");
            schema.Tables[undrop.Table[2]] = metastore.Dropped[place].Table;
            metastore.Dropped.RemoveAt(place);
            return StatementResult.Nothing;
        }
    }

    private StatementResult Restore(SqlCommand.Restore restore, string user)
    {
        TableVersion wanted;
        lock (metastore.Gate)
        {
            var table = metastore.Table(restore.Table);
            if (restore.Version > table.Newest.Number)
                throw new SqlFault("DELTA_CANNOT_RESTORE_TABLE_VERSION", string.Create(CultureInfo.InvariantCulture, $"Cannot restore table to version {restore.Version}. Available versions: [0, {table.Newest.Number}]."), "22003");
            wanted = table.Versions[(int)restore.Version];
            if (wanted.Files.FirstOrDefault(file => table.Gone.Contains(file.Path)) is { } gone)
                throw new SqlFault("DELTA_FILE_NOT_FOUND_DETAILED", $"File {gone.Path} referenced in the transaction log cannot be found.", "42K03");
        }
        return _changes.Change(restore.Table, user, (basis, _) => new Draft("RESTORE", wanted.Rows, wanted.Files)
        {
            ChangesMetadata = true,
            Columns = wanted.Columns,
            PartitionedBy = wanted.PartitionedBy,
            Properties = wanted.Properties,
            Parameters = new Dictionary<string, string> { ["version"] = restore.Version.ToString(CultureInfo.InvariantCulture), ["timestamp"] = "" },
            Metrics = Metrics(("numOfFilesAfterRestore", wanted.Files.Count), ("tableSizeAfterRestore", wanted.Files.Sum(file => file.Bytes))),
            Result = StatementResult.Counts(
                ("table_size_after_restore", wanted.Files.Sum(file => file.Bytes)), ("num_of_files_after_restore", wanted.Files.Count), ("num_removed_files", basis.Files.Except(wanted.Files).Count()),
                ("num_restored_files", wanted.Files.Except(basis.Files).Count()), ("removed_files_size", 0), ("restored_files_size", 0)),
        });
    }

    private StatementResult Optimize(SqlCommand.Optimize optimize, string user)
    {
        lock (metastore.Gate)
        {
            var newest = metastore.Table(optimize.Table).Newest;
            if (optimize.OrderedBy.FirstOrDefault(column => newest.PartitionedBy.Contains(column)) is { } partition)
                throw new SqlFault("DELTA_ZORDERING_ON_PARTITION_COLUMN", $"{partition} is a partition column. Z-Ordering can only be performed on data columns.", "42P10");
            var withStatistics = int.Parse(newest.Properties.GetValueOrDefault("delta.dataSkippingNumIndexedCols", "32"), CultureInfo.InvariantCulture);
            if (optimize.OrderedBy.FirstOrDefault(column => newest.Columns.Take(withStatistics).All(known => !known.Name.Equals(column, StringComparison.OrdinalIgnoreCase))) is { } unknown)
                throw new SqlFault("DELTA_ZORDERING_ON_COLUMN_WITHOUT_STATS", $"Z-Ordering on [{unknown}] will be ineffective, because we currently do not collect stats for these columns.", "KD00D");
            if (newest.Files.Count < 2)
                return new StatementResult([("path", "STRING"), ("metrics", "STRING")], [[null, "{\"numFilesAdded\":0}"]]);
        }
        return _changes.Change(optimize.Table, user, (basis, _) =>
        {
            var file = NewFile(basis.Files.Sum(small => small.Rows));
            return new Draft("OPTIMIZE", basis.Rows, [file])
            {
                Parameters = new Dictionary<string, string> { ["predicate"] = "[]", ["zOrderBy"] = JsonSerializer.Serialize(optimize.OrderedBy) },
                Metrics = Metrics(("numRemovedFiles", basis.Files.Count), ("numAddedFiles", 1), ("numAddedBytes", file.Bytes)),
                Result = new StatementResult([("path", "STRING"), ("metrics", "STRING")], [[null, "{\"numFilesAdded\":1}"]]),
            };
        });
    }

    private StatementResult Vacuum(SqlCommand.Vacuum vacuum, string user)
    {
        var retention = TimeSpan.FromHours(vacuum.Hours);
        if (retention < ShortestRetention)
            throw new SqlFault("DELTA_VACUUM_RETENTION_PERIOD_TOO_SHORT", "Are you sure you would like to vacuum files with such a low retention period?", "22003");
        List<string> old;
        lock (metastore.Gate)
        {
            var table = metastore.Table(vacuum.Table);
            var oldest = time.GetUtcNow() - retention;
            // A file is kept while a version needs it that was the newest within the retention.
            var kept = table.Versions.Where((_, i) => i == table.Versions.Count - 1 || table.Versions[i + 1].At >= oldest).SelectMany(version => version.Files).Select(file => file.Path).ToHashSet();
            old = [.. table.Versions.SelectMany(version => version.Files).Select(file => file.Path).Distinct().Where(path => !kept.Contains(path) && !table.Gone.Contains(path)).Order(StringComparer.Ordinal)];
            if (!vacuum.IsDryRun)
                table.Gone.UnionWith(old);
        }
        if (vacuum.IsDryRun)
            return new StatementResult([("path", "STRING")], [.. old.Select(path => new[] { path })]);
        _changes.Change(vacuum.Table, user, (basis, _) => new Draft("VACUUM END", basis.Rows, basis.Files) { Metrics = Metrics(("numDeletedFiles", old.Count)) });
        return new StatementResult([("path", "STRING")], [["abfss://lake@account.dfs.core.windows.net/table"]]);
    }

    private StatementResult History(IReadOnlyList<string> name, int limit)
    {
        lock (metastore.Gate)
        {
            return new StatementResult(
                [
                    ("version", "BIGINT"), ("timestamp", "TIMESTAMP"), ("userId", "STRING"), ("userName", "STRING"), ("operation", "STRING"), ("operationParameters", "MAP<STRING, STRING>"), ("job", "STRING"),
                    ("notebook", "STRING"), ("clusterId", "STRING"), ("readVersion", "BIGINT"), ("isolationLevel", "STRING"), ("isBlindAppend", "BOOLEAN"), ("operationMetrics", "MAP<STRING, STRING>"),
                    ("userMetadata", "STRING"), ("engineInfo", "STRING"),
                ],
                [.. metastore.Table(name).Versions.AsEnumerable().Reverse().Take(limit).Select(version => new[]
                {
                    Number(version.Number), version.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), "1234567890", version.User, version.Operation,
                    JsonSerializer.Serialize(version.Parameters), null, null, "0101-000000-abcdefgh", version.Number == 0 ? null : Number(version.Number - 1), "WriteSerializable",
                    version.IsBlindAppend ? "true" : "false", JsonSerializer.Serialize(version.Metrics), null, "Databricks-Runtime/17.3.x-photon-scala2.13",
                })]);
        }
    }

    private StatementResult Detail(IReadOnlyList<string> name)
    {
        lock (metastore.Gate)
        {
            var table = metastore.Table(name);
            return new StatementResult(
                [
                    ("format", "STRING"), ("id", "STRING"), ("name", "STRING"), ("description", "STRING"), ("location", "STRING"), ("createdAt", "TIMESTAMP"), ("lastModified", "TIMESTAMP"),
                    ("partitionColumns", "ARRAY<STRING>"), ("numFiles", "BIGINT"), ("sizeInBytes", "BIGINT"), ("properties", "MAP<STRING, STRING>"),
                ],
                [
                    [
                        "delta", table.Id, string.Join('.', name), table.Comment, $"abfss://lake@account.dfs.core.windows.net/{table.Id}", At(table.CreatedAt), At(table.Newest.At),
                        JsonSerializer.Serialize(table.Newest.PartitionedBy), Number(table.Newest.Files.Count), Number(table.Newest.Files.Sum(file => file.Bytes)), JsonSerializer.Serialize(table.Newest.Properties),
                    ],
                ]);
        }
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
