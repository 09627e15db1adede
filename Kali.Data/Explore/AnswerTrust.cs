using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>How far an answer can be trusted: what is known of each table it was read from.</summary>
public sealed class AnswerTrust(Datasets datasets, DatasetVersions versions, ILakehouse lakehouse)
{
    private const int VersionsLookedThrough = 200;

    public async Task<ImmutableArray<TrustedTable>> OfAsync(ImmutableArray<TableRef> reads, Actor actor, CancellationToken ct)
    {
        var trusted = ImmutableArray.CreateBuilder<TrustedTable>();
        foreach (var read in reads.OfType<TableRef.Named>())
            trusted.Add(await OfAsync(read, actor, ct));
        return trusted.ToImmutable();
    }

    private async Task<TrustedTable> OfAsync(TableRef.Named read, Actor actor, CancellationToken ct)
    {
        var version = read.AtVersion ?? (await lakehouse.DescribeAsync(read, actor, ct))?.Version;
        if (!DatasetName.TryFrom(read.Name, out var name) || await datasets.FindAsync(name, actor, ct) is not { } dataset)
            return new TrustedTable(read.Name, version, null, null, null);
        var made = read.AtVersion is null
            ? dataset.Latest
            : (await versions.OfAsync(name, VersionsLookedThrough, actor, ct)).FirstOrDefault(candidate => VersionOf(candidate, read.Name.Layer) <= version);
        var isGold = read.Name.Layer is Layer.Gold;
        return new TrustedTable(read.Name, version, made?.Gate, isGold ? await HeldBackAsync(name, made, ct) : null, isGold && made?.Gate is GateState.Failed ? made.Ledger.Waiting : null);
    }

    /// <summary>How many rows are held back is told to everyone who reads the table; which ones is not.</summary>
    private async Task<long?> HeldBackAsync(DatasetName dataset, DatasetVersion? made, CancellationToken ct) =>
        made?.QuarantineVersion is { } quarantine
            ? (await lakehouse.DescribeAsync(dataset.Quarantine.At(quarantine), Actor.System, ct))?.RowCount
            : made is null ? null : 0;

    private static long? VersionOf(DatasetVersion version, Layer layer) => layer switch
    {
        Layer.Gold => version.GoldVersion,
        Layer.Raw => version.RawVersion,
        Layer.Quarantine => version.QuarantineVersion,
        _ => version.SilverVersion,
    };
}

/// <summary>What is known of a table an answer was read from.</summary>
/// <param name="Table">The table.</param>
/// <param name="Version">The version read; null when nothing says it.</param>
/// <param name="Gate">What the rules said of the load that made it; null for tables without a gate.</param>
/// <param name="HeldBack">Rows that are held back and so are not in the answer; null where it does not apply.</param>
/// <param name="Waiting">Rows that wait because the gate failed; null when none do.</param>
public sealed record TrustedTable(TableName Table, long? Version, GateState? Gate, long? HeldBack, long? Waiting);
