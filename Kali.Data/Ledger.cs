using System.Collections.Immutable;

namespace Kali.Data;

/// <summary>
/// Where the rows of one load went. Every figure is null until it has been counted.
/// Lines in the file = in gold (or waiting) + held back + duplicates left out + could not be read.
/// </summary>
/// <param name="LinesInFile">Records in the file, without header and blank lines.</param>
/// <param name="NotReadable">Records that could not become a row of raw.</param>
/// <param name="Raw">Rows of raw.</param>
/// <param name="Duplicates">Exact duplicates within the load, left out of silver.</param>
/// <param name="Silver">Rows of silver: those that pass and those held back.</param>
/// <param name="HeldBack">Rows in quarantine.</param>
/// <param name="Gold">Rows that reached gold.</param>
/// <param name="Waiting">Rows that would be in gold had the gate not failed.</param>
/// <param name="New">Of the rows in gold: keys that were not there. Only when merging.</param>
/// <param name="Updated">Of the rows in gold: keys that were there already. Only when merging.</param>
public sealed record Ledger(
    long? LinesInFile = null,
    long? NotReadable = null,
    long? Raw = null,
    long? Duplicates = null,
    long? Silver = null,
    long? HeldBack = null,
    long? Gold = null,
    long? Waiting = null,
    long? New = null,
    long? Updated = null)
{
    /// <summary>Whether every row of the file has found its place and been counted.</summary>
    public bool IsClosed => LinesInFile is not null && NotReadable is not null && Duplicates is not null && HeldBack is not null && (Gold ?? Waiting) is not null;

    /// <summary>The sums that do not hold; empty is how it must be. A page shows one as an error.</summary>
    public ImmutableArray<LedgerGap> Gaps()
    {
        var gaps = ImmutableArray.CreateBuilder<LedgerGap>();
        Compare("lines in the file", LinesInFile, NotReadable + Raw);
        Compare("rows in raw", Raw, Duplicates + Silver);
        Compare("rows in silver", Silver, HeldBack + (Gold ?? Waiting));
        Compare("rows in gold", New is null && Updated is null ? null : Gold, New + Updated);
        return gaps.ToImmutable();

        void Compare(string what, long? whole, long? parts)
        {
            if (whole is { } expected && parts is { } found && expected != found)
                gaps.Add(new LedgerGap(what, expected, found));
        }
    }
}

/// <summary>A sum of the ledger that does not hold.</summary>
/// <param name="What">Which sum.</param>
/// <param name="Whole">What was counted as a whole.</param>
/// <param name="Parts">What its parts add up to.</param>
public sealed record LedgerGap(string What, long Whole, long Parts);
