using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>Columns of the rows for which a condition holds get new values, computed from the old row.</summary>
internal static class UpdateChange
{
    public static async Task<PreparedChange> PrepareAsync(ChangeScope scope, TableChange.Update change)
    {
        var table = scope.Existing.Schema;
        if (change.Assignments.FirstOrDefault(assignment => table.Find(assignment.Column) is null) is { Column: { } missing })
            throw new RefusedException($"{scope.Shown} has no column “{missing}” to change. Nothing was changed.");
        var touched = scope.FilesWhere(change.Where);
        var columns = Sql.Join(", ", table.Columns.Select(column => Value(column, change)));
        var added = touched.IsEmpty ? [] : Rewriting.Write(scope, Sql.Of($"SELECT {columns} FROM {await scope.RowsOfAsync(touched.Select(file => file.File))}"));
        var updated = touched.Sum(file => file.Matches);
        return new PreparedChange
        {
            Operation = "UPDATE",
            Reads = ReadScope.Files(touched.Select(file => file.File)),
            Actions = _ => [.. touched.Select(file => file.File.Remove(scope.Time.GetUtcNow())), .. added],
            Added = [.. added],
            RowsUpdated = updated,
            RowsCopied = added.Sum(add => add.RowCount ?? 0) - updated,
            Parameters = SchemaChange.Parameters(("predicate", change.Where.Shown())),
            Metrics = SchemaChange.Parameters(
                ("numUpdatedRows", PreparedChange.Number(updated)),
                ("numCopiedRows", PreparedChange.Number(added.Sum(add => add.RowCount ?? 0) - updated)),
                ("numRemovedFiles", PreparedChange.Number(touched.Length)),
                ("numAddedFiles", PreparedChange.Number(added.Count))),
        };
    }

    private static Sql Value(ColumnSchema column, TableChange.Update change)
    {
        var name = new SqlName(column.Name);
        var assigned = change.Assignments.LastOrDefault(assignment => assignment.Column == column.Name).Value;
        return assigned is null
            ? (Sql)name
            : Sql.Of($"CASE WHEN {change.Where} THEN CAST({assigned} AS {Sql.FromVerified(DuckDbDialect.Instance.TypeName(column.Type))}) ELSE {name} END AS {name}");
    }
}
