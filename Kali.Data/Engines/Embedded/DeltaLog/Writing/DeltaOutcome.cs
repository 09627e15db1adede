using System.Collections.Immutable;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>What came of a commit to the log.</summary>
internal abstract record DeltaOutcome
{
    private DeltaOutcome() { }

    public sealed record Committed(Snapshot Snapshot) : DeltaOutcome
    {
        public long Version => Snapshot.Version;
    }

    /// <summary>An earlier attempt of the same once-only commit made that version; nothing was written now. Its metrics as far as its commit is still there.</summary>
    public sealed record AlreadyCommitted(long Version, ImmutableSortedDictionary<string, string> Metrics) : DeltaOutcome;

    /// <summary>Another writer changed what this change was computed from; nothing of it is visible.</summary>
    public sealed record Overtaken(long Winner) : DeltaOutcome;
}
