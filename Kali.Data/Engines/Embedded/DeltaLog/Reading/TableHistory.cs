using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>The history of a table, from the commits that are still in its log.</summary>
internal static class TableHistory
{
    /// <summary>Newest first. Times never stand still or go back from version to version, whatever the writers' clocks said.</summary>
    public static async Task<ImmutableArray<TableHistoryEntry>> ReadAsync(string logFolder, LogListing listing, CancellationToken ct)
    {
        var entries = ImmutableArray.CreateBuilder<TableHistoryEntry>();
        var last = DateTimeOffset.MinValue;
        foreach (var version in listing.Commits)
        {
            var path = Path.Combine(logFolder, LogNames.Commit(version));
            var info = await CommitFile.ReadInfoAsync(path, ct).ConfigureAwait(false);
            var at = Time(info, path);
            if (entries.Count > 0 && at <= last)
                at = last.AddMilliseconds(1);
            last = at;
            entries.Add(new TableHistoryEntry(
                version,
                at,
                info?.Operation ?? "UNKNOWN",
                info?.UserId,
                info?.UserName,
                About(info),
                ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).SetItems(info?.Members("operationMetrics") ?? [])));
        }
        entries.Reverse();
        return entries.ToImmutable();
    }

    private static DateTimeOffset Time(CommitInfoAction? info, string path) =>
        (info?.InCommitTimestamp ?? info?.Timestamp) is { } milliseconds and > -62135596800000 and < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : new FileInfo(path).LastWriteTimeUtc;

    private static ImmutableSortedDictionary<string, string> About(CommitInfoAction? info)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (info?.UserMetadata is not { Length: > 0 } notes)
            return none;
        try
        {
            using var json = JsonDocument.Parse(notes);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return none.SetItems(json.RootElement.EnumerateObject()
                    .Where(member => member.Value.ValueKind == JsonValueKind.String)
                    .Select(member => KeyValuePair.Create(member.Name, member.Value.GetString()!)));
        }
        catch (JsonException)
        {
            // Another writer's note in words.
        }
        return none.SetItem("note", notes);
    }
}
