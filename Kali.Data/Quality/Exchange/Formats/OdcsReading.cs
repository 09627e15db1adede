using System.Globalization;

namespace Kali.Data.Quality.Exchange;

/// <summary>What the quality section of a contract demands, and what its properties say of themselves.</summary>
internal sealed class OdcsReading(string? column, ExchangeSubject subject)
{
    public IEnumerable<FoundRule> Read(Given quality)
    {
        if (quality.Has("required"))
            return [new(new NotNull(Column))];
        if (quality.Has("unique"))
            return [new(new Unique([Column]))];
        if (quality.Has("primaryKey"))
            return [new(new NotNull(Column)), new(new Unique([Column]))];
        if (quality.Inner("logicalTypeOptions") is { } options)
            return Options(options);
        if (quality.Inner("sla") is { } agreed)
            return [Agreed(agreed)];
        return [Quality(quality)];
    }

    private string Column => subject.Column(column ?? throw ExchangeFault.Because("It stands under no property.", "Sie steht unter keiner Eigenschaft."));

    private FoundRule Quality(Given quality)
    {
        var severity = quality.Text("severity")?.ToLowerInvariant() switch
        {
            "warning" or "warn" or "minor" => Severity.Warns,
            "info" or "information" or "notice" => Severity.Notes,
            _ => Severity.Stops,
        };
        var (name, dimension) = (quality.Text("name"), Dimensions.Read(quality.Text("dimension")));
        var description = quality.Text("description") ?? quality.Text("businessImpact");
        var owner = quality.Items("customProperties").Select(item => Given.Of(item, subject)).FirstOrDefault(property => property.Text("property") == "owner")?.Text("value");
        quality.Ignoring("id", "tags", "authoritativeDefinitions", "scheduler", "schedule", "method", "businessImpact");
        var found = (quality.Text("type") ?? "library") switch
        {
            "library" => Metric(quality) with { Severity = severity },
            "text" => throw ExchangeFault.Because("It is a text for people, not something that can be tested.", "Sie ist ein Text für Menschen, nichts, was sich prüfen lässt."),
            "sql" => Query(quality) with { Severity = severity },
            "custom" => Custom(quality),
            var other => throw ExchangeFault.Because($"“{other}” is no type of quality.", $"„{other}“ ist keine Art von Qualität."),
        };
        return (found with { Name = name ?? found.Name, Dimension = dimension, Description = description, Owner = owner }).But(quality.Left);
    }

    private FoundRule Query(Given quality) => QueryOf.Value(
        quality.Need("query"), Span(quality) ?? throw ExchangeFault.Because("It does not say what must be.", "Sie sagt nicht, was sein muss."), subject,
        "${table}", "${object}", "${model}", "{table}", "{object}", "{model}");

    private static FoundRule Custom(Given quality) => quality.Text("engine") == "kali" && quality.Text("implementation") is { } kept
        ? KeptRule.Read(kept) ?? throw ExchangeFault.Because("What Kali had kept there cannot be read any more.", "Was Kali dort aufbewahrt hatte, lässt sich nicht mehr lesen.")
        : throw ExchangeFault.Because($"It is written for {quality.Text("engine") ?? "another system"}: import that system's own file.", $"Sie ist für {quality.Text("engine") ?? "ein anderes System"} geschrieben: Importieren Sie dessen eigene Datei.");

    private FoundRule Metric(Given quality)
    {
        var metric = quality.Text("metric") ?? quality.Need("rule");
        var arguments = quality.Inner("arguments") ?? new Given([], subject);
        var span = Span(quality) ?? throw ExchangeFault.Because("It does not say what must be.", "Sie sagt nicht, was sein muss.");
        var isPercent = quality.Text("unit") is "percent" or "%";
        var found = metric switch
        {
            "nullValues" when isPercent && span.Max is > 0 => Ratio(span),
            "nullValues" => Limited(new NotNull(Column), span, isPercent),
            "missingValues" => Missing(arguments, span, isPercent),
            "invalidValues" => Limited(Validity(arguments), span, isPercent),
            "duplicateValues" or "duplicateCount" => Limited(new Unique(arguments.Has("properties") ? arguments.Columns("properties") : [Column]), span, isPercent),
            "rowCount" => Rows(span),
            _ => throw ExchangeFault.Because($"Kali has no rule for “{ExchangeSubject.Short(metric)}”.", $"Kali hat keine Regel für „{ExchangeSubject.Short(metric)}“."),
        };
        return found.But(arguments.Left);
    }

    private FoundRule Missing(Given arguments, SodaSpan span, bool isPercent)
    {
        var spellings = arguments.Items("missingValues").Where(item => item is not null).Select(item => NodeText.Of(item!).Trim()).Where(text => text.Length > 0);
        return Limited(new MissingValues(Column, [.. spellings]), span, isPercent).But(
            "Kali also takes empty text and text of spaces for missing, and compares without case.", "Kali hält auch leeren Text und Leerzeichen für fehlend und vergleicht ohne Groß- und Kleinschreibung.");
    }

    private RuleKind Validity(Given arguments)
    {
        if (arguments.Has("validValues") && arguments.Has("pattern"))
            throw ExchangeFault.Because("It names both values and a pattern: write a rule for each.", "Sie nennt Werte und ein Muster: Schreiben Sie je eine Regel.");
        return arguments.Has("validValues") ? new OneOf(Column, arguments.NeedTexts("validValues")) : Patterns.Read(Column, arguments.Need("pattern"));
    }

