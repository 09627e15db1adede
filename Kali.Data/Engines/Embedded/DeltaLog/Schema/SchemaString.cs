using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kali.Data.Engines.Embedded.DeltaLog.Schema;

/// <summary>The schema as JSON text ("Schema Serialization Format").</summary>
internal static class SchemaString
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">The text is no schema.</exception>
    public static ImmutableArray<DeltaField> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return Type(json.RootElement) is DeltaType.Struct root ? root.Fields : throw new JsonException("The schema is not a struct.");
    }

    public static string Write(IEnumerable<DeltaField> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            Write(writer, new DeltaType.Struct([.. fields]));
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static DeltaType Type(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new DeltaType.Primitive(json.GetString()!),
        JsonValueKind.Object => Required(json, "type").GetString() switch
        {
            "struct" => new DeltaType.Struct([.. Required(json, "fields").EnumerateArray().Select(Field)]),
            "array" => new DeltaType.Array(Type(Required(json, "elementType")), Flag(json, "containsNull")),
            "map" => new DeltaType.Map(Type(Required(json, "keyType")), Type(Required(json, "valueType")), Flag(json, "valueContainsNull")),
            var other => throw new JsonException($"“{other}” is no type of a schema."),
        },
        _ => throw new JsonException("A type is neither a name nor an object."),
    };

    private static DeltaField Field(JsonElement json)
    {
        var metadata = DeltaField.NoMetadata;
        if (json.TryGetProperty("metadata", out var members) && members.ValueKind == JsonValueKind.Object)
            metadata = metadata.SetItems(members.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value.Clone())));
        return new DeltaField(Required(json, "name").GetString() ?? throw new JsonException("A field has no name."), Type(Required(json, "type")), Flag(json, "nullable"), metadata);
    }

    private static JsonElement Required(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : throw new JsonException($"The schema lacks “{name}”.");

    // What may be NULL is the rule; only a plain false forbids it.
    private static bool Flag(JsonElement json, string name) => !json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.False;

    private static void Write(Utf8JsonWriter writer, DeltaType type)
    {
        switch (type)
        {
            case DeltaType.Primitive primitive:
                writer.WriteStringValue(primitive.Name);
                break;
            case DeltaType.Array array:
                writer.WriteStartObject();
                writer.WriteString("type", "array");
                writer.WritePropertyName("elementType");
                Write(writer, array.Element);
                writer.WriteBoolean("containsNull", array.ContainsNull);
                writer.WriteEndObject();
                break;
            case DeltaType.Map map:
                writer.WriteStartObject();
                writer.WriteString("type", "map");
                writer.WritePropertyName("keyType");
                Write(writer, map.Key);
                writer.WritePropertyName("valueType");
                Write(writer, map.Value);
                writer.WriteBoolean("valueContainsNull", map.ValueContainsNull);
                writer.WriteEndObject();
                break;
            case DeltaType.Struct fields:
                writer.WriteStartObject();
                writer.WriteString("type", "struct");
                writer.WriteStartArray("fields");
                foreach (var field in fields.Fields)
                    Write(writer, field);
                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, DeltaField field)
    {
        writer.WriteStartObject();
        writer.WriteString("name", field.Name);
        writer.WritePropertyName("type");
        Write(writer, field.Type);
        writer.WriteBoolean("nullable", field.IsNullable);
        writer.WriteStartObject("metadata");
        foreach (var (key, value) in field.Metadata)
        {
            writer.WritePropertyName(key);
            value.WriteTo(writer);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
