using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;

namespace Kali.Data.Catalog;

/// <summary>The history of a dataset's tables, for those who may read them.</summary>
public sealed class TableVersions(Datasets datasets, DatasetVersions versions, ILakehouse lakehouse)
{
    internal const string RestoredNote = "restored";
    internal const string RepairNote = "repair";
    internal const string RepairUndoneNote = "repair-undone";
    private const int RunsLookedAt = 1000;

    /// <summary>The newest versions of the table, newest first; null while the dataset has no such table.</summary>
    public async Task<TableTimeline?> OfAsync(DatasetName dataset, Layer layer, int most, Actor actor, CancellationToken ct)
    {
        await datasets.GetAsync(dataset, actor, ct);
        var table = dataset.In(layer);
        if (await lakehouse.DescribeAsync(table, actor, ct) is not { } newest)
            return null;
        var history = await lakehouse.HistoryAsync(table, actor, ct);
        var runs = (await versions.OfAsync(dataset, RunsLookedAt, actor, ct)).ToLookup(version => version.Run);
        var shown = ImmutableArray.CreateBuilder<TableVersion>();
        var after = newest.RowCount;
        for (var i = 0; i < history.Length && shown.Count < most; i++)
        {
            var entry = history[i];
            // The version before is described even where it is not shown: rows that went are told by the difference.
            var before = i + 1 < history.Length ? (await lakehouse.DescribeAsync(table.At(history[i + 1].Version), actor, ct))?.RowCount : entry.Version == 0 ? 0 : null;
            var run = RunId.TryParse(entry.About.GetValueOrDefault("run"), out var id) ? id : (RunId?)null;
            var made = run is { } known ? runs[known].FirstOrDefault() : null;
            var cause = Cause(entry);
            shown.Add(new TableVersion(
                entry.Version, entry.At, cause, entry.Operation, entry.UserName, after,
                RowChange.Of(entry.Operation, entry.Metrics, before, after),
                run, entry.About.GetValueOrDefault("file") ?? made?.FileName,
                Number(entry, RestoredNote),
                IsOfARun(cause) ? made?.Gate : null, IsOfARun(cause) ? made?.Score : null)
            {
                Repair = Number(entry, RepairNote) ?? Number(entry, RepairUndoneNote),
            });
            after = before;
        }
        return new TableTimeline(table, newest.Version, shown.ToImmutable(), history.Length);
    }

    /// <summary>The table with its files at a version, or at the newest; null while there is no such table.</summary>
    public async Task<TableDescription?> DescribeAsync(DatasetName dataset, Layer layer, long? version, Actor actor, CancellationToken ct)
    {
        await datasets.GetAsync(dataset, actor, ct);
        return await lakehouse.DescribeAsync(dataset.In(layer).At(version), actor, ct);
    }

    private static bool IsOfARun(VersionCause cause) => cause is VersionCause.Load or VersionCause.Repair or VersionCause.RepairUndone;

    private static long? Number(TableHistoryEntry entry, string note) => long.TryParse(entry.About.GetValueOrDefault(note), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static VersionCause Cause(TableHistoryEntry entry) => entry switch
    {
        { Operation: "RESTORE" } when entry.About.ContainsKey("run") => VersionCause.TakenBack,
        { Operation: "RESTORE" } => VersionCause.Restore,
        { Operation: "OPTIMIZE" } => VersionCause.Tidied,
        _ when entry.About.GetValueOrDefault("step") == "cancel" => VersionCause.TakenBack,
        _ when entry.About.ContainsKey(RepairNote) => VersionCause.Repair,
        _ when entry.About.ContainsKey(RepairUndoneNote) => VersionCause.RepairUndone,
        _ when entry.About.ContainsKey("run") => VersionCause.Load,
        _ => VersionCause.Change,
    };
}

/// <summary>A table's versions.</summary>
/// <param name="Table">The table.</param>
/// <param name="Newest">Its newest version.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="Total">How many its log still has.</param>
public sealed record TableTimeline(TableName Table, long Newest, ImmutableArray<TableVersion> Versions, int Total);
