using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality.Exchange;

/// <summary>What checks of Soda demand, in the form of Soda 4: <c>{missing: {threshold: …, missing_values: […]}}</c>. SodaCL is brought into it first.</summary>
internal sealed class SodaReading(string? column, ExchangeSubject subject)
{
    public IEnumerable<FoundRule> Read(string type, Given check)
    {
        var words = check.Inner("attributes");
        var name = check.Text("name");
        check.Ignoring("qualifier", "attributes");
        var filter = check.Condition("filter");
        var levels = SodaLevels.Read(check.Inner("threshold"));
        foreach (var found in Kinds(type, check, levels).ToList())
        {
            yield return (found with
            {
                Name = name,
                Filter = filter,
                Owner = words?.Text("owner"),
                Description = words?.Text("description"),
                Dimension = Dimensions.Read(words?.Text("dimension")),
            }).But(check.Left);
        }
    }

    private IEnumerable<FoundRule> Kinds(string type, Given check, SodaLevels levels) => type switch
    {
        "missing" => [Missing(check, levels)],
        "invalid" => Invalid(check).Select(levels.Limit).ToList(),
        "duplicate" => [levels.Limit(new FoundRule(new Unique(check.Has("columns") ? check.Columns("columns") : [Column])))],
        "row_count" => [Rows(levels)],
        "aggregate" => [Figure(check, levels)],
        "freshness" => [Fresh(check, levels)],
        "failed_rows" => [check.Has("query") ? Query(check, levels) : levels.Limit(FailedRows(check))],
        "schema" => [Schema(check, levels)],
        "row_count_same_as" => [new FoundRule(new RowCountMatches(check.Need("table"))) { Severity = levels is { Warn: not null, Fail: null } ? Severity.Warns : Severity.Stops }],
        "metric" => [Metric(check, levels)],
        _ => throw ExchangeFault.Because($"Kali has no rule for “{ExchangeSubject.Short(type)}”.", $"Kali hat keine Regel für „{ExchangeSubject.Short(type)}“."),
    };

    private string Column => subject.Column(column ?? throw ExchangeFault.Because("It stands under no column.", "Sie steht unter keiner Spalte."));

    private FoundRule Missing(Given check, SodaLevels levels)
    {
        var spellings = check.Node("missing_values") is System.Text.Json.Nodes.JsonArray listed ? [.. listed.Where(item => item is not null).Select(item => NodeText.Of(item!))] : check.Texts("missing_values");
        var pattern = check.Inner("missing_format")?.Ignoring("name").Need("regex");
        if (spellings.IsEmpty && pattern is null)
            return levels.IsPercent && (levels.Fail ?? levels.Warn) is { Max: > 0 } or { Min: > 0 } ? Ratio(levels) : levels.Limit(new FoundRule(new NotNull(Column)));
        var missing = new MissingValues(Column, [.. spellings.Select(text => text.Trim()).Where(text => text.Length > 0)], pattern is null ? null : Patterns.Read(Column, pattern, isAlwaysWhole: true).Pattern);
        return levels.Limit(new FoundRule(missing).But(
            "Kali also takes empty text and text of spaces for missing, and compares without case.", "Kali hält auch leeren Text und Leerzeichen für fehlend und vergleicht ohne Groß- und Kleinschreibung."));
    }

    private FoundRule Ratio(SodaLevels levels)
    {
        var (span, severity, remark) = levels.OneSpan();
        if (span.IsNot)
            throw ExchangeFault.Because("Kali takes a span that must be, not one that must not.", "Kali nimmt eine Spanne, die sein muss, nicht eine, die nicht sein darf.");
        var found = new FoundRule(new NullRatio(Column, span.Max ?? 100, span.Min ?? 0)) { Severity = severity };
        if (remark is not null)
            found = found.But(remark);
        return span.IsMaxOutside || span.IsMinOutside ? found.But("The bound itself is allowed in Kali.", "Die Grenze selbst ist in Kali erlaubt.") : found;
    }

    private IEnumerable<FoundRule> Invalid(Given check)
    {
        var kinds = ImmutableArray.CreateBuilder<RuleKind>();
        if (check.Has("valid_values"))
            kinds.Add(new OneOf(Column, check.NeedTexts("valid_values")));
        if (check.Has("invalid_values"))
            kinds.Add(new NotOneOf(Column, check.NeedTexts("invalid_values")));
        if (check.Text("valid_named_format") is { } name)
            kinds.Add(SodaNamedFormats.Kind(Column, name));
        if (check.Inner("valid_format") is { } valid)
            kinds.Add(Patterns.Read(Column, valid.Ignoring("name").Need("regex")));
        if (check.Inner("invalid_format") is { } invalid)
            kinds.Add(Patterns.Read(Column, invalid.Ignoring("name").Need("regex"), isForbidden: true));
        if (check.Has("valid_min") || check.Has("valid_max"))
            kinds.Add(new InRange(Column, check.Text("valid_min"), check.Text("valid_max")));
        if (check.Has("valid_length"))
            kinds.Add(new LengthWithin(Column, check.Small("valid_length"), check.Small("valid_length")));
        if (check.Has("valid_min_length") || check.Has("valid_max_length"))
            kinds.Add(new LengthWithin(Column, check.Small("valid_min_length"), check.Small("valid_max_length")));
        if (check.Inner("valid_reference_data") is { } reference)
            kinds.Add(Reference(reference));
        return kinds.Count > 0 ? kinds.Select(kind => new FoundRule(kind)) : throw ExchangeFault.Because("It does not say what is valid.", "Sie sagt nicht, was zulässig ist.");
    }

