namespace Kali.Data.Engines;

/// <summary>
/// Rows of text on their way from a reader of files into a table, a batch at a time, without a string a cell.
/// All cells lie in one UTF-8 buffer; cell (row, column) is at index <c>row * ColumnCount + column</c> of the two arrays.
/// </summary>
public sealed class TextBatch(int columnCount, int capacity = TextBatch.DefaultCapacity)
{
    /// <summary>DuckDB's vector size.</summary>
    public const int DefaultCapacity = 2048;

    private byte[] _bytes = new byte[1 << 18];
    private readonly int[] _starts = new int[columnCount * capacity];
    private readonly int[] _lengths = new int[columnCount * capacity];
    private readonly long[] _rowNumbers = new long[capacity];
    private int _used;
    private int _cells;

    public int ColumnCount => columnCount;

    public int Capacity => capacity;

    public int RowCount { get; private set; }

    public bool IsFull => RowCount == capacity;

    /// <summary>The cell's UTF-8 bytes; empty both for an empty cell and for a missing one, which <see cref="IsNull"/> tells apart.</summary>
    public ReadOnlySpan<byte> Cell(int row, int column)
    {
        var index = row * columnCount + column;
        return _bytes.AsSpan(_starts[index], Math.Max(0, _lengths[index]));
    }

    /// <summary>All cells of the batch, one after another.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    internal ReadOnlySpan<long> RowNumbers => _rowNumbers.AsSpan(0, RowCount);

    public bool IsNull(int row, int column) => _lengths[row * columnCount + column] < 0;

    /// <summary>The row's number in its file, as raw's <c>_row</c> has it.</summary>
    public long RowNumber(int row) => _rowNumbers[row];

    public void Clear() => (RowCount, _used, _cells) = (0, 0, 0);

    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (_used + utf8.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + utf8.Length));
        utf8.CopyTo(_bytes.AsSpan(_used));
        _starts[_cells] = _used;
        _lengths[_cells++] = utf8.Length;
        _used += utf8.Length;
    }

    public void AddNull()
    {
        _starts[_cells] = _used;
        _lengths[_cells++] = -1;
    }

    /// <summary>Ends a row; exactly <see cref="ColumnCount"/> cells have been added since the last one ended.</summary>
    public void EndRow(long rowNumber) => _rowNumbers[RowCount++] = rowNumber;

    /// <summary>Drops the cells of a row that was begun and cannot be kept.</summary>
    public void DropRow()
    {
        var begun = RowCount * columnCount;
        if (_cells > begun)
            _used = _starts[begun];
        _cells = begun;
    }
}

/// <summary>Rows of text in file order, pulled by the engine on a thread of its own.</summary>
public interface ITextRows : IDisposable
{
    /// <summary>Safe column names, in order, without Kali's own.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The share of the input that has been read, 0 to 1; null where it cannot be told.</summary>
    double? ShareRead => null;

    /// <summary>Whether there is so much that several threads should write it: the rows then stand in the table in another order than in the file.</summary>
    bool IsLong => false;

    /// <summary>Clears and fills the batch; false when there are no more rows.</summary>
    bool Read(TextBatch batch);
}
