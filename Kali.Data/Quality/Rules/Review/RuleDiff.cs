using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality;

/// <summary>What differs between two versions of a rule, part by part.</summary>
public static class RuleDiff
{
    private static readonly ImmutableArray<string> NoPart = ["id", "version", "dataset"];

    public static ImmutableArray<RuleChange> Of(Rule before, Rule after)
    {
        var (old, now) = (Parts(before), Parts(after));
        return
        [
            .. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Select(part => new RuleChange(part, old.GetValueOrDefault(part), now.GetValueOrDefault(part)))
                .Where(change => change.Before != change.After),
        ];
    }

    private static Dictionary<string, string> Parts(Rule rule)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in JsonSerializer.SerializeToNode(rule, RuleJson.Options)!.AsObject())
        {
            if (!NoPart.Contains(name))
                Take(name, value, parts);
        }
        return parts;
    }

    private static void Take(string path, JsonNode? value, Dictionary<string, string> parts)
    {
        switch (value)
        {
            case null:
                break;
            case JsonObject members:
                foreach (var (name, member) in members)
                    Take(path == "kind" && name == "kind" ? "kind" : $"{path}.{name}", member, parts);
                break;
            case JsonArray { Count: 0 }:
                break;
            case JsonArray list:
                parts[path] = string.Join(", ", list.Select(item => item is JsonValue plain ? plain.ToString() : item?.ToJsonString(RuleJson.Options)));
                break;
            default:
                parts[path] = value.ToString();
                break;
        }
    }
}
