using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>Rows take the place of all rows, or of those that a condition holds for.</summary>
internal static class OverwriteChange
{
    public static async Task<PreparedChange> PrepareAsync(ChangeScope scope, TableChange.Overwrite change, Sql rows) =>
        change.Where is { } where && scope.Basis is not null ? await SomeAsync(scope, rows, where) : All(scope, change, rows);

    private static PreparedChange All(ChangeScope scope, TableChange.Overwrite change, Sql rows)
    {
        var fit = scope.Fit(rows, change.ReplacesSchema);
        if (!change.ReplacesSchema)
            SchemaChange.Demand(scope, fit);
        var added = scope.Files.Write(ChangeScope.Projected(fit, rows), fit.Schema, scope.FixedValues);
        return new PreparedChange
        {
            Operation = "WRITE",
            Reads = ReadScope.Table,
            IsRebasable = true,
            Actions = newest =>
            [
                .. change.ReplacesSchema && newest is not null ? [TableMetadata.Replace(newest, fit.Schema)] : SchemaChange.Actions(scope, fit, newest),
                .. Removed(scope, newest?.Files ?? []),
                .. added,
            ],
            Added = [.. added],
            RowsDeleted = scope.Basis?.RowCount ?? 0,
            Parameters = SchemaChange.Parameters(("mode", "Overwrite"), ("partitionBy", SchemaChange.Shown(fit.Schema.PartitionedBy))),
        };
    }

    private static async Task<PreparedChange> SomeAsync(ChangeScope scope, Sql rows, SqlExpression where)
    {
        var fit = scope.Fit(rows);
        SchemaChange.Demand(scope, fit);
        var touched = scope.FilesWhere(where);
        var added = await Rewriting.KeepAsync(scope, touched, where);
        var copied = added.Sum(add => add.RowCount ?? 0);
        added.AddRange(scope.Files.Write(ChangeScope.Projected(fit, rows), fit.Schema, scope.FixedValues));
        return new PreparedChange
        {
            Operation = "WRITE",
            Reads = ReadScope.Table,
            Actions = newest => [.. SchemaChange.Actions(scope, fit, newest), .. Removed(scope, touched.Select(file => file.File)), .. added],
            Added = [.. added],
            RowsDeleted = touched.Sum(file => file.Matches),
            RowsCopied = copied,
            Parameters = SchemaChange.Parameters(("mode", "Overwrite"), ("predicate", where.Shown())),
        };
    }

    private static IEnumerable<DeltaAction> Removed(ChangeScope scope, IEnumerable<AddAction> files) => files.Select(file => file.Remove(scope.Time.GetUtcNow()));
}