    private ExistsIn Reference(Given reference)
    {
        var place = reference.Need("dataset").Split('/', '.');
        if (place.Length < 3)
        {
            throw ExchangeFault.Because(
                $"The table “{ExchangeSubject.Short(string.Join('.', place))}” it refers to is not named by catalog, schema and table.", $"Die Tabelle „{ExchangeSubject.Short(string.Join('.', place))}“, auf die sie verweist, ist nicht mit Katalog, Schema und Tabelle benannt.");
        }
        return new ExistsIn(Column, string.Join('.', place[^3..]), reference.Need("column"));
    }

    private static FoundRule Rows(SodaLevels levels)
    {
        var (span, severity, remark) = (levels with { Fail = levels is { Warn: null, Fail: null } ? new SodaSpan(0, null, IsMinOutside: true) : levels.Fail }).OneSpan();
        RuleKind kind = span.IsNot
            ? new AggregateWithin(RuleFigure.Count, null, Text(span.Min), Text(span.Max), IsForbidden: true)
            : new RowCountWithin(span.WholeMin, span.WholeMax);
        var found = new FoundRule(kind) { Severity = severity };
        return remark is null ? found : found.But(remark);
    }

    private FoundRule Figure(Given check, SodaLevels levels)
    {
        var (span, severity, remark) = levels.OneSpan();
        var function = check.Need("function").ToLowerInvariant();
        var (column, share) = (Column, check.Number("percentile"));
        if (function is "count_distinct" or "distinct_count")
            return new FoundRule(new DistinctCount([column], span.WholeMin, span.WholeMax)) { Severity = severity };
        var figure = FigureNames.Soda.Read(function);
        if (span.IsNot && (span.IsMinOutside || span.IsMaxOutside))
            throw ExchangeFault.Because("Kali forbids a span with its bounds.", "Kali verbietet eine Spanne samt ihren Grenzen.");
        var found = new FoundRule(new AggregateWithin(figure, column, Text(span.Min), Text(span.Max), span.IsMinOutside, span.IsMaxOutside, share, span.IsNot)) { Severity = severity };
        return remark is null ? found : found.But(remark);
    }

    private static FoundRule Fresh(Given check, SodaLevels levels)
    {
        var (span, severity, remark) = levels.OneSpan();
        if (span is not { Max: { } most, IsNot: false } || most is < 0 or > 1e7)
            throw ExchangeFault.Because("It does not say how old at most.", "Sie sagt nicht, wie alt höchstens.");
        var age = levels.Unit switch
        {
            "minute" => TimeSpan.FromMinutes(most),
            "day" => TimeSpan.FromDays(Math.Min(most, 1e6)),
            _ => TimeSpan.FromHours(Math.Min(most, 1e6)),
        };
        check.Ignoring("now_variable");
        var found = new FoundRule(new IsFresh(check.Column(), age)) { Severity = severity };
        return remark is null ? found : found.But(remark);
    }

    /// <summary>A figure computed by SQL of its own.</summary>
    private FoundRule Metric(Given check, SodaLevels levels)
    {
        var (span, severity, remark) = levels.OneSpan();
        var found = QueryOf.Value(check.Need("query"), span, subject) with { Severity = severity };
        return remark is null ? found : found.But(remark);
    }

    /// <summary>Rows that fail, found by SQL of its own: without a threshold there may be none.</summary>
    private FoundRule Query(Given check, SodaLevels levels)
    {
        var (span, severity, remark) = (levels is { Warn: null, Fail: null } ? levels with { Fail = SodaSpan.Zero } : levels).OneSpan();
        var found = span == SodaSpan.Zero ? new FoundRule(QueryOf.FailingRows(check.Need("query"), subject)) : QueryOf.Counted(check.Need("query"), span, subject);
        found = found with { Severity = severity };
        return remark is null ? found : found.But(remark);
    }

    private FoundRule FailedRows(Given check)
    {
        var expression = check.Need("expression").Trim();
        // What Kali writes is turned back, so that “not (not …)” does not pile up.
        return expression.StartsWith("not (", StringComparison.Ordinal) && expression.EndsWith(')') && IsOneGroup(expression[4..])
            ? new(subject.Expression(expression[5..^1]))
            : new(subject.Not(expression));
    }

    private static bool IsOneGroup(string text)
    {
        var (depth, isText) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\'')
                isText = !isText;
            else if (!isText && text[at] == '(')
                depth++;
            else if (!isText && text[at] == ')' && --depth == 0)
                return at == text.Length - 1;
        }
        return false;
    }

    private FoundRule Schema(Given check, SodaLevels levels)
    {
        var columns = check.Items("columns").Select(item =>
        {
            var one = Given.Of(item, subject);
            return new ExpectedColumn(TypeNames.KnownOr(one.Need("name"), subject), one.Text("data_type") is { } type ? TypeNames.Read(type) : null);
        });
        var (extra, order) = (check.Truth("allow_extra_columns"), check.Truth("allow_other_column_order"));
        var found = new FoundRule(new HasSchema([.. columns], IsStrict: !extra && !order)) { Severity = levels.Warn is not null && levels.Fail is null ? Severity.Warns : Severity.Stops };
        return extra == order ? found : found.But("Further columns and another order are either both allowed in Kali, or neither.", "Weitere Spalten und eine andere Reihenfolge sind in Kali beide erlaubt oder keines von beiden.");
    }

    private static string? Text(double? number) => number?.ToString("0.###############", CultureInfo.InvariantCulture);
}
