namespace Kali.Data.Engines;

/// <summary>
/// Who may do what with a table, where Kali itself has to decide it (on Databricks, Unity Catalog does). Denies by default.
/// </summary>
public interface ITableAccess
{
    ValueTask<bool> MayReadAsync(Actor actor, TableName table, CancellationToken ct);

    /// <summary>Writing, restoring, renaming, dropping, vacuuming by hand. Runs write as <see cref="Actor.IsPipeline"/>.</summary>
    ValueTask<bool> MayChangeAsync(Actor actor, TableName table, CancellationToken ct);
}