    private FoundRule Ratio(SodaSpan span)
    {
        var found = new FoundRule(new NullRatio(Column, span.Max ?? 100, span.Min ?? 0));
        return span.IsMaxOutside ? found.But("The bound itself is allowed in Kali.", "Die Grenze selbst ist in Kali erlaubt.") : found;
    }

    private static FoundRule Limited(RuleKind kind, SodaSpan span, bool isPercent)
    {
        var remarks = new List<Remark>();
        return (new FoundRule(kind) { Threshold = new Threshold(span.AsLimit(isPercent, remarks)) }).But(remarks);
    }

    private static FoundRule Rows(SodaSpan span) => span.IsNot
        ? new(new AggregateWithin(RuleFigure.Count, null, Text(span.Min), Text(span.Max), IsForbidden: true))
        : new(new RowCountWithin(span.WholeMin, span.WholeMax));

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The eight operators.</summary>
    private static SodaSpan? Span(Given quality)
    {
        if (quality.Number("mustBe") is { } be)
            return new SodaSpan(be, be);
        if (quality.Number("mustNotBe") is { } not)
            return new SodaSpan(not, not, IsNot: true);
        if (Pair("mustBeBetween") is { } between)
            return between;
        if (Pair("mustNotBeBetween") is { } outside)
            return outside with { IsNot = true };
        var (more, least, less, most) = (quality.Number("mustBeGreaterThan"), quality.Number("mustBeGreaterOrEqualTo"), quality.Number("mustBeLessThan"), quality.Number("mustBeLessOrEqualTo"));
        return (more ?? least ?? less ?? most) is null ? null : new SodaSpan(more ?? least, less ?? most, more is not null, less is not null);

        SodaSpan? Pair(string name) => !quality.Has(name) ? null
            : quality.Texts(name) is [var low, var high] && SodaSpan.Parsed(low) is { } min && SodaSpan.Parsed(high) is { } max ? new SodaSpan(min, max)
            : throw ExchangeFault.Because($"“{name}” takes two numbers.", $"„{name}“ nimmt zwei Zahlen.");
    }

    private IEnumerable<FoundRule> Options(Given options)
    {
        var found = new List<FoundRule>();
        if (options.Text("pattern") is { } pattern)
            found.Add(new(Patterns.Read(Column, pattern)));
        if (options.Has("minLength") || options.Has("maxLength"))
            found.Add(new(new LengthWithin(Column, options.Small("minLength"), options.Small("maxLength"))));
        var (more, less) = (Exclusive("exclusiveMinimum"), Exclusive("exclusiveMaximum"));
        var (min, max) = (options.Text("minimum"), options.Text("maximum"));
        if ((min ?? max ?? more ?? less) is not null)
            found.Add(new(new InRange(Column, more ?? min, less ?? max, more is not null || IsFlag("exclusiveMinimum"), less is not null || IsFlag("exclusiveMaximum"))));
        if (options.Text("format")?.ToLowerInvariant() is { } format && Formats.TryGetValue(format, out var known))
            found.Add(new(new HasFormat(Column, known)));
        options.Ignoring("timezone", "defaultTimezone", "uniqueItems", "format");
        if (found.Count == 0)
            throw ExchangeFault.Because("It describes the type and demands nothing.", "Sie beschreibt den Typ und verlangt nichts.");
        return found.Select((rule, i) => i == 0 ? rule.But(options.Left) : rule);

        // 3.0 had truth values here, later versions have the bound itself.
        string? Exclusive(string name) => options.Text(name) is { } text && !bool.TryParse(text, out _) ? text : null;

        bool IsFlag(string name) => options.Text(name) is { } text && bool.TryParse(text, out var truth) && truth;
    }

    private static readonly Dictionary<string, TextFormat> Formats = new(StringComparer.Ordinal)
    {
        ["email"] = TextFormat.Email,
        ["uuid"] = TextFormat.Uuid,
        ["uri"] = TextFormat.Url,
        ["url"] = TextFormat.Url,
        ["ipv4"] = TextFormat.Ipv4,
        ["ipv6"] = TextFormat.Ipv6,
    };

    private FoundRule Agreed(Given agreed)
    {
        var value = agreed.Number("value") ?? throw ExchangeFault.Because("It does not say how old.", "Sie sagt nicht, wie alt.");
        var age = agreed.Text("unit")?.ToLowerInvariant() switch
        {
            "d" or "day" or "days" => TimeSpan.FromDays(Math.Clamp(value, 0, 100_000)),
            "h" or "hr" or "hour" or "hours" => TimeSpan.FromHours(Math.Clamp(value, 0, 1_000_000)),
            "m" or "min" or "minute" or "minutes" => TimeSpan.FromMinutes(Math.Clamp(value, 0, 10_000_000)),
            var other => throw ExchangeFault.Because($"“{other}” is no unit of time here.", $"„{other}“ ist hier keine Zeiteinheit."),
        };
        agreed.Ignoring("property", "driver", "valueExt", "id", "description");
        return new FoundRule(new IsFresh(subject.Column(agreed.Need("element").Split('.')[^1]), age)).But(agreed.Left).But(
            "The agreed delay is taken for the age of the newest row.", "Die vereinbarte Verzögerung wird als Alter der neuesten Zeile genommen.");
    }
}
