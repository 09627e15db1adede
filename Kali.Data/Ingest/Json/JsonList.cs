using System.Text.Json;

namespace Kali.Data.Ingest.Json;

/// <summary>The entries of a list in a column of JSON records, one after the other; their columns are named after the list.</summary>
internal sealed class JsonList
{
    private readonly JsonColumns _columns;
    private readonly JsonRecord _record;
    private byte[] _list = [];
    private int _length;
    private JsonReaderState _state;
    private int _at;
    private bool _isDone = true;

    /// <summary>The column of a value that stands in the list's place; -1 while a list does.</summary>
    private int _value = -1;

    /// <param name="name">The column of the list.</param>
    /// <param name="deepest">How many levels of objects in entries are opened.</param>
    /// <param name="known">The entries' columns as found before; none to find them.</param>
    public JsonList(string name, int deepest, IEnumerable<string>? known = null)
    {
        Name = name;
        _columns = new JsonColumns(deepest, known, name);
        _record = new JsonRecord(_columns);
    }

    public string Name { get; }

    public IReadOnlyList<string> Labels => _columns.Labels;

    public bool TryCell(int column, out ReadOnlySpan<byte> utf8)
    {
        if (_value < 0)
            return _record.TryCell(column, out utf8);
        utf8 = _list.AsSpan(0, _length);
        return column == _value;
    }

    /// <summary>Stands before the first entry of a list; of what is none, it is the one entry itself.</summary>
    public void Begin(ReadOnlySpan<byte> list)
    {
        if (_list.Length < list.Length)
            _list = new byte[Math.Max(list.Length, _list.Length * 2)];
        list.CopyTo(_list);
        (_length, _at, _isDone) = (list.Length, 0, false);
        var reader = new Utf8JsonReader(_list.AsSpan(0, _length), isFinalBlock: true, new JsonReaderState(JsonRecord.Options));
        _value = -1;
        if (!IsList(ref reader))
        {
            (_value, _isDone) = (_columns.Of(_columns.Root.At(0)), list.IsEmpty);
            return;
        }
        (_state, _at) = (reader.CurrentState, (int)reader.BytesConsumed);
    }

    private static bool IsList(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads the next entry; false when there is none.</summary>
    public bool Next()
    {
        if (_isDone)
            return false;
        if (_value >= 0)
            return _isDone = true;
        var reader = new Utf8JsonReader(_list.AsSpan(_at, _length - _at), isFinalBlock: true, _state);
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
        {
            _isDone = true;
            return false;
        }
        var start = _at + (int)reader.TokenStartIndex;
        reader.Skip();
        var end = _at + (int)reader.BytesConsumed;
        (_state, _at) = (reader.CurrentState, end);
        _record.Read(_list.AsSpan(start, end - start));
        return true;
    }
}
