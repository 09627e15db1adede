using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>
/// A contract of the Open Data Contract Standard 3.1: the quality of a table and of its properties. What its library cannot say is written as
/// <c>{type: custom, engine: kali}</c>, which other systems pass over.
/// </summary>
internal sealed class OdcsFormat : RuleFormat
{
    private static readonly string[] TableNames = ["name", "physicalName"];

    private const string Engine = "kali";

    public override ExchangeFormat Format => ExchangeFormat.Odcs;

    public override string Code => "odcs";

    public override string Label => "ODCS 3.1";

    public override string Ending => ".odcs.yaml";

    public override IEnumerable<FileEntry> Entries(string text, ExchangeSubject subject)
    {
        var contract = FormatGuess.Read(text) as JsonObject ?? throw ExchangeFault.Because("it is no contract.", "sie ist kein Vertrag.");
        var tables = (contract["schema"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var table = tables.Find(one => TableNames.Any(name => one[name] is JsonValue value && NodeText.Of(value).Equals(subject.Dataset.Name, StringComparison.OrdinalIgnoreCase)))
            ?? (tables.Count == 1 ? tables[0] : throw ExchangeFault.Because($"it describes {tables.Count} tables, none of them {subject.Dataset.Name}.", $"sie beschreibt {tables.Count} Tabellen, keine davon {subject.Dataset.Name}."));
        foreach (var entry in Qualities(table["quality"], null, Name(table)))
            yield return entry;
        foreach (var property in (table["properties"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var column = Name(property);
            foreach (var entry in Declared(property, column).Concat(Qualities(property["quality"], column, column)))
                yield return entry;
        }
        foreach (var agreed in (contract["slaProperties"] as JsonArray ?? []).OfType<JsonObject>().Where(agreed => agreed["property"] is JsonValue property && NodeText.Of(property) is "latency" or "freshness"))
            yield return new FileEntry("slaProperties", new JsonObject { ["sla"] = agreed.DeepClone() });
    }

    private static string Name(JsonObject named) => named["name"] is JsonValue name ? NodeText.Of(name) : "";

    /// <summary>What a property says of itself beside its quality.</summary>
    private static IEnumerable<FileEntry> Declared(JsonObject property, string column)
    {
        foreach (var name in new[] { "required", "unique", "primaryKey" })
        {
            if (property[name] is JsonValue said && said.TryGetValue<bool>(out var truth) && truth)
                yield return new FileEntry(column, new JsonObject { [name] = true }, column) { Title = $"{column}: {name}" };
        }
        if (property["logicalTypeOptions"] is JsonObject { Count: > 0 } options)
            yield return new FileEntry(column, new JsonObject { ["logicalTypeOptions"] = options.DeepClone() }, column) { Title = $"{column}: {string.Join(", ", options.Select(option => option.Key))}" };
    }

    private static IEnumerable<FileEntry> Qualities(JsonNode? qualities, string? column, string place)
    {
        var number = 0;
        foreach (var item in qualities as JsonArray ?? [])
        {
            number++;
            var native = item?.DeepClone() ?? new JsonObject();
            yield return new FileEntry($"{place} {number}", native, column, native is JsonObject quality ? TakeKept(quality) : null) { Title = Title(native, column) };
        }
    }

    private static string? Title(JsonNode native, string? column) => native is not JsonObject quality ? null
        : (quality["name"] ?? quality["description"] ?? quality["metric"] ?? quality["rule"] ?? quality["type"]) is not JsonValue said ? null
        : column is null ? NodeText.Of(said) : $"{column}: {NodeText.Of(said)}";

    private static string? TakeKept(JsonObject quality)
    {
        if (quality["customProperties"] is not JsonArray properties)
            return null;
        foreach (var property in properties.OfType<JsonObject>().ToList())
        {
            if (property["property"] is JsonValue name && NodeText.Of(name) == KeptRule.Member && property["value"] is JsonValue kept)
            {
                properties.Remove(property);
                if (properties.Count == 0)
                    quality.Remove("customProperties");
                return NodeText.Of(kept);
            }
        }
        return null;
    }

    public override IEnumerable<FoundRule> Read(FileEntry entry, ExchangeSubject subject) => new OdcsReading(entry.Column, subject).Read(Given.Of(entry.Native, subject)).ToList();

    public override WrittenRule Write(Rule rule, ExchangeSubject subject)
    {
        var plain = rule is { Filter: null, GroupBy.IsEmpty: true } ? OdcsWriting.Write(rule) : null;
        var written = plain ?? new WrittenRule(new JsonObject { ["type"] = "custom", ["engine"] = Engine, ["implementation"] = KeptRule.Of(rule) })
        {
            Column = rule.Columns is [var only] ? only : null,
            Remarks = [new Remark("ODCS has no words for it: it stands there as an entry that only Kali reads.", "ODCS hat dafür keine Worte: Sie steht dort als Eintrag, den nur Kali liest.")],
        };
        var quality = written.Natives[0].AsObject();
        quality.Insert(0, "name", rule.Name);
        if (rule.Description is { } description)
            quality["description"] = description;
        if (rule.DimensionAsSaid is { } dimension)
            quality["dimension"] = Dimensions.Write(dimension);
        quality["severity"] = rule.Severity switch
        {
            Severity.Stops => "error",
            Severity.Warns => "warning",
            _ => "info",
        };
        if (rule.Owner is { } owner)
            quality["customProperties"] = new JsonArray(new JsonObject { ["property"] = "owner", ["value"] = owner });
        return written.ButIf(
            plain is not null && rule.Kind.IsAboutRows && rule.Threshold.FailAbove is not null && rule.Threshold.FailAbove != rule.Threshold.WarnAbove,
            "A second limit, above which the upload stops, has no place there.", "Ein zweiter Grenzwert, über dem der Upload anhält, hat dort keinen Platz.");
    }

    public override JsonNode Keep(JsonNode native, string kept)
    {
        var quality = native.AsObject();
        if (quality["engine"] is not null)
            return quality;
        if (quality["customProperties"] is not JsonArray properties)
            quality["customProperties"] = properties = [];
        properties.Add(new JsonObject { ["property"] = KeptRule.Member, ["value"] = kept });
        return quality;
    }

    public override string Document(ImmutableArray<WrittenRule> rules, ExchangeSubject subject)
    {
        var properties = new JsonArray();
        foreach (var column in subject.Own)
        {
            var property = new JsonObject { ["name"] = column.Name };
            if (column.Label is { } label && label != column.Name)
                property["businessName"] = label;
            property["logicalType"] = OdcsWriting.LogicalType(column.Type);
            property["physicalType"] = TypeNames.Spark(column.Type.Name);
            var own = rules.Where(rule => rule.Column == column.Name).SelectMany(rule => rule.Natives).ToList();
            if (own.Count > 0)
                property["quality"] = new JsonArray([.. own]);
            properties.Add(property);
        }
        var table = new JsonObject { ["name"] = subject.Dataset.Name, ["physicalName"] = subject.Dataset.Gold.ToString(), ["physicalType"] = "table" };
        var whole = rules.Where(rule => rule.Column is null).SelectMany(rule => rule.Natives).ToList();
        if (whole.Count > 0)
            table["quality"] = new JsonArray([.. whole]);
        table["properties"] = properties;
        return YamlText.Write(new JsonObject
        {
            ["apiVersion"] = "v3.1.0",
            ["kind"] = "DataContract",
            ["id"] = $"urn:kali:{subject.Dataset.Catalog}:{subject.Dataset.Name}",
            ["version"] = "1.0.0",
            ["status"] = "active",
            ["name"] = subject.Dataset.Name,
            ["schema"] = new JsonArray(table),
        });
    }
}
