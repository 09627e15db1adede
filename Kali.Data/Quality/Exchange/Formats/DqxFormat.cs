using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>
/// DQX checks: a list of <c>{name, criticality, filter, check: {function, arguments, for_each_column}, user_metadata}</c>
/// (databrickslabs/dqx, docs/reference/quality_checks).
/// </summary>
internal sealed class DqxFormat : RuleFormat
{
    public override ExchangeFormat Format => ExchangeFormat.Dqx;

    public override string Code => "dqx";

    public override string Label => "DQX";

    public override string Ending => ".yml";

    public override IEnumerable<FileEntry> Entries(string text, ExchangeSubject subject)
    {
        var root = FormatGuess.Read(text);
        var checks = root as JsonArray ?? (root as JsonObject)?["checks"] as JsonArray
            ?? throw ExchangeFault.Because("it is no list of checks.", "sie ist keine Liste von Prüfungen.");
        for (var i = 0; i < checks.Count; i++)
        {
            var place = $"{i + 1}";
            if (checks[i] is not JsonObject item)
                yield return new FileEntry(place, checks[i]?.DeepClone() ?? new JsonObject());
            else
            {
                var kept = item["user_metadata"] is JsonObject bag && bag[KeptRule.Member] is JsonValue value ? NodeText.Of(value) : null;
                foreach (var single in Singles(item))
                {
                    (single["user_metadata"] as JsonObject)?.Remove(KeptRule.Member);
                    if (single["user_metadata"] is JsonObject { Count: 0 })
                        single.Remove("user_metadata");
                    yield return new FileEntry(place, single, Kept: kept) { Title = Title(single) };
                }
            }
        }
    }

    private static string? Title(JsonObject item) => item["name"] is JsonValue name ? NodeText.Of(name)
        : item["check"] is not JsonObject check || check["function"] is not JsonValue function ? null
        : check["arguments"] is JsonObject arguments && (arguments["column"] ?? arguments["columns"] ?? arguments["expression"]) is { } column ? $"{NodeText.Of(function)} ({NodeText.Of(column)})"
        : NodeText.Of(function);

    /// <summary>One check for each column where it says so.</summary>
    private static IEnumerable<JsonObject> Singles(JsonObject item)
    {
        if (item["check"] is not JsonObject check || check["for_each_column"] is not JsonArray columns)
        {
            yield return item.DeepClone().AsObject();
            yield break;
        }
        foreach (var column in columns)
        {
            var single = item.DeepClone().AsObject();
            var one = single["check"]!.AsObject();
            one.Remove("for_each_column");
            var arguments = one["arguments"] as JsonObject ?? [];
            one["arguments"] = arguments.Parent is null ? arguments : arguments.DeepClone();
            var isList = column is JsonArray || one["function"] is JsonValue function && NodeText.Of(function) is "is_unique" or "foreign_key";
            one["arguments"]!.AsObject()[isList ? "columns" : "column"] = column is JsonArray || !isList ? column?.DeepClone() : new JsonArray(column?.DeepClone());
            if (columns.Count > 1)
                single.Remove("name");
            yield return single;
        }
    }

    public override IEnumerable<FoundRule> Read(FileEntry entry, ExchangeSubject subject)
    {
        var item = Given.Of(entry.Native, subject);
        var check = item.Inner("check") ?? throw ExchangeFault.Because("It has no check.", "Sie hat keine Prüfung.");
        var function = check.Need("function");
        var arguments = check.Inner("arguments") ?? new Given([], subject);
        var words = item.Inner("user_metadata");
        var severity = item.Text("criticality") switch
        {
            null or "error" => Severity.Stops,
            "warn" => Severity.Warns,
            var other => throw ExchangeFault.Because($"“{other}” is no criticality.", $"„{other}“ ist keine Stufe."),
        };
        var found = new DqxReading(arguments, subject).Read(function) with
        {
            Name = item.Text("name"),
            Severity = severity,
            Filter = item.Condition("filter"),
            Owner = words?.Text("owner"),
            Description = words?.Text("description"),
            Dimension = Dimensions.Read(words?.Text("dimension")),
        };
        if (found.GroupBy.IsEmpty && arguments.Has("group_by"))
            found = found with { GroupBy = arguments.Columns("group_by") };
        yield return found.But([.. arguments.Ignoring("name", "msg", "columns_alias").Left, .. check.Left, .. item.Left]);
    }

    public override WrittenRule Write(Rule rule, ExchangeSubject subject)
    {
        var written = DqxWriting.Write(rule, subject);
        return new WrittenRule([.. written.Natives.Select((native, i) => Item(rule, native, i, written.Natives.Length, subject))])
        {
            Remarks = written.Remarks,
        }
        .ButIf(rule.Severity == Severity.Notes, "DQX knows errors and warnings only: it warns.", "DQX kennt nur Fehler und Warnungen: Sie warnt.")
        .ButIf(rule.Kind.IsAboutRows && rule.Threshold != Threshold.WarnsAtOnce, "DQX has no limits: there, every row that breaks it counts.", "DQX kennt keine Grenzwerte: Dort zählt jede Zeile, die sie verletzt.");
    }

    private static JsonObject Item(Rule rule, JsonNode check, int index, int of, ExchangeSubject subject)
    {
        var item = new JsonObject
        {
            ["name"] = of == 1 ? rule.Name : $"{rule.Name}_{index + 1}",
            ["criticality"] = rule.Severity == Severity.Stops ? "error" : "warn",
        };
        if (rule.Filter is { } filter)
            item["filter"] = ConditionText.ToSql(filter, subject);
        item["check"] = check;
        var words = new JsonObject();
        if (rule.Owner is not null)
            words["owner"] = rule.Owner;
        if (rule.Description is not null)
            words["description"] = rule.Description;
        if (rule.DimensionAsSaid is { } dimension)
            words["dimension"] = Dimensions.Write(dimension);
        if (words.Count > 0)
            item["user_metadata"] = words;
        return item;
    }

    public override JsonNode Keep(JsonNode native, string kept)
    {
        var item = native.AsObject();
        if (item["user_metadata"] is not JsonObject words)
            item["user_metadata"] = words = [];
        words[KeptRule.Member] = kept;
        return item;
    }

    public override string Document(ImmutableArray<WrittenRule> rules, ExchangeSubject subject) =>
        YamlText.Write(new JsonArray([.. rules.SelectMany(rule => rule.Natives)]));
}
