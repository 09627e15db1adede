using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>Records of the store as values of the catalog.</summary>
internal static class DatasetReading
{
    public static Dataset ToDataset(this DatasetRecord record, DatasetVersionRecord? latest) => new(
        record.Id, record.FullName(), record.Label, record.OwnerId, record.OwnerName, record.SourceName, record.Description,
        record.Tags.ToTags(), record.CreatedAt, record.DeletedAt, latest?.ToVersion());

    public static DatasetName FullName(this DatasetRecord record) => new(record.Catalog, record.Name);

    public static DatasetVersion ToVersion(this DatasetVersionRecord record) => new(
        new RunId(record.RunId), record.At, record.UserName, record.FileName, record.Gate, record.Score,
        JsonSerializer.Deserialize<Ledger>(record.Ledger)!,
        record.RawVersion, record.SilverVersion, record.QuarantineVersion, record.GoldVersion);

    public static ImmutableArray<string> ToTags(this string stored) => [.. stored.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public static string ToStoredTags(this IEnumerable<string> tags)
    {
        var kept = tags.Select(tag => tag.Trim().ReplaceLineEndings(" ")).Where(tag => tag.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);
        return $"\n{string.Concat(kept.Select(tag => tag + "\n"))}";
    }

    public static Task<DatasetRecord?> FindAsync(this KaliStore store, DatasetName name, CancellationToken ct) =>
        store.Set<DatasetRecord>().FirstOrDefaultAsync(dataset => dataset.Catalog == name.Catalog && dataset.Name == name.Name, ct);

    /// <summary>The newest version of each of these datasets.</summary>
    public static async Task<Dictionary<int, DatasetVersionRecord>> LatestAsync(this KaliStore store, IReadOnlyCollection<int> datasets, CancellationToken ct) =>
        await store.Set<DatasetVersionRecord>().AsNoTracking()
            .Where(version => datasets.Contains(version.DatasetId)
                && version.Id == store.Set<DatasetVersionRecord>().Where(other => other.DatasetId == version.DatasetId).Max(other => other.Id))
            .ToDictionaryAsync(version => version.DatasetId, ct);
}
