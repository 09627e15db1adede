using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines.Legacy;
using Kali.Web.Tests.Emulators.Sql;
using static Kali.Web.Tests.Emulators.Warehouse.TableChanges;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>Runs statements over the emulated metastore.</summary>
internal sealed partial class StatementRunning(DuckTables duck, EmulatedMetastore metastore, EmulatedVolumes volumes, TimeProvider time) : ISqlPlaces
{
    private readonly TableChanges _changes = new(duck, metastore, time);

    public StatementResult Run(string sql, IReadOnlyDictionary<string, SqlParameter> parameters, string user, CancellationToken ct, string times = DuckCells.ToTheMillisecond)
    {
        var lineage = new LineageOfStatement(this);
        var command = new SqlStatementReader(sql, parameters, lineage).Read();
        var result = Run(command, sql, parameters, user, times, ct);
        lineage.Keep(command, metastore);
        return result;
    }

    private StatementResult Run(SqlCommand command, string sql, IReadOnlyDictionary<string, SqlParameter> parameters, string user, string times, CancellationToken ct)
    {
        switch (command)
        {
            case SqlCommand.Query query:
                using (var connection = duck.Open())
                    return DuckTables.Query(connection, query.Duck, ct, times);
            case SqlCommand.DescribeQuery query:
                using (var connection = duck.Open())
                    return new StatementResult([("col_name", "STRING"), ("data_type", "STRING"), ("comment", "STRING")],
                        [.. DuckTables.Describe(connection, query.Duck).Select(column => new[] { column.Name, column.Type.ToLowerInvariant(), null })]);
            case SqlCommand.DescribeHistory history:
                return History(history.Table, history.Limit);
            case SqlCommand.DescribeDetail detail:
                return Detail(detail.Table);
            case SqlCommand.Create create:
                return Create(create, user, ct);
            case SqlCommand.CreateFunction function:
                lock (metastore.Gate)
                    metastore.Schema(function.Name).Functions[function.Name[2]] = function.Body;
                return StatementResult.Nothing;
            case SqlCommand.Insert insert:
                return Insert(insert, user, ct);
            case SqlCommand.Merge merge:
                return Merge(merge, user, ct);
            case SqlCommand.Delete delete:
                return Delete(delete, user, ct);
            case SqlCommand.Update update:
                return Update(update, user, ct);
            case SqlCommand.SetProperties set:
                return _changes.Change(set.Table, user, (basis, _) => new Draft("SET TBLPROPERTIES", basis.Rows, basis.Files)
                {
                    ChangesMetadata = true,
                    Properties = basis.Properties.Concat(set.Properties).GroupBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Last().Value),
                    Parameters = new Dictionary<string, string> { ["properties"] = JsonSerializer.Serialize(set.Properties) },
                });
            case SqlCommand.AddColumns add:
                return AddColumns(add, user, ct);
            case SqlCommand.ChangeColumn change:
                return ChangeColumn(change, user);
            case SqlCommand.SetTags tags:
                return SetTags(tags);
            case SqlCommand.Rename rename:
                return Rename(rename);
            case SqlCommand.Drop drop:
                return Drop(drop);
            case SqlCommand.Undrop undrop:
                return Undrop(undrop);
            case SqlCommand.Restore restore:
                return Restore(restore, user);
            case SqlCommand.Optimize optimize:
                return Optimize(optimize, user);
            case SqlCommand.Vacuum vacuum:
                return Vacuum(vacuum, user);
            case var other:
                throw new InvalidOperationException($"The emulator has no way to run {other.GetType().Name}.");
        }
    }

    public string Table(IReadOnlyList<string> name, long? version)
    {
        lock (metastore.Gate)
        {
            var table = metastore.Table(name);
            var number = version ?? table.Newest.Number;
            if (number < 0 || number > table.Newest.Number)
                throw new SqlFault("DELTA_VERSION_NOT_FOUND", string.Create(CultureInfo.InvariantCulture, $"Cannot time travel Delta table to version {number}. Available versions: [0, {table.Newest.Number}]."), "22003");
            var found = table.Versions[(int)number];
            return found.Files.FirstOrDefault(file => table.Gone.Contains(file.Path)) is { } gone
                ? throw new SqlFault("DELTA_FILE_NOT_FOUND_DETAILED", $"File {gone.Path} referenced in the transaction log cannot be found. This occurs when data has been manually deleted from the file system rather than using the table `DELETE` statement.", "42K03")
                : found.Rows;
        }
    }

    public string File(string path) => volumes.LocalPath(path) is { } local && System.IO.File.Exists(local)
        ? local
        : throw new SqlFault("PATH_NOT_FOUND", $"Path does not exist: {path}.", "42K03");

    public long LengthOf(string path) => metastore.ExternalFiles.TryGetValue(path, out var bytes)
        ? bytes
        : throw new SqlFault("PATH_NOT_FOUND", $"Path does not exist: {path}.", "42K03");

    /// <summary>The one function there can be is worked in .NET; that Python does the same with that body is shown elsewhere.</summary>
    public string Function(IReadOnlyList<string> name)
    {
        lock (metastore.Gate)
        {
            return metastore.Schema(name).Functions.TryGetValue(name[2], out var body) && body.Trim() == LegacyCleaning.PythonBody().Trim()
                ? LegacyCleaning.FunctionName
                : throw SqlFault.NoFunction(EmulatedMetastore.Shown(name));
        }
    }

    private StatementResult Create(SqlCommand.Create create, string user, CancellationToken ct)
    {
        var basis = _changes.Basis(create.Table);
        using var connection = duck.Open();
        var rows = duck.NewName();
        IReadOnlyList<DefinedColumn> columns = create.Columns;
        if (create.Rows is null)
        {
            DuckTables.Run(connection, $"CREATE TABLE {rows} ({string.Join(", ", columns.Select(column => $"{WrittenRows.Quoted(column.Name)} {SqlTypes.ToDuck(column.Type)}"))})", ct);
        }
        else
        {
            DuckTables.Run(connection, $"CREATE TABLE {rows} AS {create.Rows}", ct);
            columns = [.. DuckTables.Describe(connection, $"SELECT * FROM {rows}").Select(column => new DefinedColumn(column.Name, column.Type, true, null))];
        }
        DemandNames(columns, create.Properties);
        var count = DuckTables.Number(connection, $"SELECT count(*) FROM {rows}");
        var files = FilesOf(count);
        _changes.Begin(create.Table, user, basis, new Draft((create.Replaces ? "CREATE OR REPLACE TABLE" : "CREATE TABLE") + (create.Rows is null ? "" : " AS SELECT"), rows, files)
        {
            ChangesMetadata = true,
            Columns = columns,
            PartitionedBy = create.PartitionedBy,
            Properties = create.Properties,
            Parameters = new Dictionary<string, string>
            {
                ["partitionBy"] = JsonSerializer.Serialize(create.PartitionedBy),
                ["properties"] = JsonSerializer.Serialize(create.Properties),
                ["isManaged"] = "true",
            },
            Metrics = create.Rows is null ? [] : Metrics(("numFiles", files.Count), ("numOutputRows", count), ("numOutputBytes", files.Sum(file => file.Bytes))),
        });
        lock (metastore.Gate)
            metastore.Table(create.Table).Comment = create.Comment;
        return create.Rows is null ? StatementResult.Nothing : StatementResult.Counts(("num_affected_rows", count), ("num_inserted_rows", count));
    }

    private static void DemandNames(IEnumerable<DefinedColumn> columns, IReadOnlyDictionary<string, string> properties)
    {
        if (!properties.ContainsKey("delta.columnMapping.mode") && columns.FirstOrDefault(column => column.Name.AsSpan().IndexOfAny(" ,;{}()\n\t=") >= 0) is { } strange)
            throw new SqlFault("DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES", $"Found invalid character(s) among ' ,;{{}}()\\n\\t=' in the column names of your schema. Invalid column names: {strange.Name}.", "42K05");
    }

    private StatementResult Insert(SqlCommand.Insert insert, string user, CancellationToken ct) => _changes.Change(insert.Table, user, (basis, connection) =>
    {
        var written = WrittenRows.Compute(duck, connection, insert.Columns, insert.Rows, basis, ct);
        var rows = duck.NewName();
        DuckTables.Run(connection, $"CREATE TABLE {rows} AS {(insert.Replaces ? "" : $"SELECT * FROM {basis.Rows} UNION ALL ")}SELECT {written.Projection} FROM {written.Stage}", ct);
        var added = FilesOf(written.Count);
        return new Draft("WRITE", rows, insert.Replaces ? added : [.. basis.Files, .. added])
        {
            IsBlindAppend = !insert.Replaces,
            Parameters = new Dictionary<string, string> { ["mode"] = insert.Replaces ? "Overwrite" : "Append", ["partitionBy"] = "[]" },
            Metrics = Metrics(("numFiles", added.Count), ("numOutputRows", written.Count), ("numOutputBytes", added.Sum(file => file.Bytes))),
            Result = StatementResult.Counts(("num_affected_rows", written.Count), ("num_inserted_rows", written.Count)),
        };
    });

    private StatementResult Merge(SqlCommand.Merge merge, string user, CancellationToken ct) => _changes.Change(merge.Table, user, (basis, connection) =>
    {
        var rows = duck.NewName();
        DuckTables.Run(connection, $"CREATE TABLE {rows} AS SELECT * FROM {basis.Rows}", ct);
        if (DuckTables.Number(connection, $"SELECT count(*) FROM (SELECT {merge.Alias}.rowid FROM {rows} AS {merge.Alias} JOIN {merge.Source} ON {merge.On} GROUP BY 1 HAVING count(*) > 1) AS twice") > 0)
            throw new SqlFault("DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE", "Cannot perform Merge as multiple source rows matched and attempted to modify the same target row in the Delta table in possibly conflicting ways.", "21506");
        var before = DuckTables.Number(connection, $"SELECT count(*) FROM {rows}");
        var actions = DuckTables.Query(connection, $"SELECT count(*) FROM {merge.Source}", ct);
        var told = Actions(connection, $"MERGE INTO {rows} AS {merge.Alias} USING {merge.Source} ON {merge.On} {string.Join(' ', merge.Clauses)} RETURNING merge_action", ct);
        var (inserted, updated, deleted) = (told.GetValueOrDefault("INSERT"), told.GetValueOrDefault("UPDATE"), told.GetValueOrDefault("DELETE"));
        DemandValues(connection, rows, basis);
        var count = before + inserted - deleted;
        var copied = before - updated - deleted;
        var files = inserted + updated + deleted == 0 ? basis.Files : FilesOf(count);
        return new Draft("MERGE", rows, files)
        {
            Parameters = new Dictionary<string, string> { ["predicate"] = JsonSerializer.Serialize(new[] { merge.On }) },
            Metrics = Metrics(
                ("numSourceRows", long.Parse(actions.Rows[0][0]!, CultureInfo.InvariantCulture)), ("numTargetRowsInserted", inserted), ("numTargetRowsUpdated", updated), ("numTargetRowsDeleted", deleted),
                ("numTargetRowsCopied", copied), ("numOutputRows", count), ("numTargetFilesAdded", files.Count), ("numTargetBytesAdded", files.Sum(file => file.Bytes))),
            Result = StatementResult.Counts(("num_affected_rows", inserted + updated + deleted), ("num_updated_rows", updated), ("num_deleted_rows", deleted), ("num_inserted_rows", inserted)),
        };
    });

    private static Dictionary<string, long> Actions(DuckDB.NET.Data.DuckDBConnection connection, string merge, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = merge;
        using var interrupt = ct.Register(command.Cancel);
        using var reader = command.ExecuteReader();
        var counts = new Dictionary<string, long>();
        while (reader.Read())
            counts[reader.GetString(0)] = counts.GetValueOrDefault(reader.GetString(0)) + 1;
        return counts;
    }

    private static void DemandValues(DuckDB.NET.Data.DuckDBConnection connection, string rows, TableVersion table)
    {
        foreach (var column in table.Columns.Where(column => !column.IsNullable))
        {
            if (DuckTables.Number(connection, $"SELECT count(*) FROM {rows} WHERE {WrittenRows.Quoted(column.Name)} IS NULL") > 0)
                throw new SqlFault("DELTA_NOT_NULL_CONSTRAINT_VIOLATED", $"NOT NULL constraint violated for column: {column.Name}.", "23502");
        }
    }

    private StatementResult Delete(SqlCommand.Delete delete, string user, CancellationToken ct) => _changes.Change(delete.Table, user, (basis, connection) =>
    {
        var rows = duck.NewName();
        DuckTables.Run(connection, $"CREATE TABLE {rows} AS SELECT * FROM {basis.Rows}", ct);
        var deleted = DuckTables.Run(connection, $"DELETE FROM {rows} WHERE {delete.Where}", ct);
        var count = DuckTables.Number(connection, $"SELECT count(*) FROM {rows}");
        return new Draft("DELETE", rows, deleted == 0 ? basis.Files : FilesOf(count))
        {
            Parameters = new Dictionary<string, string> { ["predicate"] = JsonSerializer.Serialize(new[] { delete.Where }) },
            Metrics = Metrics(("numDeletedRows", deleted), ("numCopiedRows", deleted == 0 ? 0 : count)),
            Result = StatementResult.Counts(("num_affected_rows", deleted)),
        };
    });

    private StatementResult Update(SqlCommand.Update update, string user, CancellationToken ct) => _changes.Change(update.Table, user, (basis, connection) =>
    {
        var rows = duck.NewName();
        DuckTables.Run(connection, $"CREATE TABLE {rows} AS SELECT * FROM {basis.Rows}", ct);
        var updated = DuckTables.Run(connection, $"UPDATE {rows} SET {update.Set} WHERE {update.Where}", ct);
        DemandValues(connection, rows, basis);
        var count = DuckTables.Number(connection, $"SELECT count(*) FROM {rows}");
        return new Draft("UPDATE", rows, updated == 0 ? basis.Files : FilesOf(count))
        {
            Parameters = new Dictionary<string, string> { ["predicate"] = JsonSerializer.Serialize(new[] { update.Where }) },
            Metrics = Metrics(("numUpdatedRows", updated), ("numCopiedRows", updated == 0 ? 0 : count - updated)),
            Result = StatementResult.Counts(("num_affected_rows", updated)),
        };
    });
}
