using System.Text;
using Kali.Data.Engines;
using Kali.Data.Ingest.Archives;

namespace Kali.Data.Ingest.Json;

/// <summary>The records of a JSON text as rows. A record that is no JSON is rejected, and reading goes on behind it.</summary>
internal sealed class JsonRows : IFileRows
{
    private const int LongestText = 4_000;

    private readonly PartStream _part;
    private readonly JsonPieces _pieces;
    private readonly JsonRecord _record;
    private readonly JsonColumns _known;
    private readonly Action<RejectedRow> _onRejected;
    private readonly JsonList? _entries;
    private readonly int _listColumn = -1;
    private readonly int _parents;
    private readonly int _knownCount;
    private bool _isInList;
    private long _row;
    private long _rowsRead;
    private long _rowsRejected;

    public JsonRows(PartStream part, JsonShape shape, int longest, bool isBeginning, Action<RejectedRow> onRejected)
    {
        _part = part;
        _pieces = new JsonPieces(JsonShape.Utf8(part.Content, shape.Encoding), shape.Layout, shape.Pointer, longest, isBeginning);
        _parents = shape.TakenApart is null ? shape.Labels.Length : shape.ParentColumns;
        var parents = shape.Labels.Take(_parents);
        if (shape.TakenApart is { } list)
        {
            // The list's own column comes behind the record's others; it is no column of the rows.
            (_entries, _listColumn) = (new JsonList(list, shape.Levels, shape.Labels.Skip(_parents)), _parents);
            parents = parents.Append(list);
        }
        _known = new JsonColumns(shape.Levels, parents);
        _knownCount = _known.Labels.Count;
        _record = new JsonRecord(_known);
        _onRejected = onRejected;
        Labels = shape.Labels;
        Columns = SafeName.ForColumns(shape.Labels);
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string> Labels { get; }

    public long RowsRead => Volatile.Read(ref _rowsRead);

    public long RowsRejected => Volatile.Read(ref _rowsRejected);

    public long BytesRead => _part.BytesRead;

    public long BytesTotal => _part.BytesTotal;

    public bool Read(TextBatch batch)
    {
        batch.Clear();
        while (!batch.IsFull)
        {
            if (_isInList)
            {
                _isInList = _entries!.Next();
                if (_isInList)
                    AddEntry(batch, hasEntry: true);
                continue;
            }
            if (!_pieces.Next())
                break;
            Take(batch, _pieces.Piece);
        }
        return batch.RowCount > 0;
    }

    private void Take(TextBatch batch, ReadOnlySpan<byte> piece)
    {
        if (_pieces.IsTooLong)
            Reject(RejectReason.TooLong, piece);
        else if (!_record.Read(piece))
            Reject(RejectReason.NotJson, piece);
        else if (_known.Labels.Count > _knownCount && HasMore())
            Reject(RejectReason.TooManyFields, piece);
        else if (_entries is null)
            Add(batch);
        else
            TakeList(batch);
    }

    /// <summary>A record is a row for each entry of its list, and one row without an entry where the list has none.</summary>
    private void TakeList(TextBatch batch)
    {
        if (_record.TryCell(_listColumn, out var list))
            _entries!.Begin(list);
        _isInList = !list.IsEmpty && _entries!.Next();
        AddEntry(batch, _isInList);
    }

    private void AddEntry(TextBatch batch, bool hasEntry)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            var isThere = i < _parents ? _record.TryCell(i, out var utf8) : _entries!.TryCell(i - _parents, out utf8) && hasEntry;
            if (isThere)
                batch.Add(utf8);
            else
                batch.AddNull();
        }
        batch.EndRow(++_row);
        Volatile.Write(ref _rowsRead, _rowsRead + 1);
    }

    public void Dispose()
    {
        _pieces.Dispose();
        _part.Dispose();
    }

    private bool HasMore()
    {
        for (var i = _knownCount; i < _known.Labels.Count; i++)
        {
            if (_record.TryCell(i, out _))
                return true;
        }
        return false;
    }

    private void Add(TextBatch batch)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (_record.TryCell(i, out var utf8))
                batch.Add(utf8);
            else
                batch.AddNull();
        }
        batch.EndRow(++_row);
        Volatile.Write(ref _rowsRead, _rowsRead + 1);
    }

    private void Reject(RejectReason reason, ReadOnlySpan<byte> piece)
    {
        Volatile.Write(ref _rowsRejected, _rowsRejected + 1);
        var text = Encoding.UTF8.GetString(piece[..Math.Min(piece.Length, LongestText * 4)]);
        _onRejected(new RejectedRow(++_row, _pieces.Line, _pieces.Offset, reason, text.Length <= LongestText ? text : text[..LongestText]));
    }
}
