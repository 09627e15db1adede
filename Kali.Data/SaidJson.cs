using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kali.Data;

/// <summary>Sentences in JSON: a text where nothing differs in them, else <c>{"said": words, "with": [what stands in the places]}</c>.</summary>
public sealed class SaidJson : JsonConverter<Said>
{
    internal const string Beginning = """{"said":""";
    private const string Moment = "moment";

    public override Said Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Said value, JsonSerializerOptions options)
    {
        if (value.Arguments.IsEmpty)
        {
            writer.WriteStringValue(value.Key);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("said", JsonEncodedText.Encode(value.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
        writer.WriteStartArray("with");
        foreach (var argument in value.Arguments)
            WriteArgument(writer, argument, options);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteArgument(Utf8JsonWriter writer, object? argument, JsonSerializerOptions options)
    {
        switch (argument)
        {
            case null:
                writer.WriteNullValue();
                break;
            case Said inner when inner.Arguments.IsEmpty:
                writer.WriteStartObject();
                writer.WriteString("said", inner.Key);
                writer.WriteStartArray("with");
                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            case Said inner:
                Write(writer, inner, options);
                break;
            case DateTimeOffset at:
                writer.WriteStartObject();
                writer.WriteString(Moment, at);
                writer.WriteEndObject();
                break;
            case long or int:
                writer.WriteNumberValue(Convert.ToInt64(argument, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(Convert.ToString(argument, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static Said Read(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            return new Said(element.GetString()!);
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("said", out var words) || !element.TryGetProperty("with", out var with))
            throw new JsonException("No sentence.");
        return new Said(words.GetString()!, [.. with.EnumerateArray().Select(Argument)]);
    }

    private static object? Argument(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.TryGetDecimal(out var exact) ? exact : element.GetDouble(),
        JsonValueKind.Object => element.TryGetProperty(Moment, out var at) ? at.GetDateTimeOffset() : Read(element),
        _ => element.GetString(),
    };
}
