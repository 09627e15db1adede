using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>
/// The only way to data. Every call carries the acting user; an adapter refuses what that user may not do with <see cref="NotAllowedException"/>,
/// a table that is not there with <see cref="NotFoundException"/>, a table or statement it cannot serve with <see cref="RefusedException"/> naming why.
/// </summary>
public interface ILakehouse
{
    SqlDialect Dialect { get; }

    /// <summary>Runs a read-only statement and streams its rows. Dispose the result to end the statement.</summary>
    Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null);

    /// <summary>The statement as it would be sent, without running it.</summary>
    SqlStatement Explain(Sql sql);

    /// <summary>Commits one change. Progress is the share of the work done, 0 to 1, as the engine measures it.</summary>
    Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null);

    /// <summary>Schema, size and version; null when there is no such table.</summary>
    Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct);

    /// <summary>Makes an older version the newest one; restoring is itself a version and can be undone the same way.</summary>
    Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct);

    /// <summary>Rewrites small files into larger ones without changing a row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="orderedBy">Columns whose near values are laid near each other, so that who asks for a range reads few files. An engine may leave rows as they lie.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Ends it.</param>
    Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct);

    /// <summary>Deletes files that no version within the retention needs, or only lists them.</summary>
    Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct);

    /// <summary>Every table of the catalog that the actor may know of.</summary>
    Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct);

    /// <summary>Gives a table another name; its history stays.</summary>
    Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct);

    /// <summary>Takes a table out of the catalog; <see cref="UndropAsync"/> brings it back until vacuum has removed it.</summary>
    Task DropAsync(TableName table, Actor actor, CancellationToken ct);

    Task UndropAsync(TableName table, Actor actor, CancellationToken ct);
}

/// <summary>A table at one version.</summary>
/// <param name="Table">The table.</param>
/// <param name="Version">The Delta version described.</param>
/// <param name="Schema">Columns and partitioning.</param>
/// <param name="RowCount">Rows, from the files' statistics; null when a file has none.</param>
/// <param name="Bytes">Size of the data files of this version.</param>
/// <param name="Files">The data files of this version.</param>
/// <param name="ChangedAt">When this version was committed.</param>
/// <param name="Properties">The table's properties.</param>
public sealed record TableDescription(
    TableRef Table,
    long Version,
    TableSchema Schema,
    long? RowCount,
    long Bytes,
    ImmutableArray<TableFile> Files,
    DateTimeOffset ChangedAt,
    ImmutableSortedDictionary<string, string> Properties);

/// <summary>A data file of a table version; the path is relative to the table.</summary>
public sealed record TableFile(string Path, long Bytes, long? RowCount, ImmutableSortedDictionary<string, string?> PartitionValues, DateTimeOffset WrittenAt);

/// <summary>One version in a table's history.</summary>
/// <param name="Version">The version.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Operation">WRITE, MERGE, DELETE, UPDATE, RESTORE, OPTIMIZE…, as Delta's commitInfo says.</param>
/// <param name="UserId">Who; null in tables that others wrote.</param>
/// <param name="UserName">The name shown.</param>
/// <param name="About">What Kali noted on the commit: run, step, upload, reason.</param>
/// <param name="Metrics">Delta's operationMetrics, such as numOutputRows.</param>
public sealed record TableHistoryEntry(
    long Version,
    DateTimeOffset At,
    string Operation,
    string? UserId,
    string? UserName,
    ImmutableSortedDictionary<string, string> About,
    ImmutableSortedDictionary<string, string> Metrics);

/// <summary>What vacuum deleted, or would delete.</summary>
public sealed record VacuumResult(ImmutableArray<string> Files, long Bytes, bool DryRun);
