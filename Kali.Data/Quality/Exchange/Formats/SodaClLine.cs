using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>One check of SodaCL as one of Soda 4, and back.</summary>
internal static partial class SodaClLine
{
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["missing values"] = "missing_values",
        ["valid values"] = "valid_values",
        ["invalid values"] = "invalid_values",
        ["valid min"] = "valid_min",
        ["valid max"] = "valid_max",
        ["valid length"] = "valid_length",
        ["valid min length"] = "valid_min_length",
        ["valid max length"] = "valid_max_length",
        ["valid format"] = "valid_named_format",
        ["name"] = "name",
        ["filter"] = "filter",
        ["attributes"] = "attributes",
    };

    private static readonly Dictionary<string, string> Expressions = new(StringComparer.Ordinal)
    {
        ["missing regex"] = "missing_format",
        ["valid regex"] = "valid_format",
        ["invalid regex"] = "invalid_format",
    };

    public static (string? Column, JsonObject Native) Read(string line, JsonNode? settings)
    {
        var text = line.Trim();
        var given = settings as JsonObject ?? [];
        if (text == "schema")
            return (null, SodaClSchema.Read(given));
        if (text == "failed rows")
            return (null, FailedRows(given));
        if (Reference().Match(text) is { Success: true } reference)
        {
            return (Bare(reference.Groups[1].Value), new JsonObject
            {
                ["invalid"] = With(given, new JsonObject { ["valid_reference_data"] = new JsonObject { ["dataset"] = Bare(reference.Groups[2].Value).Replace('.', '/'), ["column"] = Bare(reference.Groups[3].Value) } }, null, isPercent: false, isCount: true),
            });
        }
        if (SameRows().Match(text) is { Success: true } same)
            return (null, new JsonObject { ["row_count_same_as"] = With(given, new JsonObject { ["table"] = Bare(same.Groups[1].Value) }, null, isPercent: false) });
        var metric = Metric().Match(text);
        if (!metric.Success)
            throw ExchangeFault.Because("Kali does not read this line.", "Diese Zeile liest Kali nicht.");
        var (name, inside, condition) = (metric.Groups[1].Value, metric.Groups[2].Success ? metric.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [], metric.Groups[3].Value.Trim());
        return Of(name, [.. inside.Select(Bare)], condition, given);
    }

    private static (string?, JsonObject) Of(string name, string[] columns, string condition, JsonObject given)
    {
        var must = condition.Length > 0 ? SodaClCondition.Must(condition) : null;
        var isPercent = name.EndsWith("_percent", StringComparison.Ordinal);
        switch (name)
        {
            case "row_count":
                return (null, new JsonObject { ["row_count"] = With(given, [], must, isPercent: false) });
            case "missing_count" or "missing_percent" or "invalid_count" or "invalid_percent" when columns is [var column]:
                return (column, new JsonObject { [name.Split('_')[0]] = With(given, [], must, isPercent, isCount: true) });
            case "duplicate_count" or "duplicate_percent" when columns is [var only]:
                return (only, new JsonObject { ["duplicate"] = With(given, [], must, isPercent, isCount: true) });
            case "duplicate_count" or "duplicate_percent" when columns.Length > 1:
                return (null, new JsonObject { ["duplicate"] = With(given, new JsonObject { ["columns"] = NodeText.List(columns) }, must, isPercent, isCount: true) });
            case "freshness" when columns is [var column]:
                return (null, new JsonObject { ["freshness"] = With(given, new JsonObject { ["column"] = column }, must, isPercent: false, unit: "hour") });
            case "percentile" when columns is [var column, var share]:
                return (column, new JsonObject { ["aggregate"] = With(given, new JsonObject { ["function"] = name, ["percentile"] = share }, must, isPercent: false) });
            case "distinct_count" when columns is [var column]:
                return (column, new JsonObject { ["aggregate"] = With(given, new JsonObject { ["function"] = name }, must, isPercent: false) });
            default:
                return columns is [var measured] && FigureNames.Soda.Knows(name)
                    ? (measured, new JsonObject { ["aggregate"] = With(given, new JsonObject { ["function"] = name }, must, isPercent: false) })
                    : throw ExchangeFault.Because($"Kali has no rule for “{ExchangeSubject.Short(name)}”.", $"Kali hat keine Regel für „{ExchangeSubject.Short(name)}“.");
        }
    }

    private static JsonObject With(JsonObject given, JsonObject check, SodaSpan? must, bool isPercent, string? unit = null, bool isCount = false)
    {
        SodaSpan? warn = null;
        var fail = must;
        foreach (var (name, value) in given)
        {
            if (name is "warn" or "fail" && value is JsonValue when && NodeText.Of(when) is var alert)
            {
                var span = SodaClCondition.When(alert);
                (warn, fail) = name == "warn" ? (span, fail) : (warn, span);
            }
            else if (Settings.TryGetValue(name, out var known))
                check[known] = value?.DeepClone();
            else if (Expressions.TryGetValue(name, out var regex))
                check[regex] = new JsonObject { ["name"] = name, ["regex"] = value?.DeepClone() };
            else
                check[name] = value?.DeepClone();
        }
        if (isCount)
            (warn, fail) = (Counted(warn), Counted(fail));
        if (warn is not null || fail is not null)
            check["threshold"] = new SodaLevels(warn, fail, isPercent, unit).Write();
        return check;
    }

    /// <summary>There are no fewer than none.</summary>
    private static SodaSpan? Counted(SodaSpan? span) => span is { Min: null, Max: 0, IsMaxOutside: false, IsNot: false } ? SodaSpan.Zero : span;

    private static JsonObject FailedRows(JsonObject given)
    {
        var rest = given.DeepClone().AsObject();
        if (rest.ContainsKey("fail sql_file"))
            throw ExchangeFault.Because("Its query stands in a file of its own: write it into this one.", "Ihre Abfrage steht in einer eigenen Datei: Schreiben Sie sie in diese.");
        var (name, said) = rest["fail query"] is JsonValue query ? ("query", query)
            : rest["fail condition"] is JsonValue condition ? ("expression", condition)
            : throw ExchangeFault.Because("It has no condition.", "Sie hat keine Bedingung.");
        rest.Remove("fail query");
        rest.Remove("fail condition");
        rest.Remove("samples limit");
        return new JsonObject { ["failed_rows"] = With(rest, new JsonObject { [name] = NodeText.Of(said) }, null, isPercent: false, isCount: true) };
    }

    private static string Bare(string name) => name.Trim().Trim('"', '`');

    public static JsonNode Write(string? column, JsonObject native)
    {
        var (type, node) = native.First();
        var check = node!.DeepClone().AsObject();
        var settings = new JsonObject();
        var levels = SodaLevels.Read(check["threshold"] is JsonObject threshold ? new Given(threshold, null!) : null);
        check.Remove("threshold");
        var line = type switch
        {
            "schema" => "schema",
            "failed_rows" => "failed rows",
            "row_count_same_as" => $"row_count same as {Taken(check, "table")}",
            "row_count" => "row_count",
            "freshness" => $"freshness({Taken(check, "column")})",
            "aggregate" => Taken(check, "function") is var function && check["percentile"] is not null ? $"{function}({column}, {Taken(check, "percentile")})" : $"{function}({column})",
            "invalid" when check["valid_reference_data"] is JsonObject reference => $"values in ({column}) must exist in {NodeText.Of(reference["dataset"]!).Replace('/', '.')} ({NodeText.Of(reference["column"]!)})",
            "duplicate" when check["columns"] is JsonArray columns => $"duplicate_{(levels.IsPercent ? "percent" : "count")}({string.Join(", ", columns.Select(one => NodeText.Of(one!)))})",
            _ => $"{type}_{(levels.IsPercent ? "percent" : "count")}({column})",
        };
        if (type == "schema")
            return new JsonObject { ["schema"] = SodaClSchema.Write(check) };
        var isAlone = levels is { Warn: null, Fail: not null } && type is not "failed_rows" && check["valid_reference_data"] is null;
        if (isAlone)
            line = $"{line} {SodaClCondition.Must(levels.Fail!, levels.IsPercent, type == "freshness" ? levels.Unit : null)}";
        check.Remove("columns");
        check.Remove("valid_reference_data");
        foreach (var (name, value) in check)
        {
            var own = Settings.FirstOrDefault(known => known.Value == name).Key ?? Expressions.FirstOrDefault(known => known.Value == name).Key;
            if (type == "failed_rows" && name is "expression" or "query")
                settings[name == "query" ? "fail query" : "fail condition"] = value?.DeepClone();
            else
                settings[own ?? name] = own is not null && Expressions.ContainsKey(own) ? value?["regex"]?.DeepClone() : value?.DeepClone();
        }
        if (!isAlone && levels.Warn is { } warn)
            settings["warn"] = $"when {SodaClCondition.When(warn, levels.IsPercent, type == "freshness" ? levels.Unit : null)}";
        if (!isAlone && levels.Fail is { } fail)
            settings["fail"] = $"when {SodaClCondition.When(fail, levels.IsPercent, type == "freshness" ? levels.Unit : null)}";
        return settings.Count == 0 ? JsonValue.Create(line) : new JsonObject { [line] = settings };
    }

    private static string Taken(JsonObject check, string name)
    {
        var text = NodeText.Of(check[name]!);
        check.Remove(name);
        return text;
    }

    [GeneratedRegex("""^values in \(([^)]+)\) must exist in ([^ (]+) ?\(([^)]+)\)$""", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex("^row_count same as ([^ ]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex SameRows();

    [GeneratedRegex(@"^([a-z_]+)(?: ?\(([^)]*)\))?(.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Metric();
}
