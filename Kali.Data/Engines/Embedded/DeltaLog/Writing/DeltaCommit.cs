using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>One change on its way into the log. Its data files are on disk already.</summary>
internal sealed record DeltaCommit
{
    /// <summary>As Delta names it: WRITE, MERGE, DELETE, UPDATE, RESTORE, OPTIMIZE, CREATE TABLE.</summary>
    public required string Operation { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>
    /// The actions that bring a table to where this change wants it: given the newest snapshot (null: no table yet). With <see cref="ReadScope.Nothing"/>
    /// it is asked again whenever another writer came first, so that schema rules hold for the version that is really followed;
    /// otherwise it is given the snapshot that was read. It may refuse.
    /// </summary>
    public required Func<Snapshot?, IReadOnlyList<DeltaAction>> Actions { get; init; }

    public required ReadScope Reads { get; init; }

    /// <summary>Makes a repeated attempt commit once; see <see cref="TableCommit.Once"/>.</summary>
    public string? Once { get; init; }

    /// <summary>Kali's notes for the history.</summary>
    public ImmutableSortedDictionary<string, string> About { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Delta's operationParameters, such as mode → Append.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Delta's operationMetrics, such as numOutputRows; numbers as text, as Delta has them.</summary>
    public ImmutableSortedDictionary<string, string> Metrics { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
