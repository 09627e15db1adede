using System.Text;
using Kali.Data.Engines;

namespace Kali.Data.Ingest.Excel;

/// <summary>
/// The records of one sheet. Its rows keep the numbers the spreadsheet shows; blank ones are no records, and none is ever rejected:
/// the shape was found over every row.
/// </summary>
internal sealed class SheetRows : IFileRows
{
    private readonly Workbook _workbook;
    private readonly SheetCells _cells;
    private readonly int _firstColumn;
    private readonly long _lastRow;
    private readonly long _bytes;
    private readonly Action<SkippedLine>? _onSkipped;
    private readonly FileFacts _facts;
    private readonly long _rowsOfOthers;
    private readonly bool _isOneOfSeveral;
    private int _unitsLeft;
    private byte[] _buffer = new byte[1024];
    private long _rowsRead;
    private long _row;

    public SheetRows(Workbook workbook, Part part, long bytes, Action<SkippedLine>? onSkipped)
    {
        _workbook = workbook;
        _cells = workbook.Cells(part.Sheet ?? "");
        _facts = part.Facts;
        _firstColumn = part.FirstColumn;
        _lastRow = part.LastRow;
        _rowsOfOthers = part.RowsOfOthers;
        _isOneOfSeveral = part.Facts.Table is not null;
        _unitsLeft = part.Facts.UnitsRows;
        _bytes = bytes;
        _onSkipped = onSkipped;
        Labels = part.Facts.Columns;
        Columns = SafeName.ForColumns(part.Facts.Columns);
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string> Labels { get; }

    public long RowsRead => Volatile.Read(ref _rowsRead);

    public long RowsRejected => 0;

    /// <summary>A workbook is not read from front to back; the share of its rows is measured instead.</summary>
    public long BytesRead => _lastRow == 0 ? _bytes : (long)(_bytes * Math.Min(1.0, (double)Volatile.Read(ref _row) / _lastRow));

    public long BytesTotal => _bytes;

    public bool Read(TextBatch batch)
    {
        batch.Clear();
        while (!batch.IsFull && _cells.Read())
        {
            Volatile.Write(ref _row, _cells.Row);
            if (_cells.IsBlank)
                continue;
            if (Kind() is { } kind)
                Skip(kind);
            else
                Add(batch);
        }
        return batch.RowCount > 0;
    }

    public void Dispose() => _workbook.Dispose();

    /// <summary>What a row is that is no record; null for a record.</summary>
    private SkippedLineKind? Kind()
    {
        var row = _cells.Row;
        if (_isOneOfSeveral && (row <= _rowsOfOthers || row > _lastRow || IsBlankHere()))
            return SkippedLineKind.OtherTable;
        if (row <= _facts.PreambleRows)
            return SkippedLineKind.Preamble;
        if (row <= _facts.PreambleRows + _facts.HeaderRows)
            return SkippedLineKind.Header;
        if (_unitsLeft > 0)
        {
            _unitsLeft--;
            return SkippedLineKind.Units;
        }
        if (row <= _lastRow - _facts.FooterRows)
            return null;
        return _facts.TotalsRows > 0 && Shape.TotalsRow.IsTotalShaped([.. Enumerable.Range(_firstColumn, Columns.Count).Select(column => column < _cells.Width ? _cells.Cells[column].Text : null)])
            ? SkippedLineKind.Total
            : SkippedLineKind.Footer;
    }

    /// <summary>Whether what the row holds is beside this table.</summary>
    private bool IsBlankHere()
    {
        for (var column = _firstColumn; column < Math.Min(_cells.Width, _firstColumn + Columns.Count); column++)
        {
            if (!_cells.Cells[column].IsEmpty)
                return false;
        }
        return true;
    }

    private void Add(TextBatch batch)
    {
        var cells = _cells.Cells;
        for (var i = _firstColumn; i < _firstColumn + Columns.Count; i++)
        {
            if (i >= cells.Length || cells[i].Text is not { } text)
            {
                batch.AddNull();
                continue;
            }
            var most = Encoding.UTF8.GetMaxByteCount(text.Length);
            if (_buffer.Length < most)
                _buffer = new byte[most];
            batch.Add(_buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, _buffer)));
        }
        batch.EndRow(_cells.Row);
        Volatile.Write(ref _rowsRead, _rowsRead + 1);
    }

    private void Skip(SkippedLineKind kind)
    {
        if (_onSkipped is null)
            return;
        var words = new List<string>();
        foreach (var cell in _cells.Cells)
        {
            if (!cell.IsEmpty && !cell.IsFilledIn)
                words.Add(cell.Text!);
        }
        _onSkipped(new SkippedLine(_cells.Row, kind, string.Join('\t', words)));
    }
}
