using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>
/// Rows whose key is in the table take the place of that row, the others are added. The rows are computed once, into a staged file;
/// of the table only the files with a key in question are written anew.
/// </summary>
internal static class MergeChange
{
    public static async Task<PreparedChange> PrepareAsync(ChangeScope scope, TableChange.Merge change, Sql rows)
    {
        var fit = scope.Fit(rows);
        SchemaChange.Demand(scope, fit);
        if (change.Keys.IsDefaultOrEmpty)
            throw new RefusedException($"Merging into {scope.Shown} needs at least one key column. Nothing was written.");
        if (change.Keys.FirstOrDefault(key => fit.Schema.Find(key) is null) is { } missing)
            throw new RefusedException($"There is no column “{missing}” to merge by in {scope.Shown}. Nothing was written.");

        var source = Staged(scope, fit, rows, out var sourceRows);
        DemandUniqueKeys(scope, fit, change.Keys, source);
        var keys = Sql.Join(", ", change.Keys.Select(key => (Sql)new SqlName(key)));
        var touched = scope.Basis is null ? [] : scope.Matched(scope.Run(Sql.Of(
            $"SELECT {new SqlName(SnapshotRelation.FileColumn)}, count(*) FROM {scope.OriginRows()} SEMI JOIN {source} USING ({keys}) GROUP BY ALL")));
        var updated = touched.IsEmpty ? 0 : Count(scope, Sql.Of($"SELECT count(*) FROM {source} SEMI JOIN {scope.OriginRows()} USING ({keys})"));
        var matched = touched.Sum(file => file.Matches);

        var partly = touched.Where(file => file.File.RowCount != file.Matches).Select(file => file.File).ToList();
        var added = partly.Count == 0 ? [] : Rewriting.Write(scope, Sql.Of(
            $"SELECT {scope.Columns} FROM {await scope.RowsOfAsync(partly)} AS kept ANTI JOIN {source} USING ({keys})"));
        var copied = added.Sum(add => add.RowCount ?? 0);
        added.AddRange(scope.Files.Write(Sql.Of($"SELECT * FROM {source}"), fit.Schema, ImmutableDictionary<string, object?>.Empty));
        return new PreparedChange
        {
            Operation = "MERGE",
            Reads = ReadScope.Table,
            Actions = newest => [.. SchemaChange.Actions(scope, fit, newest), .. touched.Select(file => file.File.Remove(scope.Time.GetUtcNow())), .. added],
            Added = [.. added],
            RowsUpdated = updated,
            RowsDeleted = matched - updated,
            RowsCopied = copied,
            Parameters = SchemaChange.Parameters(("keys", SchemaChange.Shown(change.Keys))),
            Metrics = SchemaChange.Parameters(
                ("numSourceRows", PreparedChange.Number(sourceRows)),
                ("numTargetRowsInserted", PreparedChange.Number(sourceRows - updated)),
                ("numTargetRowsUpdated", PreparedChange.Number(updated)),
                ("numTargetRowsDeleted", PreparedChange.Number(matched - updated)),
                ("numTargetRowsCopied", PreparedChange.Number(copied)),
                ("numTargetFilesAdded", PreparedChange.Number(added.Count)),
                ("numTargetFilesRemoved", PreparedChange.Number(touched.Length))),
        };
    }

    private static Sql Staged(ChangeScope scope, RowFit fit, Sql rows, out long count)
    {
        var constants = fit.Schema.Columns.Where(column => scope.FixedValues.ContainsKey(column.Name)).Select(column =>
            Sql.Of($"CAST({new Expressions.Constant(scope.FixedValues[column.Name])} AS {Sql.FromVerified(DuckDbDialect.Instance.TypeName(column.Type))}) AS {new SqlName(column.Name)}"));
        var file = scope.Files.Stage(Sql.Of($"SELECT {fit.Projection.Concat(constants)} FROM ({rows}) AS source"));
        count = file.Rows;
        var view = new SqlName("kali rows to merge");
        scope.Session.Run(Tables.BoundTables.Print(Sql.Of(
            $"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM read_parquet({Sql.FromVerified(DeltaLog.DuckText.Path(file.Path))}, hive_partitioning = false)")));
        return view;
    }

    private static void DemandUniqueKeys(ChangeScope scope, RowFit fit, ImmutableArray<string> keys, Sql source)
    {
        var names = Sql.Join(", ", keys.Select(key => (Sql)new SqlName(key)));
        var shown = string.Join(", ", keys.Select(key => fit.Schema.Find(key)!.Shown));
        var missing = Count(scope, Sql.Of($"SELECT count(*) FROM {source} WHERE {Sql.Join(" OR ", keys.Select(key => Sql.Of($"{new SqlName(key)} IS NULL")))}"));
        if (missing > 0)
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture,
                $"{missing:N0} of the rows have no value in the key ({shown}), so it cannot be told which rows of {scope.Shown} they are. Nothing was written. Fill the key, or append the rows instead."));
        var repeated = scope.Run(Sql.Of(
            $"SELECT count(*) OVER (), occurs, {keys.Select(key => Sql.Of($"CAST({new SqlName(key)} AS VARCHAR)"))} FROM (SELECT {names}, count(*) AS occurs FROM {source} GROUP BY {names} HAVING count(*) > 1) ORDER BY occurs DESC, {names} LIMIT 1"));
        if (repeated is [var first])
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture,
                $"The key ({shown}) stands for more than one row: {first[0]:N0} keys occur several times, “{string.Join(", ", first.Skip(2))}” {first[1]:N0} times. Nothing was written to {scope.Shown}. Remove the duplicates, or choose a key that tells the rows apart."));
    }

    private static long Count(ChangeScope scope, Sql sql) => Convert.ToInt64(scope.Run(sql)[0][0], CultureInfo.InvariantCulture);
}
