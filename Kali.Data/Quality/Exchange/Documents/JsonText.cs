using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>JSON as a tree whose texts and numbers are read once, within <see cref="DocumentLimits"/>.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode? Read(string text)
    {
        DocumentLimits.CheckLength(text);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions
            {
                MaxDepth = DocumentLimits.DeepestNesting,
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                AllowDuplicateProperties = false,
            });
            var nodes = 0;
            return Tree(document.RootElement, ref nodes);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or EncoderFallbackException or ArgumentException)
        {
            throw new RefusedException($"The file of rules is no JSON that can be read: {fault.Message} Nothing was taken over.", fault);
        }
    }

    public static string Write(JsonNode node) => node.ToJsonString(Indented) + "\n";

    private static JsonNode? Tree(JsonElement element, ref int nodes)
    {
        if (++nodes > DocumentLimits.MostNodes)
            throw DocumentLimits.TooMany();
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject())
                    members[member.Name] = Tree(member.Value, ref nodes);
                return members;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in element.EnumerateArray())
                    items.Add(Tree(item, ref nodes));
                return items;
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Number:
                return element.TryGetDecimal(out var number) ? JsonValue.Create(number) : double.IsFinite(element.GetDouble()) ? JsonValue.Create(element.GetDouble()) : JsonValue.Create(element.GetRawText());
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(element.GetBoolean());
            default:
                return null;
        }
    }
}
