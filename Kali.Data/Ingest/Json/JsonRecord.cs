using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Kali.Data.Ingest.Json;

/// <summary>
/// Takes a record apart into columns: names of nested objects joined by dots, lists kept as JSON text, numbers and words exactly as written,
/// texts with their escapes resolved.
/// </summary>
internal sealed class JsonRecord(JsonColumns columns)
{
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };
    private readonly List<(int Start, int Length)> _cells = [];
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>The cell of a column of the record last read; null when the record has none there.</summary>
    public bool TryCell(int column, out ReadOnlySpan<byte> utf8)
    {
        if (column >= _cells.Count || _cells[column].Start < 0)
        {
            utf8 = default;
            return false;
        }
        utf8 = _text.WrittenSpan.Slice(_cells[column].Start, _cells[column].Length);
        return true;
    }

    /// <summary>False when the piece is no JSON.</summary>
    public bool Read(ReadOnlySpan<byte> piece)
    {
        _cells.Clear();
        _text.ResetWrittenCount();
        try
        {
            var reader = new Utf8JsonReader(piece, isFinalBlock: true, new JsonReaderState(Options));
            if (!reader.Read())
                return false;
            Top(ref reader, piece);
            return !reader.Read();
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return false;
        }
    }

    private void Top(ref Utf8JsonReader reader, ReadOnlySpan<byte> piece)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(ref reader, piece, columns.Root);
                break;
            case JsonTokenType.StartArray:
                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                    Value(ref reader, piece, columns.Root.At(i));
                break;
            default:
                Value(ref reader, piece, columns.Root.At(0));
                break;
        }
    }

    private void Object(ref Utf8JsonReader reader, ReadOnlySpan<byte> piece, JsonColumns.Node node)
    {
        var place = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Child(ref reader, ref place);
            reader.Read();
            Value(ref reader, piece, child);
        }
    }

    private void Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> piece, JsonColumns.Node node)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                columns.Of(node);
                break;
            case JsonTokenType.String:
                var space = _text.GetSpan(reader.ValueSpan.Length);
                Keep(node, reader.CopyString(space));
                break;
            case JsonTokenType.StartObject when node.MayOpen && !IsEmptyObject(reader):
                Object(ref reader, piece, node);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var isList = reader.TokenType == JsonTokenType.StartArray;
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                Copy(node, piece[start..(int)reader.BytesConsumed]);
                if (isList)
                    columns.MarkList(columns.Of(node));
                break;
            default:
                Copy(node, reader.ValueSpan);
                break;
        }
    }

    private static bool IsEmptyObject(Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.EndObject;

    private void Copy(JsonColumns.Node node, ReadOnlySpan<byte> value)
    {
        value.CopyTo(_text.GetSpan(Math.Max(1, value.Length)));
        Keep(node, value.Length);
    }

    private void Keep(JsonColumns.Node node, int length)
    {
        var column = columns.Of(node);
        // A name that occurs twice in one object has its further values in columns of their own.
        for (var n = 2; column < _cells.Count && _cells[column].Start >= 0; n++)
            column = columns.Further(node, n);
        while (_cells.Count <= column)
            _cells.Add((-1, 0));
        _cells[column] = (_text.WrittenCount, length);
        _text.Advance(length);
    }
}
