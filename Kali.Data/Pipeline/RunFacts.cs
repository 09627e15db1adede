using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>What the steps of a run have found out, kept in the journal after each of them. Null: not known yet.</summary>
public sealed record RunFacts
{
    /// <summary>The load's number: the upper part of <c>_row_id</c>.</summary>
    public long? LoadNo { get; init; }

    public long? NotReadable { get; init; }

    /// <summary>Lines of the file that are no data, by what they are.</summary>
    public ImmutableSortedDictionary<SkippedLineKind, long>? Skipped { get; init; }

    public long? RawRows { get; init; }

    public long? RawVersion { get; init; }

    /// <summary>The version of the table of cell changes that lies over raw; null where no cell of the load was ever repaired.</summary>
    public long? RepairsVersion { get; init; }

    /// <summary>The columns of which cells of the load are repaired.</summary>
    public ImmutableArray<string> RepairedColumns { get; init; } = [];

    /// <summary>Cells that this run's repair changed.</summary>
    public long? RepairedCells { get; init; }

    /// <summary>Exact duplicates within the load as the profile counted them.</summary>
    public long? Duplicates { get; init; }

    public long? SilverRows { get; init; }

    public long? SilverVersion { get; init; }

    /// <summary>The version of gold whose keys the load was compared with; -1 when there was none.</summary>
    public long? GoldBefore { get; init; }

    public long? HeldBack { get; init; }

    public long? QuarantineVersion { get; init; }

    public GateState? Gate { get; init; }

    public double? Score { get; init; }

    /// <summary>Why the gate decided so, in a sentence.</summary>
    public Said? GateReason { get; init; }

    /// <summary>What each rule found, for those who are told of the run.</summary>
    public ImmutableArray<CheckFact> Checks { get; init; } = [];

    public long? GoldRows { get; init; }

    public long? New { get; init; }

    public long? Updated { get; init; }

    /// <summary>The version gold stands at after the run.</summary>
    public long? GoldVersion { get; init; }

    public Ledger ToLedger() => new(
        LinesInFile: RawRows + NotReadable,
        NotReadable: NotReadable,
        Raw: RawRows,
        Duplicates: RawRows - SilverRows,
        Silver: SilverRows,
        HeldBack: HeldBack,
        Gold: GoldRows,
        Waiting: Gate is GateState.Failed ? SilverRows - HeldBack : null,
        New: New,
        Updated: Updated);
}

/// <summary>The outcome of one rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Kind">Its kind, as a word of the code: <c>not-null</c>.</param>
/// <param name="Column">The column it is about; null for a rule on the table.</param>
/// <param name="Severity"><c>error</c> or <c>warn</c>.</param>
/// <param name="HasPassed">Whether its limit held.</param>
/// <param name="Failing">Rows that break it.</param>
public sealed record CheckFact(string Rule, string Kind, string? Column, string Severity, bool HasPassed, long Failing);
