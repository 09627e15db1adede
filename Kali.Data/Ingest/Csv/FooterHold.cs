using System.Text;
using Kali.Data.Engines;

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
        var cells = new byte[]?[columns];
        for (var column = 0; column < columns; column++)
            cells[column] = Row.IsNull(0, column) ? null : Row.Cell(0, column).ToArray();
        _held.Enqueue(new Held(Row.RowNumber(0), cells, null));
        Row.Clear();
    }

    public void AddRejected(RejectedRow rejected) => _held.Enqueue(new Held(rejected.Row, [], rejected));

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
            foreach (var cell in held.Cells)
            {
                if (cell is null)
                    batch.AddNull();
                else
                    batch.Add(cell);
            }
            batch.EndRow(held.Number);
            return true;
        }
        return false;
    }

    public void End(Action<SkippedLine> skip)
    {
        foreach (var held in _held)
        {
            var text = held.Rejected?.Text ?? string.Join(" | ", held.Cells.Where(c => c is { Length: > 0 }).Select(c => Encoding.UTF8.GetString(c!)));
            skip(new SkippedLine(held.Number, SkippedLineKind.Footer, text));
        }
        _held.Clear();
    }

    private sealed record Held(long Number, byte[]?[] Cells, RejectedRow? Rejected);
}
