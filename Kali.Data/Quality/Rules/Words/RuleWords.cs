using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>The sentences of rules in one language. Whole sentences, never joined from parts that another language orders differently.</summary>
public abstract class RuleWords
{
    public static RuleWords English { get; } = new EnglishRuleWords();

    public static RuleWords German { get; } = new GermanRuleWords();

    public static RuleWords For(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de" ? German : English;

    protected abstract CultureInfo Culture { get; }

    /// <summary>What the rule demands, when, what becomes of a row that breaks it, and what becomes of the upload.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="label">The label of a column by its technical name.</param>
    public string Sentence(Rule rule, Func<string, string> label)
    {
        var demand = rule.Kind.Sentence(this, label);
        var what = rule.Filter is { } filter ? When(demand, filter) : $"{demand}.";
        var row = rule.Kind.IsAboutRows ? Row(rule.Severity) : Table(rule.Severity);
        var gate = rule.Kind.IsAboutRows ? Gate(rule.Threshold) : "";
        return gate.Length == 0 ? $"{what} {row}" : $"{what} {row} {gate}";
    }

    /// <summary>Only what the rule demands, without what follows from it.</summary>
    public string Demand(Rule rule, Func<string, string> label) => rule.Kind.Sentence(this, label);

    /// <summary>Why a rule could not run.</summary>
    public abstract string Obstacle(Obstacle obstacle);

    public abstract string Dimension(QualityDimension dimension);

    internal abstract string NotNull(string column);

    internal abstract string NullRatio(string column, double percent);

    internal abstract string Unique(ImmutableArray<string> columns);

    internal abstract string NoDuplicateRows(ImmutableArray<string> columns);

    internal abstract string FitsType(string column);

    internal abstract string HasSchema(ImmutableArray<string> columns, bool isStrict);

    internal abstract string OneOf(string column, ImmutableArray<string> allowed);

    internal abstract string InRange(string column, string? min, string? max, bool isMinOutside, bool isMaxOutside);

    internal abstract string MatchesPattern(string column, string pattern, bool isForbidden);

    internal abstract string RowCount(long? min, long? max);

    internal abstract string RowHolds(string expression);

    internal abstract string ExistsIn(string column, string table, string referenceColumn);

    internal abstract string IsFresh(string column, TimeSpan age);

    protected abstract string When(string demand, string filter);

    protected abstract string Row(Severity severity);

    protected abstract string Table(Severity severity);

    protected abstract string Gate(Threshold threshold);

    /// <summary>The sentence of this language, for kinds that bring their own.</summary>
    internal abstract string Say(string english, string german);

    internal string Number(double number) => number.ToString("#,0.####", Culture);

    internal string And(IEnumerable<string> items) => List(items, Say("and", "und"));

    internal string Or(ImmutableArray<string> values) =>
        Some(values, Say("or", "oder"), count => Say($"or one of {count} more", $"oder einer von {count} weiteren Werten"));

    /// <summary>“at least 3”, “at most 5”, “3 to 5”, “more than 3 and at most 5”.</summary>
    internal string Within(string? min, string? max, bool isMinOutside = false, bool isMaxOutside = false)
    {
        var least = min is null ? null : isMinOutside ? Say($"more than {min}", $"mehr als {min}") : Say($"at least {min}", $"mindestens {min}");
        var most = max is null ? null : isMaxOutside ? Say($"less than {max}", $"weniger als {max}") : Say($"at most {max}", $"höchstens {max}");
        return (least, most) switch
        {
            (null, null) => Say("anything", "beliebig"),
            (null, _) => most,
            (_, null) => least,
            _ when min == max && !isMinOutside && !isMaxOutside => Say($"exactly {min}", $"genau {min}"),
            _ when !isMinOutside && !isMaxOutside => Say($"{min} to {max}", $"{min} bis {max}"),
            _ => Say($"{least} and {most}", $"{least} und {most}"),
        };
    }

    internal string Within(double? min, double? max) => Within(min is { } least ? Number(least) : null, max is { } most ? Number(most) : null);

    /// <summary>Hours up to two days, days from then on.</summary>
    internal string Span(TimeSpan span) => span.TotalHours >= 48
        ? Say($"{Number(span.TotalDays)} days", $"{Number(span.TotalDays)} Tage")
        : span.TotalHours >= 1 ? span.TotalHours == 1 ? Say("1 hour", "1 Stunde") : Say($"{Number(span.TotalHours)} hours", $"{Number(span.TotalHours)} Stunden")
        : Say($"{Number(span.TotalMinutes)} minutes", $"{Number(span.TotalMinutes)} Minuten");

    protected static string List(IEnumerable<string> items, string and)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} {and} {all[^1]}";
    }

    /// <summary>A list of values, cut after eight with their number told.</summary>
    protected static string Some(ImmutableArray<string> values, string or, Func<int, string> more) =>
        values.Length <= 8 ? List(values, or) : $"{string.Join(", ", values.Take(8))} {more(values.Length - 8)}";
}
