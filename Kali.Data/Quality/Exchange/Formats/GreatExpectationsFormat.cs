using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>An expectation suite: <c>{name, expectations: [{type, kwargs, severity, meta}], meta}</c>; 0.x wrote <c>expectation_type</c>.</summary>
internal sealed partial class GreatExpectationsFormat : RuleFormat
{
    public override ExchangeFormat Format => ExchangeFormat.GreatExpectations;

    public override string Code => "gx";

    public override string Label => "Great Expectations";

    public override string Ending => ".json";

    public override IEnumerable<FileEntry> Entries(string text, ExchangeSubject subject)
    {
        var suite = FormatGuess.Read(text) as JsonObject ?? throw ExchangeFault.Because("it is no suite.", "sie ist keine Suite.");
        var expectations = suite["expectations"] as JsonArray ?? throw ExchangeFault.Because("it has no expectations.", "sie enthält keine Erwartungen.");
        for (var i = 0; i < expectations.Count; i++)
        {
            var native = expectations[i]?.DeepClone() ?? new JsonObject();
            string? kept = null;
            if (native is JsonObject item && item["meta"] is JsonObject bag && bag[KeptRule.Member] is JsonValue value)
            {
                kept = NodeText.Of(value);
                bag.Remove(KeptRule.Member);
            }
            yield return new FileEntry($"{i + 1}", native, Kept: kept) { Title = Title(native) };
        }
    }

    private static string? Title(JsonNode native) => native is not JsonObject item || (item["type"] ?? item["expectation_type"]) is not JsonValue type ? null
        : item["kwargs"] is JsonObject kwargs && (kwargs["column"] ?? kwargs["column_list"]) is { } column ? $"{NodeText.Of(type)} ({NodeText.Of(column)})"
        : NodeText.Of(type);

    public override IEnumerable<FoundRule> Read(FileEntry entry, ExchangeSubject subject)
    {
        var item = Given.Of(entry.Native, subject).Ignoring("id", "rendered_content", "expectation_context", "ge_cloud_id");
        var type = item.Text("type") ?? item.Need("expectation_type");
        var kwargs = item.Inner("kwargs") ?? new Given([], subject);
        kwargs.Ignoring("result_format", "include_config", "catch_exceptions", "batch_id", "auto", "profiler_config");
        var words = item.Inner("meta");
        var severity = (item.Text("severity") ?? kwargs.Text("severity")) switch
        {
            null or "critical" => Severity.Stops,
            "warning" => Severity.Warns,
            "info" => Severity.Notes,
            var other => throw ExchangeFault.Because($"“{other}” is no severity.", $"„{other}“ ist kein Schweregrad."),
        };
        var found = new GreatExpectationsReading(kwargs, subject).Read(type).ToList();
        var mostly = kwargs.Number("mostly");
        if (mostly is < 0 or > 1)
            throw ExchangeFault.Because("“mostly” lies between 0 and 1.", "„mostly“ liegt zwischen 0 und 1.");
        var remarks = new List<Remark>();
        if (kwargs.Has("row_condition"))
            remarks.AddRange(Ungoverned(kwargs.Text("condition_parser")));
        var filter = Condition(kwargs, subject);
        remarks.AddRange([.. kwargs.Left, .. item.Ignoring("description", "notes", "meta").Left]);
        foreach (var rule in found)
        {
            var limited = mostly is { } share and < 1
                ? rule.Kind.IsAboutRows
                    ? rule with { Threshold = new Threshold(Limit.OfPercent(Math.Round((1 - share) * 100, 9))) }
                    : rule.But("A share that may break it has no meaning for the table as a whole.", "Ein Anteil, der sie verletzen darf, hat für die ganze Tabelle keinen Sinn.")
                : rule;
            yield return (limited with
            {
                Name = words?.Text("name"),
                Severity = severity,
                Filter = filter,
                Owner = words?.Text("owner"),
                Dimension = Dimensions.Read(words?.Text("dimension")),
                Description = item.Text("description") ?? Notes(item),
            }).But(remarks);
        }
    }

    private static string? Notes(Given item) => item.Node("notes") is JsonArray ? string.Join('\n', item.Texts("notes")) : item.Text("notes");

