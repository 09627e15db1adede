using System.Text;
using Kali.Data.Engines;
using Kali.Data.Ingest.Shape;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// Holds the last records back until it is known that others follow: what is left at the end of the file is its footer.
/// </summary>
internal sealed class FooterHold(int footerRows, int columns)
{
    private readonly Queue<Held> _held = new();

    /// <summary>Where the next row is written before <see cref="AddRow"/>.</summary>
    public TextBatch Row { get; } = new(columns, 1);

    public void AddRow()
    {
        var lengths = new int[columns];
        var length = 0;
        for (var column = 0; column < columns; column++)
        {
            lengths[column] = Row.IsNull(0, column) ? -1 : Row.Cell(0, column).Length;
            length += Math.Max(0, lengths[column]);
        }
        var bytes = new byte[length];
        var at = 0;
        for (var column = 0; column < columns; column++)
        {
            Row.Cell(0, column).CopyTo(bytes.AsSpan(at));
            at += Math.Max(0, lengths[column]);
        }
        _held.Enqueue(new Held(Row.RowNumber(0), bytes, lengths, null));
        Row.Clear();
    }

    public void AddRejected(RejectedRow rejected) => _held.Enqueue(new Held(rejected.Row, [], [], rejected));

    /// <summary>Moves one record on when more are held than the footer has; true when it was a row.</summary>
    public bool Take(TextBatch batch, Action<RejectedRow> reject)
    {
        while (_held.Count > footerRows)
        {
            var held = _held.Dequeue();
            if (held.Rejected is not null)
            {
                reject(held.Rejected);
                continue;
            }
            var at = 0;
            foreach (var length in held.Lengths)
            {
                if (length < 0)
                {
                    batch.AddNull();
                    continue;
                }
                batch.Add(held.Bytes.AsSpan(at, length));
                at += length;
            }
            batch.EndRow(held.Number);
            return true;
        }
        return false;
    }

    public void End(Action<SkippedLine> skip)
    {
        foreach (var held in _held)
            skip(new SkippedLine(held.Number, held.IsTotal ? SkippedLineKind.Total : SkippedLineKind.Footer, held.Rejected?.Text ?? string.Join(" | ", held.Cells())));
        _held.Clear();
    }

    private sealed record Held(long Number, byte[] Bytes, int[] Lengths, RejectedRow? Rejected)
    {
        /// <summary>The cells that hold something.</summary>
        public List<string> Cells()
        {
            var at = 0;
            var cells = new List<string>();
            foreach (var length in Lengths.Where(length => length > 0))
            {
                cells.Add(Encoding.UTF8.GetString(Bytes, at, length));
                at += length;
            }
            return cells;
        }

        public bool IsTotal => Rejected is null && TotalsRow.IsTotalShaped(Cells());
    }
}
