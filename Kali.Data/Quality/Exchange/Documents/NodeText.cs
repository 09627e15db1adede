using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>Values of files as text: numbers as they are written without grouping.</summary>
internal static class NodeText
{
    /// <summary>A text, number, day or truth as text.</summary>
    public static string Of(JsonNode node) => node is not JsonValue value ? node.ToJsonString()
        : value.TryGetValue<string>(out var text) ? text
        : value.TryGetValue<bool>(out var truth) ? truth ? "true" : "false"
        : value.TryGetValue<decimal>(out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : value.TryGetValue<double>(out var real) ? real.ToString("R", CultureInfo.InvariantCulture)
        : value.TryGetValue<long>(out var whole) ? whole.ToString(CultureInfo.InvariantCulture)
        : value.TryGetValue<int>(out var small) ? small.ToString(CultureInfo.InvariantCulture)
        : value.TryGetValue<DateOnly>(out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.ToString();

    /// <summary>The same text for trees that mean the same, whatever file they were read from.</summary>
    public static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{JsonSerializer.Serialize(member.Key)}:{Canonical(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Canonical))}]",
        _ => JsonSerializer.Serialize(Plain(Of(node))),
    };

    private static string Plain(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text;

    /// <summary>A number as it is written, without a fraction where it has none.</summary>
    public static JsonValue Number(double number) =>
        number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : Math.Abs(number) is > 1e-9 and < 1e15 ? JsonValue.Create((decimal)number) : JsonValue.Create(number);

    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];
}
