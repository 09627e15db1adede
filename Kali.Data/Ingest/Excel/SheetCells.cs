using ExcelDataReader;

namespace Kali.Data.Ingest.Excel;

/// <summary>One cell as text; a cell under a merged range has the range's value.</summary>
internal readonly record struct SheetCell(string? Text, CellNature Nature, bool IsFilledIn)
{
    public bool IsEmpty => Text is null;
}

/// <summary>The rows of a sheet, one after the other, with merged ranges filled.</summary>
/// <param name="workbook">Turns faults of the reader into reasons.</param>
/// <param name="reader">Stands at the sheet.</param>
/// <param name="errors">Cells whose value is an error, which the reader gives as nothing.</param>
internal sealed class SheetCells(Workbook workbook, IExcelDataReader reader, ErrorCells errors)
{
    private readonly CellRange[] _ranges = [.. (reader.MergeCells ?? []).Where(range => range is not null).OrderBy(range => range.FromRow)];
    private readonly List<(CellRange Range, SheetCell Value)> _open = [];
    private SheetCell[] _cells = new SheetCell[Math.Max(0, reader.FieldCount)];
    private int _nextRange;

    /// <summary>The row as the spreadsheet numbers it.</summary>
    public long Row { get; private set; }

    public long RowCount { get; } = Math.Max(0, reader.RowCount);

    public int Width => _cells.Length;

    public ReadOnlySpan<SheetCell> Cells => _cells;

    public bool IsBlank { get; private set; }

    public bool Read() => workbook.Guard(() =>
    {
        if (!reader.Read())
            return false;
        Row++;
        if (reader.FieldCount > _cells.Length)
            Array.Resize(ref _cells, reader.FieldCount);
        var blank = true;
        for (var i = 0; i < _cells.Length; i++)
        {
            var value = i < reader.FieldCount ? reader.GetValue(i) : null;
            if (value is null)
            {
                _cells[i] = ErrorAt(i);
                blank &= _cells[i].IsEmpty;
                continue;
            }
            var (text, nature) = CellText.Of(value, value is DateTime ? reader.GetNumberFormatString(i) : null);
            _cells[i] = new SheetCell(text, nature, false);
            blank &= text is null;
        }
        IsBlank = FillMerged() && blank;
        return true;
    });

    private SheetCell ErrorAt(int column) =>
        errors.Find(Row, column) is { } name ? new SheetCell(name, CellNature.Error, false) : default;

    /// <summary>Fills what lies under merged ranges; true when nothing was filled.</summary>
    private bool FillMerged()
    {
        var row = Row - 1;
        for (; _nextRange < _ranges.Length && _ranges[_nextRange].FromRow <= row; _nextRange++)
        {
            var range = _ranges[_nextRange];
            if (range.FromRow == row && range.FromColumn >= 0 && range.FromColumn < _cells.Length && !_cells[range.FromColumn].IsEmpty)
                _open.Add((range, _cells[range.FromColumn]));
        }
        _open.RemoveAll(one => one.Range.ToRow < row);
        foreach (var (range, value) in _open)
        {
            for (var i = range.FromColumn; i <= range.ToColumn && i < _cells.Length; i++)
            {
                if (_cells[i].IsEmpty)
                    _cells[i] = value with { IsFilledIn = true };
            }
        }
        return _open.Count == 0;
    }
}
