using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>A contract of Soda 4 (soda_data_contract_json_schema_1_0_0.json): checks of the dataset and of its columns.</summary>
internal sealed class SodaContractFormat : RuleFormat
{
    public override ExchangeFormat Format => ExchangeFormat.SodaContract;

    public override string Code => "soda";

    public override string Label => "Soda 4";

    public override string Ending => ".yml";

    public override IEnumerable<FileEntry> Entries(string text, ExchangeSubject subject)
    {
        var contract = FormatGuess.Read(text) as JsonObject ?? throw ExchangeFault.Because("it is no contract.", "sie ist kein Vertrag.");
        var filter = contract["filter"] is JsonValue all ? NodeText.Of(all) : null;
        var columns = contract["columns"] as JsonArray ?? [];
        foreach (var entry in Checks(contract["checks"], null, "checks", filter, columns))
            yield return entry;
        foreach (var column in columns.OfType<JsonObject>())
        {
            var name = column["name"] is JsonValue value ? NodeText.Of(value) : "";
            foreach (var entry in Checks(column["checks"], name, name, filter, columns))
                yield return entry;
        }
    }

    private static IEnumerable<FileEntry> Checks(JsonNode? checks, string? column, string place, string? filter, JsonArray columns)
    {
        var number = 0;
        foreach (var item in checks as JsonArray ?? [])
        {
            number++;
            if (item is not JsonObject { Count: > 0 } check)
            {
                yield return new FileEntry($"{place} {number}", item?.DeepClone() ?? new JsonObject(), column);
                continue;
            }
            var native = check.DeepClone().AsObject();
            if (native.First() is { Value: null, Key: var type })
                native[type] = new JsonObject();
            var kept = SodaWriting.TakeKept(native);
            if (native.First().Value is JsonObject inner)
            {
                if (filter is not null && inner["filter"] is null && native.First().Key != "schema")
                    inner["filter"] = filter;
                if (native.First().Key == "schema" && inner["columns"] is null)
                    inner["columns"] = new JsonArray([.. columns.Select(Declared)]);
            }
            yield return new FileEntry($"{place} {number}", native, column, kept) { Title = native.First().Value is JsonObject named && named["name"] is JsonValue name ? NodeText.Of(name) : column is null ? native.First().Key : $"{native.First().Key} ({column})" };
        }
    }

    private static JsonNode? Declared(JsonNode? column)
    {
        if (column is not JsonObject members)
            return column?.DeepClone();
        var declared = new JsonObject();
        foreach (var name in new[] { "name", "data_type" })
        {
            if (members[name] is { } value)
                declared[name] = value.DeepClone();
        }
        return declared;
    }

    public override IEnumerable<FoundRule> Read(FileEntry entry, ExchangeSubject subject)
    {
        var (type, check) = Given.Map(entry.Native).FirstOrDefault();
        return new SodaReading(entry.Column, subject).Read(type ?? "", Given.Of(check, subject)).ToList();
    }

    public override WrittenRule Write(Rule rule, ExchangeSubject subject) => SodaWriting.Write(rule, subject, hasNamedFormats: false);

    public override JsonNode Keep(JsonNode native, string kept) => SodaWriting.Keep(native, kept);

    public override string Document(ImmutableArray<WrittenRule> rules, ExchangeSubject subject)
    {
        var columns = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var checks = new JsonArray();
        var schema = rules.Select(rule => rule.Natives[0]["schema"]?["columns"] as JsonArray).FirstOrDefault(listed => listed is not null);
        foreach (var declared in schema ?? [])
            columns[NodeText.Of(declared!["name"]!)] = declared.DeepClone().AsObject();
        foreach (var rule in rules)
        {
            var native = rule.Natives[0].DeepClone().AsObject();
            // One schema check speaks of the columns below; further ones bring their own.
            if (native["schema"] is JsonObject check && ReferenceEquals(rule.Natives[0]["schema"]!["columns"], schema))
                check.Remove("columns");
            if (rule.Column is not { } name)
                checks.Add(native);
            else
            {
                if (!columns.TryGetValue(name, out var column))
                    columns[name] = column = new JsonObject { ["name"] = name };
                if (column["checks"] is not JsonArray own)
                    column["checks"] = own = [];
                own.Add(native);
            }
        }
        var contract = new JsonObject { ["dataset"] = subject.Dataset.Gold.ToString().Replace('.', '/') };
        if (checks.Count > 0)
            contract["checks"] = checks;
        contract["columns"] = new JsonArray([.. columns.Values.Select(JsonNode? (column) => column)]);
        return YamlText.Write(contract);
    }
}
