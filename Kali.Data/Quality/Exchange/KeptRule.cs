using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality.Exchange;

/// <summary>What a rule means, kept in a file beside what its format can say of it, so that Kali reads back exactly what it wrote.</summary>
internal sealed record KeptRule(RuleKind Kind, Severity Severity, Threshold Threshold, string? Filter = null, ImmutableArray<string> GroupBy = default, string? Name = null)
{
    /// <summary>The name under which formats keep it.</summary>
    public const string Member = "kali";

    private static readonly JsonSerializerOptions Options = new(RuleFile.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = DocumentLimits.DeepestNesting,
    };

    public static string Of(Rule rule) => JsonSerializer.Serialize(
        new KeptRule(rule.Kind, rule.Severity, rule.Threshold, rule.Filter, rule.GroupBy, rule.Name), Written);

    /// <summary>Null where it is not what Kali writes.</summary>
    public static FoundRule? Read(string kept)
    {
        try
        {
            if (HasGaps(JsonText.Read(kept)) || JsonSerializer.Deserialize<KeptRule>(kept, Options) is not { } rule)
                return null;
            return new FoundRule(rule.Kind) { Name = rule.Name, Severity = rule.Severity, Threshold = rule.Threshold, Filter = rule.Filter, GroupBy = rule.GroupBy.IsDefault ? [] : rule.GroupBy };
        }
        catch (Exception fault) when (fault is JsonException or RefusedException or NotSupportedException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>ImmutableArray cannot say that it holds no nulls.</summary>
    private static bool HasGaps(JsonNode? node) => node switch
    {
        JsonArray items => items.Any(item => item is null || HasGaps(item)),
        JsonObject members => members.Any(member => HasGaps(member.Value)),
        _ => false,
    };

    /// <summary>With its nulls, so that what is left out is told from what is nothing.</summary>
    private static readonly JsonSerializerOptions Written = new(RuleFile.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };
}
