using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>What the rule types of DQDL demand (docs.aws.amazon.com/glue/latest/dg/dqdl-rule-types.html).</summary>
internal sealed partial class DqdlReading(DqdlCursor rule, ExchangeSubject subject)
{
    public IEnumerable<FoundRule> Read()
    {
        var found = Type(rule.Word());
        var (filter, threshold, name, owner, description, dimension) = ((string?)null, (SodaSpan?)null, (string?)null, (string?)null, (string?)null, (string?)null);
        while (!rule.IsAtEnd)
        {
            if (rule.Take("where"))
                filter = subject.Condition(rule.Text());
            else if (rule.Take("with"))
            {
                rule.Need("threshold");
                threshold = rule.Span() ?? throw rule.Unread();
            }
            else if (rule.Take("labels"))
            {
                var labels = Labels();
                (name, owner, description, dimension) = (labels.GetValueOrDefault("name"), labels.GetValueOrDefault("owner"), labels.GetValueOrDefault("description"), labels.GetValueOrDefault("dimension"));
            }
            else
                throw rule.Unread();
        }
        return found.Select(one => Limited(one with { Filter = filter, Name = name, Owner = owner, Description = description, Dimension = Dimensions.Read(dimension) }, threshold));
    }

    private Dictionary<string, string> Labels()
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        rule.Need("=");
        rule.Need("[");
        do
        {
            var name = rule.Text();
            rule.Need("=");
            labels[name] = rule.Text();
        }
        while (rule.Take(","));
        rule.Need("]");
        return labels;
    }

    /// <summary>“with threshold &gt; 0.99”: so much of the rows is right.</summary>
    private static FoundRule Limited(FoundRule found, SodaSpan? threshold)
    {
        if (threshold is null)
            return found;
        if (threshold is not { Min: { } share and >= 0 and <= 1, IsNot: false } || !found.Kind.IsAboutRows)
            throw ExchangeFault.Because("Its threshold is no least share of rows.", "Ihr Grenzwert ist kein Mindestanteil an Zeilen.");
        if (share == 1)
            return found;
        var limited = found with { Threshold = new Threshold(Limit.OfPercent(Math.Round((1 - share) * 100, 9))) };
        return threshold.IsMinOutside ? limited.But("The share itself is enough in Kali.", "Der Anteil selbst genügt in Kali.") : limited;
    }

    private IEnumerable<FoundRule> Type(string type) => type switch
    {
        "IsComplete" => [new(new NotNull(rule.Column()))],
        "Completeness" => [Completeness()],
        "IsUnique" => [new(new Unique([rule.Column()]))],
        "IsPrimaryKey" => PrimaryKey(),
        "Uniqueness" => [Uniqueness()],
        "DistinctValuesCount" => [Whole(rule.Column() is var column ? span => new DistinctCount([column], span.Min, span.Max) : null!)],
        "RowCount" => [Whole(span => new RowCountWithin(span.Min, span.Max))],
        "ColumnCount" => [Whole(span => new ColumnCount((int?)Small(span.Min), (int?)Small(span.Max)))],
        "ColumnExists" => [new(new HasSchema([new ExpectedColumn(TypeNames.KnownOr(rule.Text(), subject))]))],
        "ColumnDataType" => [DataType()],
        "ColumnLength" => [Length()],
        "ColumnValues" => Values(),
        "ColumnCorrelation" => [Correlation()],
        "Sum" => [Figure(RuleFigure.Sum)],
        "Mean" => [Figure(RuleFigure.Average)],
        "StandardDeviation" => [Figure(RuleFigure.StandardDeviation)],
        "DataFreshness" => [Fresh()],
        "ReferentialIntegrity" => [Reference()],
        "RowCountMatch" => [Matched()],
        "CustomSql" => [Custom()],
        "(" => throw ExchangeFault.Because("Rules joined by “and” or “or” are not taken over: write each of them alone.", "Mit „and“ oder „or“ verbundene Regeln werden nicht übernommen: Schreiben Sie jede für sich."),
        _ => throw ExchangeFault.Because($"Kali has no rule for “{ExchangeSubject.Short(type)}”.", $"Kali hat keine Regel für „{ExchangeSubject.Short(type)}“."),
    };

    private SodaSpan NeedSpan() => rule.Span() ?? throw rule.Unread();

    private static FoundRule Closed(FoundRule found, SodaSpan span) => span.IsMinOutside || span.IsMaxOutside
        ? found.But("The bound itself is allowed in Kali.", "Die Grenze selbst ist in Kali erlaubt.") : found;

    private FoundRule Completeness()
    {
        var (column, span) = (rule.Column(), NeedSpan());
        if (span.IsNot)
            throw rule.Unread();
        var found = new FoundRule(new NullRatio(column, Math.Round((1 - (span.Min ?? 0)) * 100, 9), Math.Round((1 - (span.Max ?? 1)) * 100, 9)));
        return Closed(found, span);
    }

    private IEnumerable<FoundRule> PrimaryKey()
    {
        var key = ImmutableArray.CreateBuilder<string>();
        while (rule.NextIsText)
            key.Add(rule.Column());
        return key.Count == 0 ? throw rule.Unread() : [.. key.Select(column => new FoundRule(new NotNull(column))), new(new Unique(key.ToImmutable()))];
    }

    private FoundRule Uniqueness()
    {
        var (column, span) = (rule.Column(), NeedSpan());
        if (span.IsNot)
            throw rule.Unread();
        var found = new FoundRule(new UniquenessRatio([column], span.Min is { } min ? Math.Round(min * 100, 9) : null, span.Max is { } max ? Math.Round(max * 100, 9) : null));
        return Closed(found, span);
    }

    private FoundRule Whole(Func<(long? Min, long? Max), RuleKind> kind)
    {
        var span = NeedSpan();
        if (span.IsNot || Math.Abs(span.Min ?? 0) > 1e15 || Math.Abs(span.Max ?? 0) > 1e15)
            throw ExchangeFault.Because("Kali takes a count between two bounds here.", "Kali nimmt hier eine Anzahl zwischen zwei Grenzen.");
        return new(kind((
            span.Min is { } min ? (long)(span.IsMinOutside ? Math.Floor(min) + 1 : Math.Ceiling(min)) : null,
            span.Max is { } max ? (long)(span.IsMaxOutside ? Math.Ceiling(max) - 1 : Math.Floor(max)) : null)));
    }

    private static long? Small(long? number) => number is { } value ? Math.Clamp(value, 0, int.MaxValue) : null;

    private FoundRule DataType()
    {
        var column = TypeNames.KnownOr(rule.Text(), subject);
        rule.Need("=");
        return new FoundRule(new ColumnType(column, [TypeNames.Read(rule.Text())])).But("Kali looks at the type of the column, Glue at what its values could be.", "Kali betrachtet den Typ der Spalte, Glue, was ihre Werte sein könnten.");
    }

    private FoundRule Length()
    {
        var column = rule.Column();
        return Whole(span => new LengthWithin(column, (int?)Small(span.Min), (int?)Small(span.Max)));
    }

    private FoundRule Correlation()
    {
        var (one, other, span) = (rule.Column(), rule.Column(), NeedSpan());
        return span.IsNot ? throw rule.Unread() : Closed(new(new CorrelationWithin(one, other, span.Min, span.Max)), span);
    }

    private FoundRule Figure(RuleFigure figure)
    {
        var (column, span) = (rule.Column(), NeedSpan());
        return new(new AggregateWithin(figure, column, Text(span.Min), Text(span.Max), span.IsMinOutside, span.IsMaxOutside, IsForbidden: span.IsNot));
    }

    private FoundRule Fresh()
    {
        var column = rule.Column();
        var isOpen = rule.Next == "<";
        if (!rule.Take("<") && !rule.Take("<="))
            throw ExchangeFault.Because("It does not say how old at most.", "Sie sagt nicht, wie alt höchstens.");
        var found = new FoundRule(new IsFresh(column, rule.Age())).But("Glue looks at every row, Kali at the newest one.", "Glue betrachtet jede Zeile, Kali die neueste.");
        return isOpen ? found.But("The age itself is allowed in Kali.", "Das Alter selbst ist in Kali erlaubt.") : found;
    }

    private FoundRule Reference()
    {
        var here = Names(rule.Text()).Select(subject.Column).ToImmutableArray();
        var (place, there) = Split(rule.Text());
        var span = rule.Span();
        if (here.Length != there.Length || span is { IsNot: true } or { Min: null })
            throw rule.Unread();
        var found = new FoundRule(new ExistsIn(here[0], Table(place), there[0]) { Further = [.. here.Zip(there, (one, other) => new ColumnPair(one, other)).Skip(1)] });
        return span is null || span.Min >= 1 ? found : Limited(found, span);
    }

    private FoundRule Matched()
    {
        var table = Table(rule.Text());
        var span = rule.Span() ?? new SodaSpan(1, 1);
        return span.IsNot ? throw rule.Unread() : Closed(new(new RowCountMatches(table, Math.Round((span.Min ?? 0) * 100, 9), span.Max is { } max ? Math.Round(max * 100, 9) : 1e9)), span);
    }

    private static string Table(string place) => place.Split('.').Length == 3 ? place : throw ExchangeFault.Because(
        $"The table “{ExchangeSubject.Short(place)}” it refers to is not named by catalog, schema and table.", $"Die Tabelle „{ExchangeSubject.Short(place)}“, auf die sie verweist, ist nicht mit Katalog, Schema und Tabelle benannt.");

    private static (string Place, ImmutableArray<string> Columns) Split(string reference)
    {
        var brace = reference.IndexOf('{', StringComparison.Ordinal);
        var cut = brace > 0 ? brace - 1 : reference.LastIndexOf('.');
        return cut > 0 ? (reference[..cut].TrimEnd('.'), Names(reference[(cut + 1)..])) : (reference, []);
    }

    private static ImmutableArray<string> Names(string names) => [.. names.Trim('{', '}').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private IEnumerable<FoundRule> Values()
    {
        var column = rule.Column();
        if (rule.Take("in"))
            return [new(new OneOf(column, rule.List()))];
        if (rule.Take("matches"))
            return [new(Patterns.Read(column, rule.Text(), isAlwaysWhole: true))];
        var isNot = rule.Take("not");
        if (isNot && rule.Take("in"))
            return [new(new NotOneOf(column, rule.List()))];
        if (isNot && rule.Take("matches"))
            return [new(Patterns.Read(column, rule.Text(), isForbidden: true, isAlwaysWhole: true))];
        if (rule.Take("between"))
        {
            var min = rule.Value();
            rule.Need("and");
            return [new(isNot ? new NotInRange(column, min, rule.Value()) : new InRange(column, min, rule.Value(), IsMinOutside: true, IsMaxOutside: true))];
        }
        return isNot ? throw rule.Unread() : [Compared(column, rule.Word())];
    }

    private FoundRule Compared(string column, string sign)
    {
        if (sign is "=" or "!=" && Special(column, isNot: sign == "!=") is { } special)
            return special;
        if (rule.Take("now"))
        {
            rule.Need("(");
            rule.Need(")");
            return sign is "<" or "<=" ? new(new NotInFuture(column)) : throw ExchangeFault.Because("Kali has no rule for “in the future”.", "Kali hat keine Regel für „in der Zukunft“.");
        }
        if (rule.Take("("))
        {
            rule.Need("now");
            rule.Need("(");
            rule.Need(")");
            rule.Need("-");
            var age = rule.Age();
            rule.Need(")");
            if (age.TotalDays != Math.Truncate(age.TotalDays))
                throw ExchangeFault.Because("Kali takes whole days here.", "Kali nimmt hier ganze Tage.");
            return new(new OlderThan(column, (int)age.TotalDays, IsYounger: sign is ">" or ">="));
        }
        var value = rule.Value();
        return sign switch
        {
            "=" => new(new EqualTo(column, value)),
            "!=" => new(new EqualTo(column, value, IsForbidden: true)),
            ">" => new(new InRange(column, value, null, IsMinOutside: true)),
            ">=" => new(new InRange(column, value, null)),
            "<" => new(new InRange(column, null, value, IsMaxOutside: true)),
            "<=" => new(new InRange(column, null, value)),
            _ => throw rule.Unread(),
        };
    }

    private FoundRule? Special(string column, bool isNot) =>
        rule.Take("NULL") ? new(isNot ? new NotNull(column) : new MustBeMissing(column, AllowsEmpty: false))
        : rule.Take("EMPTY") ? new(new EqualTo(column, "", IsForbidden: isNot))
        : rule.Take("WHITESPACES_ONLY") ? new(Patterns.Read(column, "^\\s+$", isForbidden: isNot))
        : null;

    /// <summary>Where it counts the rows of the table itself that break a condition, it is a rule about rows; else its first value is judged.</summary>
    private FoundRule Custom()
    {
        var (query, span) = (rule.Text().Trim(), rule.Span());
        if (span is null)
            throw ExchangeFault.Because("It does not say what the query must give.", "Sie sagt nicht, was die Abfrage ergeben muss.");
        var match = CountOfBroken().Match(query);
        return match.Success && span is { Max: 0, IsNot: false, IsMaxOutside: false } && !QueryOf.IsIn(query)
            ? new(subject.Not(match.Groups[1].Value))
            : QueryOf.Value(OfPrimary().Replace(query, "$1 \"primary\""), span, subject, "\"primary\"");
    }

    private static string? Text(double? number) => number?.ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>The table that is tested.</summary>
    [GeneratedRegex(@"\b(from|join)\s+primary\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfPrimary();

    [GeneratedRegex(@"^select +count\( *\* *\) +from +primary +where +([^;]+)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CountOfBroken();
}
