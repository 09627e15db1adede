using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kali.Data.Quality;

/// <summary>How rules, profiles and results are written into the store: stable names and order, so that equal values give equal text.</summary>
internal static class RuleJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutWhatFollows } },
        Converters =
        {
            // Before the converter of all other enums, which would else come before the attributes of these.
            new SnakeCaseEnum<Relation>(),
            new SnakeCaseEnum<RuleFigure>(),
            new SnakeCaseEnum<TextFormat>(),
            new SnakeCaseEnum<PersonalText>(),
            new SnakeCaseEnum<OutlierMethod>(),
            new SnakeCaseEnum<DistributionDistance>(),
            new JsonStringEnumConverter(),
            new DatasetNameConverter(),
        },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new KaliException("A stored value of quality is empty. Restore the store from its last backup.");

    /// <summary>
    /// What a kind computes from its parameters (its code, columns, dimension) is no part of it: JsonIgnore on the base does not reach what a kind
    /// says instead, and a fingerprint must not change with a default.
    /// </summary>
    private static void WithoutWhatFollows(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(RuleKind)))
            return;
        foreach (var computed in type.Properties.Where(property => property.Set is null).ToList())
            type.Properties.Remove(computed);
    }

    private sealed class DatasetNameConverter : JsonConverter<DatasetName>
    {
        public override DatasetName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DatasetName.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, DatasetName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
