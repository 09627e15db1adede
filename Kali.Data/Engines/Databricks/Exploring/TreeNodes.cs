using System.Text.Json.Nodes;

namespace Kali.Data.Engines.Databricks.Exploring;

/// <summary>Looking into a parsed statement; what is absent is empty.</summary>
internal static class TreeNodes
{
    public static string Text(this JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static bool Is(this JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    public static JsonObject? Child(this JsonObject node, string name) => node[name] as JsonObject;

    public static JsonObject Need(this JsonObject node, string name) => node.Child(name) ?? throw Unknown($"{node.Text("type")} without {name}");

    public static IEnumerable<JsonObject> Children(this JsonObject node, string name) => node[name] is JsonArray items ? items.OfType<JsonObject>() : [];

    public static IEnumerable<string> Texts(this JsonObject node, string name) =>
        node[name] is JsonArray items ? items.OfType<JsonValue>().Select(item => item.TryGetValue<string>(out var text) ? text : "") : [];

    /// <summary>A whole number that stands in the statement as such; null for anything else.</summary>
    public static long? WholeNumber(this JsonObject node) =>
        node.Text("class") == "CONSTANT" && node.Child("value") is { } value && value["value"] is JsonValue number && value.Child("type")?.Text("id") != "DECIMAL" && number.TryGetValue<long>(out var whole) ? whole : null;

    /// <summary>Text that stands in the statement as such; null for anything else.</summary>
    public static string? ConstantText(this JsonObject node) =>
        node.Text("class") == "CONSTANT" && node.Child("value") is { } value && value["value"] is JsonValue text && text.TryGetValue<string>(out var constant) ? constant : null;

    /// <summary>What the SQL warehouse has no equal for.</summary>
    public static RefusedException Unknown(string what) =>
        new($"{what} cannot be used while a Databricks SQL warehouse answers, because it would mean something else there. Nothing was run. Write it in another way.");
}
