using System.Collections.Immutable;
using System.Text;
using Kali.Data.Engines;

namespace Kali.Data.Ingest;

/// <summary>Rows of a file that have the same texts in some columns.</summary>
/// <param name="Cells">The texts; null where the file has no cell.</param>
/// <param name="Rows">How many rows have them.</param>
public sealed record TextTuple(ImmutableArray<string?> Cells, long Rows);

/// <summary>Reads all rows of a file by the texts of some columns: what holds of a text holds of all its rows, so that each needs to be looked at once.</summary>
internal static class TextTuples
{
    /// <param name="rows">The file, from its first row.</param>
    /// <param name="places">The columns by their place in the file.</param>
    /// <param name="most">As many different ones as are handed over at once; a file with more comes in several pieces, and a combination may come in each.</param>
    /// <param name="piece">Takes a piece.</param>
    /// <returns>Rows of the file.</returns>
    public static async Task<long> ReadAsync(ITextRows rows, ImmutableArray<int> places, int most, Func<IReadOnlyList<TextTuple>, Task> piece, CancellationToken ct)
    {
        var batch = new TextBatch(rows.Columns.Count);
        var seen = new Dictionary<string, (ImmutableArray<string?> Cells, long Rows)>(StringComparer.Ordinal);
        var key = new StringBuilder();
        var all = 0L;
        while (rows.Read(batch))
        {
            ct.ThrowIfCancellationRequested();
            for (var row = 0; row < batch.RowCount; row++)
            {
                var cells = CellsOf(batch, row, places);
                var name = KeyOf(cells, key);
                seen[name] = seen.TryGetValue(name, out var known) ? (known.Cells, known.Rows + 1) : (cells, 1);
            }
            all += batch.RowCount;
            if (seen.Count >= most)
                await HandOverAsync(seen, piece);
        }
        await HandOverAsync(seen, piece);
        return all;
    }

    private static async Task HandOverAsync(Dictionary<string, (ImmutableArray<string?> Cells, long Rows)> seen, Func<IReadOnlyList<TextTuple>, Task> piece)
    {
        if (seen.Count == 0)
            return;
        await piece([.. seen.Values.Select(known => new TextTuple(known.Cells, known.Rows))]);
        seen.Clear();
    }

    private static ImmutableArray<string?> CellsOf(TextBatch batch, int row, ImmutableArray<int> places) =>
        [.. places.Select(place => place >= batch.ColumnCount || batch.IsNull(row, place) ? null : Encoding.UTF8.GetString(batch.Cell(row, place)))];

    /// <summary>The lengths before the texts: no text can look like the end of another.</summary>
    private static string KeyOf(ImmutableArray<string?> cells, StringBuilder key)
    {
        key.Clear();
        foreach (var cell in cells)
            key.Append(cell?.Length ?? -1).Append(':').Append(cell);
        return key.ToString();
    }
}
