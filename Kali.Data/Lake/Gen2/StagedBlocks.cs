using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;

namespace Kali.Data.Lake.Gen2;

/// <summary>
/// The blocks of an unfinished file that count, in order. A block's id says its epoch and its offset, so that the service's own list tells where
/// the file ends: at the first gap, for blocks are sent several at a time and a crash may leave a later one without an earlier one.
/// </summary>
/// <param name="Ids">Of the blocks that count.</param>
/// <param name="Length">Bytes that count.</param>
/// <param name="HasMore">Whether there are blocks of the newest epoch behind them, which must never count.</param>
internal sealed record StagedBlocks(ImmutableArray<string> Ids, long Length, bool HasMore)
{
    public static StagedBlocks None { get; } = new([], 0, false);

    /// <summary>All ids of a blob have the same length.</summary>
    public static string IdOf(int epoch, long offset) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{epoch:D6}{offset:D15}")));

    public static StagedBlocks Of(IEnumerable<BlobBlock> staged, StagedMarks marks)
    {
        var sizes = staged.ToDictionary(block => block.Name, block => block.SizeLong, StringComparer.Ordinal);
        var ids = ImmutableArray.CreateBuilder<string>();
        var offset = 0L;
        while (offset < (marks.Held ?? long.MaxValue) && IdOf(marks.EpochAt(offset), offset) is var id && sizes.TryGetValue(id, out var size))
        {
            ids.Add(id);
            offset += size;
        }
        var epoch = string.Create(CultureInfo.InvariantCulture, $"{marks.Epoch:D6}");
        var counted = ids.ToHashSet(StringComparer.Ordinal);
        return new StagedBlocks(ids.ToImmutable(), offset, sizes.Keys.Any(id => !counted.Contains(id) && Encoding.ASCII.GetString(Convert.FromBase64String(id)).StartsWith(epoch, StringComparison.Ordinal)));
    }
}
