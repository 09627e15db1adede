using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Values;

/// <summary>Lists, structs and maps: their value is JSON text.</summary>
internal abstract class NestedReader(DataType type) : ValueReader(type)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public sealed override void WriteJson(Utf8JsonWriter json, long row)
    {
        if (Read(row, out var text))
            json.WriteRawValue(text);
        else
            json.WriteNullValue();
    }

    protected sealed override object Value(long row)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Lenient))
            WriteValue(json, row);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    protected abstract void WriteValue(Utf8JsonWriter json, long row);

    private bool Read(long row, out string text)
    {
        text = Read(row) as string ?? "";
        return text.Length > 0;
    }

    private static JsonWriterOptions Lenient { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

internal sealed unsafe class ListReader(ValueReader element) : NestedReader(new DataType.Array(element.Type, true))
{
    public override void Attach(IntPtr vector)
    {
        base.Attach(vector);
        element.Attach(NativeMethods.Vectors.DuckDBListVectorGetChild(vector));
    }

    protected override void WriteValue(Utf8JsonWriter json, long row)
    {
        var entry = ((DuckDBListEntry*)Data)[row];
        json.WriteStartArray();
        for (var i = 0UL; i < entry.Length; i++)
            element.WriteJson(json, (long)(entry.Offset + i));
        json.WriteEndArray();
    }
}

/// <summary>A list of one length.</summary>
internal sealed class ArrayReader(ValueReader element, long length) : NestedReader(new DataType.Array(element.Type, true))
{
    public override void Attach(IntPtr vector)
    {
        base.Attach(vector);
        element.Attach(NativeMethods.Vectors.DuckDBArrayVectorGetChild(vector));
    }

    protected override void WriteValue(Utf8JsonWriter json, long row)
    {
        json.WriteStartArray();
        for (var i = 0L; i < length; i++)
            element.WriteJson(json, row * length + i);
        json.WriteEndArray();
    }
}

internal sealed class StructReader(ImmutableArray<(string Name, ValueReader Reader)> members)
    : NestedReader(new DataType.Struct([.. members.Select(member => new ColumnSchema(member.Name, member.Reader.Type))]))
{
    public override void Attach(IntPtr vector)
    {
        base.Attach(vector);
        for (var i = 0; i < members.Length; i++)
            members[i].Reader.Attach(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i));
    }

    protected override void WriteValue(Utf8JsonWriter json, long row)
    {
        json.WriteStartObject();
        foreach (var (name, reader) in members)
        {
            json.WritePropertyName(name);
            reader.WriteJson(json, row);
        }
        json.WriteEndObject();
    }
}

internal sealed unsafe class MapReader(ValueReader key, ValueReader value) : NestedReader(new DataType.Map(key.Type, value.Type, true))
{
    public override void Attach(IntPtr vector)
    {
        base.Attach(vector);
        var entries = NativeMethods.Vectors.DuckDBListVectorGetChild(vector);
        key.Attach(NativeMethods.Vectors.DuckDBStructVectorGetChild(entries, 0));
        value.Attach(NativeMethods.Vectors.DuckDBStructVectorGetChild(entries, 1));
    }

    protected override void WriteValue(Utf8JsonWriter json, long row)
    {
        var entry = ((DuckDBListEntry*)Data)[row];
        json.WriteStartObject();
        for (var i = 0UL; i < entry.Length; i++)
        {
            json.WritePropertyName(key.KeyText((long)(entry.Offset + i)));
            value.WriteJson(json, (long)(entry.Offset + i));
        }
        json.WriteEndObject();
    }
}
