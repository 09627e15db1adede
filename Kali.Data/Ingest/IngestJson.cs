using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kali.Data.Engines;

namespace Kali.Data.Ingest;

/// <summary>How parts, choices, readings and questions are kept in the store and said on the command line.</summary>
public static class IngestJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new DataTypeConverter(), new JsonStringEnumConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>The types silver has, by the names Delta gives them.</summary>
    private sealed class DataTypeConverter : JsonConverter<DataType>
    {
        public override DataType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var name = reader.GetString() ?? throw new JsonException("A type without a name.");
            if (name.StartsWith("decimal(", StringComparison.Ordinal) && name.EndsWith(')'))
            {
                var figures = name[8..^1].Split(',');
                if (figures.Length == 2
                    && int.TryParse(figures[0], NumberStyles.None, CultureInfo.InvariantCulture, out var precision)
                    && int.TryParse(figures[1], NumberStyles.None, CultureInfo.InvariantCulture, out var scale))
                {
                    return DataType.DecimalOf(precision, scale);
                }
            }
            return new DataType.Primitive(name);
        }

        public override void Write(Utf8JsonWriter writer, DataType value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);

        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(DataType));
    }
}
