using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Kali.Data.Engines;

namespace Kali.Data.Ingest;

/// <summary>What a column, or several together, would be worth as a key.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Duplicates">Rows whose key stands in an earlier row already.</param>
/// <param name="Missing">Rows without a full key.</param>
public sealed record KeyWorth(long Rows, long Duplicates, long Missing)
{
    public bool IsUnique => Duplicates == 0 && Missing == 0;
}

/// <summary>Finds and counts keys in the rows of a file.</summary>
internal static class KeySearch
{
    private static readonly string[] KeyWords = ["id", "nr", "no", "key", "code", "number", "nummer", "uuid", "sku"];

    /// <summary>Counts over all rows. A 128-bit hash stands for each key: two different ones are never taken for equal in practice.</summary>
    public static KeyWorth Count(ITextRows rows, IReadOnlyCollection<int> columns, CancellationToken ct)
    {
        var batch = new TextBatch(rows.Columns.Count);
        var seen = new HashSet<UInt128>();
        var hash = new XxHash128();
        long count = 0, duplicates = 0, missing = 0;
        while (rows.Read(batch))
        {
            ct.ThrowIfCancellationRequested();
            for (var row = 0; row < batch.RowCount; row++)
            {
                count++;
                if (KeyOf(batch, row, columns, hash) is not { } key)
                    missing++;
                else if (!seen.Add(key))
                    duplicates++;
            }
        }
        return new KeyWorth(count, duplicates, missing);
    }

    /// <summary>The column that tells the first rows apart, one that is called like a key before others; null when none does.</summary>
    public static string? Propose(FilePreview preview)
    {
        var columns = preview.Columns;
        var rows = preview.Rows;
        if (rows.Length < 2)
            return null;
        var unique = Enumerable.Range(0, columns.Length)
            .Where(column => rows.All(row => column < row.Cells.Length && !string.IsNullOrWhiteSpace(row.Cells[column])))
            .Where(column => rows.Select(row => row.Cells[column]).Distinct(StringComparer.Ordinal).Count() == rows.Length)
            .ToImmutableArray();
        return unique.OrderByDescending(column => IsCalledLikeAKey(columns[column].Reading.Name)).ThenBy(column => column)
            .Where(column => IsCalledLikeAKey(columns[column].Reading.Name) || column == 0)
            .Select(column => columns[column].Reading.Name)
            .FirstOrDefault();
    }

    private static bool IsCalledLikeAKey(string name) => name.Split('_').Any(word => KeyWords.Contains(word, StringComparer.Ordinal));

    private static UInt128? KeyOf(TextBatch batch, int row, IReadOnlyCollection<int> columns, XxHash128 hash)
    {
        hash.Reset();
        foreach (var column in columns)
        {
            var cell = batch.Cell(row, column);
            if (cell.IsEmpty)
                return null;
            var length = cell.Length;
            hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            hash.Append(cell);
        }
        return hash.GetCurrentHashAsUInt128();
    }
}
