using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>The members that say nothing about what a rule demands, in all formats.</summary>
internal static class WordsOf
{
    private static readonly string[] Words = ["name", "description", "dimension", "owner", "meta", "user_metadata", "attributes", "customProperties", "notes", "businessImpact", "msg"];

    public static JsonNode Without(JsonNode native)
    {
        var copy = native.DeepClone();
        Strip(copy, depth: 0);
        return copy;
    }

    private static void Strip(JsonNode? node, int depth)
    {
        if (node is not JsonObject members || depth > 3)
            return;
        foreach (var word in Words)
            members.Remove(word);
        foreach (var member in members)
            Strip(member.Value, depth + 1);
    }
}
