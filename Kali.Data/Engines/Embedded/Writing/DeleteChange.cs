using Kali.Data.Engines.Embedded.DeltaLog.Writing;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>The rows for which a condition holds go.</summary>
internal static class DeleteChange
{
    public static async Task<PreparedChange> PrepareAsync(ChangeScope scope, TableChange.Delete change)
    {
        _ = scope.Existing;
        var touched = scope.FilesWhere(change.Where);
        var added = await Rewriting.KeepAsync(scope, touched, change.Where);
        var deleted = touched.Sum(file => file.Matches);
        return new PreparedChange
        {
            Operation = "DELETE",
            Reads = ReadScope.Files(touched.Select(file => file.File)),
            Actions = _ => [.. touched.Select(file => file.File.Remove(scope.Time.GetUtcNow())), .. added],
            Added = [.. added],
            RowsDeleted = deleted,
            RowsCopied = added.Sum(add => add.RowCount ?? 0),
            Parameters = SchemaChange.Parameters(("predicate", change.Where.Shown())),
            Metrics = SchemaChange.Parameters(
                ("numDeletedRows", PreparedChange.Number(deleted)),
                ("numCopiedRows", PreparedChange.Number(added.Sum(add => add.RowCount ?? 0))),
                ("numRemovedFiles", PreparedChange.Number(touched.Length)),
                ("numAddedFiles", PreparedChange.Number(added.Count))),
        };
    }
}
