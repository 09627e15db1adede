using System.Collections.Immutable;

namespace Kali.Data.Catalog;

/// <summary>What made a version of a table.</summary>
public enum VersionCause
{
    /// <summary>A run brought rows.</summary>
    Load,

    /// <summary>An approved repair was put in.</summary>
    Repair,

    /// <summary>A repair was taken back.</summary>
    RepairUndone,

    /// <summary>A cancelled run took back what it had written.</summary>
    TakenBack,

    /// <summary>An older version was made the newest.</summary>
    Restore,

    /// <summary>Files were put together; no row changed.</summary>
    Tidied,

    /// <summary>Something else that changed rows.</summary>
    Change,
}

/// <summary>One version of a table as its history tells it.</summary>
/// <param name="Version">The Delta version.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Cause">What made it.</param>
/// <param name="Operation">Delta's own word for it.</param>
/// <param name="UserName">By whom; null in tables that others wrote.</param>
/// <param name="Rows">Rows of the table at this version; null when its files do not say.</param>
/// <param name="Change">Rows that came, went and were updated.</param>
/// <param name="Run">The run behind it.</param>
/// <param name="FileName">The file that run read.</param>
/// <param name="Restored">The version that was restored.</param>
/// <param name="Gate">What the rules decided about that run's load.</param>
/// <param name="Score">The score of that run's load.</param>
public sealed record TableVersion(
    long Version,
    DateTimeOffset At,
    VersionCause Cause,
    string Operation,
    string? UserName,
    long? Rows,
    RowChange Change,
    RunId? Run,
    string? FileName,
    long? Restored,
    GateState? Gate,
    double? Score)
{
    /// <summary>The repair that was put in or taken back.</summary>
    public long? Repair { get; init; }
}

/// <summary>Rows that came and went from one version to the next; null is not known.</summary>
/// <param name="Added">Rows that were not there before.</param>
/// <param name="Removed">Rows that are there no more.</param>
/// <param name="Updated">Rows whose values changed.</param>
/// <param name="IsNet">Whether only the difference of the row counts is known: rows came and went beyond it.</param>
public sealed record RowChange(long? Added, long? Removed, long? Updated = null, bool IsNet = false)
{
    public static RowChange Unknown { get; } = new(null, null);

    /// <summary>What the commit's own figures and the row counts around it say together.</summary>
    /// <param name="metrics">Delta's operationMetrics.</param>
    /// <param name="before">Rows of the version before; 0 for the first.</param>
    /// <param name="after">Rows of this version.</param>
    /// <param name="operation">Delta's word for it.</param>
    public static RowChange Of(string operation, ImmutableSortedDictionary<string, string> metrics, long? before, long? after)
    {
        switch (operation)
        {
            case "OPTIMIZE":
                return new RowChange(0, 0);
            case "MERGE" when Metric("numTargetRowsInserted") is { } inserted:
                return new RowChange(inserted, Metric("numTargetRowsDeleted") ?? 0, Metric("numTargetRowsUpdated"));
            case "DELETE" when Metric("numDeletedRows") is { } deleted:
                return new RowChange(0, deleted);
            case "UPDATE" when Metric("numUpdatedRows") is { } updated:
                return new RowChange(0, 0, updated);
            case "WRITE" or "CREATE TABLE" or "CREATE TABLE AS SELECT" or "CREATE OR REPLACE TABLE AS SELECT" when Metric("numOutputRows") is { } written && before is { } was && after is { } now && was + written - now >= 0:
                return new RowChange(written, was + written - now);
        }
        return before is { } old && after is { } rows ? new RowChange(Math.Max(0, rows - old), Math.Max(0, old - rows), IsNet: true) : Unknown;

        long? Metric(string name) => metrics.TryGetValue(name, out var text) && long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
