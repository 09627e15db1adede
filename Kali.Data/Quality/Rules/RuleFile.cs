using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality;

/// <summary>
/// Rules in a file of a person's own: a JSON array of rules, or an object with <c>rules</c>. Id and dataset may be left out,
/// the name too: <c>{"kind": {"kind": "not_null", "column": "email"}, "severity": "Stops"}</c>.
/// </summary>
public static class RuleFile
{
    internal static readonly JsonSerializerOptions Options = new(RuleJson.Options) { AllowOutOfOrderMetadataProperties = true };

    public static ImmutableArray<Rule> Read(string json, DatasetName dataset)
    {
        try
        {
            var document = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var items = document as JsonArray ?? document?["rules"] as JsonArray
                ?? throw new RefusedException("The file of rules is neither a list of rules nor an object with “rules”. Nothing was checked.");
            return [.. items.Select((item, index) => Rule(item, index, dataset))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new RefusedException($"The file of rules cannot be read: {fault.Message} Nothing was checked.", fault);
        }
    }

    private static Rule Rule(JsonNode? item, int index, DatasetName dataset)
    {
        var rule = item?.DeepClone() as JsonObject ?? throw new RefusedException($"Rule {index + 1} of the file is no object. Nothing was checked.");
        rule["dataset"] = dataset.ToString();
        if (rule["id"] is null)
            rule["id"] = Guid.NewGuid().ToString();
        if (rule["name"] is null)
            rule["name"] = $"{(rule["kind"] as JsonObject)?["column"]?.GetValue<string>() ?? "table"}_{(rule["kind"] as JsonObject)?["kind"]?.GetValue<string>()}_{index + 1}";
        return rule.Deserialize<Rule>(Options) ?? throw new RefusedException($"Rule {index + 1} of the file is empty. Nothing was checked.");
    }
}
