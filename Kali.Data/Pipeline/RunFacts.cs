namespace Kali.Data.Pipeline;

/// <summary>What the steps of a run have found out, kept in the journal after each of them. Null: not known yet.</summary>
public sealed record RunFacts
{
    /// <summary>The load's number: the upper part of <c>_row_id</c>.</summary>
    public long? LoadNo { get; init; }

    public long? NotReadable { get; init; }

    public long? RawRows { get; init; }

    public long? RawVersion { get; init; }

    /// <summary>Silver's version before this run touched it; -1 when there was no silver.</summary>
    public long? SilverBefore { get; init; }

    public long? SilverRows { get; init; }

    public long? SilverVersion { get; init; }

    /// <summary>Cells whose text did not fit its column's type.</summary>
    public long? NotFitting { get; init; }

    public long? HeldBack { get; init; }

    public long? QuarantineVersion { get; init; }

    public GateState? Gate { get; init; }

    public double? Score { get; init; }

    /// <summary>Why the gate decided so, in a sentence.</summary>
    public string? GateReason { get; init; }

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
