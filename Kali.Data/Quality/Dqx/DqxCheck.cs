using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kali.Data.Quality.Exchange;

namespace Kali.Data.Quality;

/// <summary>A rule as DQX names it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Items">The checks of DQX that say it, usually one.</param>
/// <param name="IsKnownToDqx">Whether DQX could run them; else they stand under Kali's own name for the kind.</param>
internal sealed record DqxCheck(Rule Rule, ImmutableArray<DqxItem> Items, bool IsKnownToDqx)
{
    public static DqxCheck Of(Rule rule, ExchangeSubject subject)
    {
        try
        {
            return new DqxCheck(rule, [.. ExchangeFormats.Of(ExchangeFormat.Dqx).Write(rule, subject).Natives.Select(native => DqxItem.Read(native.AsObject()))], IsKnownToDqx: true);
        }
        catch (ExchangeFault)
        {
            return new DqxCheck(rule, [DqxItem.OfKali(rule)], IsKnownToDqx: false);
        }
    }

    public bool IsError => Rule.Severity == Severity.Stops;
}

/// <summary>One check of DQX.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Function">What it calls.</param>
/// <param name="Arguments">With what, each value as JSON.</param>
/// <param name="Filter">The rows it looks at, as SQL; null for all.</param>
/// <param name="Words">Owner, description, dimension; what is not said is not there.</param>
internal sealed record DqxItem(string Name, string Function, ImmutableArray<(string Name, string Value)> Arguments, string? Filter, ImmutableArray<(string Name, string Value)> Words)
{
    public static DqxItem Read(JsonObject item)
    {
        var check = item["check"]!.AsObject();
        return new DqxItem(
            NodeText.Of(item["name"]!), NodeText.Of(check["function"]!), Json(check["arguments"] as JsonObject), item["filter"] is { } filter ? NodeText.Of(filter) : null,
            [.. (item["user_metadata"] as JsonObject ?? []).Select(word => (word.Key, NodeText.Of(word.Value!)))]);
    }

    /// <summary>A rule that DQX has no function for.</summary>
    public static DqxItem OfKali(Rule rule)
    {
        var kind = JsonNode.Parse(RuleJson.Write(rule.Kind))!.AsObject();
        kind.Remove("kind");
        return new DqxItem(rule.Name, rule.Kind.Code, Json(kind), rule.Filter, [.. Said(rule)]);
    }

    private static IEnumerable<(string, string)> Said(Rule rule)
    {
        if (rule.Owner is { } owner)
            yield return ("owner", owner);
        if (rule.Description is { } description)
            yield return ("description", description);
        yield return ("dimension", Dimensions.Write(rule.Dimension));
    }

    private static ImmutableArray<(string, string)> Json(JsonObject? members) =>
        [.. (members ?? []).Select(member => (member.Key, member.Value?.ToJsonString(RuleJson.Options) ?? "null"))];
}