    private static IEnumerable<Remark> Ungoverned(string? parser) => parser is "pandas"
        ? [new Remark("Its row condition was written for pandas.", "Ihre Zeilenbedingung war für pandas geschrieben.")]
        : [];

    /// <summary>GX writes conditions as SQL, or in a small language of its own: <c>col("a") &gt; 5</c>.</summary>
    private static string? Condition(Given kwargs, ExchangeSubject subject)
    {
        if (kwargs.Text("row_condition") is not { Length: > 0 } text)
            return null;
        var sql = OwnColumn().Replace(text, column => ConditionOf.Name(subject.Column(column.Groups[1].Value)));
        sql = sql.Replace(".notNull()", " is not null", StringComparison.Ordinal).Replace(".isNull()", " is null", StringComparison.Ordinal);
        return subject.Condition(kwargs.Text("condition_parser") is "great_expectations" or "great_expectations__experimental__" or "pandas" ? DoubleQuoted().Replace(sql, "'$1'") : sql);
    }

    public override WrittenRule Write(Rule rule, ExchangeSubject subject)
    {
        if (!rule.GroupBy.IsEmpty)
            throw ExchangeFault.Because("Great Expectations does not judge by groups.", "Great Expectations beurteilt nicht nach Gruppen.");
        var written = GreatExpectationsWriting.Write(rule.Kind, subject);
        var item = written.Natives[0].AsObject();
        var kwargs = item["kwargs"]!.AsObject();
        var warn = rule.Threshold.WarnAbove;
        var isShare = rule.Kind.IsAboutRows && warn is { Rows: null, Percent: > 0 } && HasMostly(item);
        if (isShare)
            kwargs["mostly"] = NodeText.Number(Math.Round(1 - warn!.Percent!.Value / 100, 11));
        if (rule.Filter is { } filter)
        {
            kwargs["row_condition"] = ConditionText.ToSql(filter, subject);
            kwargs["condition_parser"] = "spark";
        }
        item["severity"] = rule.Severity switch
        {
            Severity.Stops => "critical",
            Severity.Warns => "warning",
            _ => "info",
        };
        if (rule.Description is { } description)
            item["description"] = description;
        var words = new JsonObject { ["name"] = rule.Name };
        if (rule.Owner is { } owner)
            words["owner"] = owner;
        if (rule.DimensionAsSaid is { } dimension)
            words["dimension"] = Dimensions.Write(dimension);
        item["meta"] = words;
        return written
            .ButIf(rule.Kind.IsAboutRows && rule.Threshold.FailAbove is not null && rule.Threshold.FailAbove != warn, "A second limit, above which the upload stops, has no place there.", "Ein zweiter Grenzwert, über dem der Upload anhält, hat dort keinen Platz.")
            .ButIf(rule.Kind.IsAboutRows && !isShare && warn != Limit.None, "Great Expectations takes limits as shares of rows: there, one row that breaks it is too many.", "Great Expectations kennt Grenzwerte nur als Anteil: Dort ist eine verletzende Zeile schon zu viel.");
    }

    private static bool HasMostly(JsonObject item) => NodeText.Of(item["type"]!).StartsWith("expect_column_values_", StringComparison.Ordinal)
        || NodeText.Of(item["type"]!).StartsWith("expect_column_pair_values_", StringComparison.Ordinal)
        || NodeText.Of(item["type"]!) is "expect_compound_columns_to_be_unique" or "expect_column_value_lengths_to_be_between" or "expect_column_value_lengths_to_equal";

    public override JsonNode Keep(JsonNode native, string kept)
    {
        native.AsObject()["meta"]!.AsObject()[KeptRule.Member] = kept;
        return native;
    }

    public override string Document(ImmutableArray<WrittenRule> rules, ExchangeSubject subject) => JsonText.Write(new JsonObject
    {
        ["name"] = subject.Dataset.Name,
        ["expectations"] = new JsonArray([.. rules.SelectMany(rule => rule.Natives)]),
        ["meta"] = new JsonObject { ["great_expectations_version"] = "1.0.0" },
    });

    [GeneratedRegex("col\\([\"']([^\"']+)[\"']\\)", RegexOptions.NonBacktracking)]
    private static partial Regex OwnColumn();

    [GeneratedRegex("\"([^\"']*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex DoubleQuoted();
}
