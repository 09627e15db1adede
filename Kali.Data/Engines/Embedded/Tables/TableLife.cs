using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;

namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>What tables there are and what is known of them.</summary>
internal sealed class TableLife(TableReads reads, TablePlaces places)
{
    public async Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        if (await reads.FindAsync(table, actor, ct) is not { } snapshot)
            return null;
        var delta = await reads.OpenAsync(table, actor, ct);
        return new TableDescription(
            table,
            snapshot.Version,
            snapshot.Schema,
            snapshot.RowCount,
            snapshot.Bytes,
            [.. snapshot.Files.Select(file => new TableFile(
                DeltaPath.Key(snapshot.Folder, file.Path),
                file.Size,
                file.RowCount,
                file.PartitionValues.ToImmutableSortedDictionary(StringComparer.Ordinal),
                file.WrittenAt))],
            await ChangedAtAsync(delta, snapshot, ct),
            snapshot.Properties);
    }

    public async Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        _ = await reads.SnapshotAsync(table, actor, ct);
        return await (await reads.OpenAsync(table, actor, ct)).HistoryAsync(ct);
    }

    public async Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct)
    {
        var tables = ImmutableArray.CreateBuilder<TableName>();
        if (catalog != places.Catalog)
            return [];
        foreach (var table in places.All())
        {
            if (await reads.MayReadAsync(table, actor, ct))
                tables.Add(table);
        }
        return tables.ToImmutable();
    }

    private static async Task<DateTimeOffset> ChangedAtAsync(DeltaTable table, Snapshot snapshot, CancellationToken ct)
    {
        var commit = table.CommitPath(snapshot.Version);
        if (!File.Exists(commit))
            return snapshot.Files.IsEmpty ? DateTimeOffset.UnixEpoch : snapshot.Files.Max(file => file.WrittenAt);
        var info = await CommitFile.ReadInfoAsync(commit, ct);
        return (info?.InCommitTimestamp ?? info?.Timestamp) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : File.GetLastWriteTimeUtc(commit);
    }
}
