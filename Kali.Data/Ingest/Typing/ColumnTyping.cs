using System.Buffers;
using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Ingest.Typing;

/// <summary>What a sample of one column's text seems to be, and what it leaves open.</summary>
/// <param name="Type">The proposed type.</param>
/// <param name="Format">How the text writes it.</param>
/// <param name="Question">What no value settles; null when nothing is open.</param>
/// <param name="IsSettledComma">Whether a value proves which separator decimals have: a comma (true) or a point (false).</param>
internal sealed record ColumnGuess(DataType Type, ValueFormat Format, Question? Question = null, bool? IsSettledComma = null)
{
    public static ColumnGuess Text { get; } = new(DataType.String, new ValueFormat.AsText());
}

/// <summary>Proposes a type when at least nineteen of twenty values fit it.</summary>
internal sealed class ColumnTyping(string name, string label, IReadOnlyList<string> values, TypingHints hints, bool? commaElsewhere)
{
    private static readonly SearchValues<char> InDates = SearchValues.Create("0123456789-./, ");

    private static readonly (string True, string False, bool NeedsBoth)[] Truths =
    [
        ("true", "false", false), ("wahr", "falsch", false), ("yes", "no", true), ("ja", "nein", true), ("oui", "non", true),
        ("y", "n", true), ("j", "n", true), ("t", "f", true), ("on", "off", true), ("active", "inactive", true), ("aktiv", "inaktiv", true),
    ];

    private readonly int _enough = Math.Max(1, (int)Math.Ceiling(values.Count * 0.95));

    public ColumnGuess Propose()
    {
        if (values.Count == 0)
            return ColumnGuess.Text;
        return Truth() ?? DateOrTime() ?? Number() ?? ColumnGuess.Text;
    }

    private ColumnGuess? Truth()
    {
        foreach (var (yes, no, needsBoth) in Truths)
        {
            var yeses = values.Count(value => value.Equals(yes, StringComparison.OrdinalIgnoreCase));
            var noes = values.Count(value => value.Equals(no, StringComparison.OrdinalIgnoreCase));
            if (yeses + noes >= _enough && (!needsBoth || (yeses > 0 && noes > 0)))
                return new ColumnGuess(DataType.Boolean, new ValueFormat.Boolean(Spelt(yes), Spelt(no)));
        }
        return null;
    }

    private string Spelt(string word) => values.FirstOrDefault(value => value.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? word;

    private ColumnGuess? DateOrTime()
    {
        if (values.Count(value => value.Length is >= 6 and <= 10 && char.IsAsciiDigit(value[0]) && value.AsSpan().IndexOfAny("-./ ") > 0) >= _enough
            || values.Count(value => value.Length is >= 8 and <= 20 && value.AsSpan().ContainsAnyInRange('0', '9') && char.IsAsciiDigit(value[^1]) && HasMonth(value)) >= _enough)
        {
            return Dated([.. values], pattern => (DataType.Date, new ValueFormat.Date(pattern)));
        }
        var times = new List<(string Date, TimeShape Shape)>();
        foreach (var value in values)
        {
            if (TimestampText.TrySplit(value, out var date, out var shape))
                times.Add((date.ToString(), shape));
        }
        if (times.Count < _enough)
            return null;
        // A column may have fractions in some rows only; everything else is decided by the greater part.
        var hasFraction = times.Any(time => time.Shape.HasFraction);
        var usual = times.Select(time => time.Shape with { HasFraction = hasFraction && time.Shape.HasSeconds }).GroupBy(shape => shape).MaxBy(group => group.Count())!;
        if (usual.Count() < _enough)
            return null;
        var zone = usual.Key.HasOffset ? null : hints.Answers.GetValueOrDefault("time-zone", hints.Zone);
        return Dated([.. times.Select(time => time.Date)], pattern => (DataType.Timestamp, new ValueFormat.Timestamp(pattern + usual.Key.Pattern, zone)));
    }

    private static bool HasMonth(string value)
    {
        var start = value.AsSpan().IndexOfAnyExcept(InDates);
        return start >= 0 && (MonthNames.At(value.AsSpan(start), "MMM").Month > 0 || MonthNames.At(value.AsSpan(start), "MMMM").Month > 0);
    }

    private ColumnGuess? Dated(IReadOnlyList<string> dates, Func<string, (DataType, ValueFormat)> format)
    {
        if (dates.Count == 0)
            return null;
        var best = DateText.PatternsFor(dates[dates.Count / 2]).Select(pattern => (Pattern: pattern, Fits: dates.Count(date => DateText.TryRead(date, pattern, out _)))).MaxBy(one => one.Fits);
        if (best.Fits < _enough)
            return null;
        var pattern = best.Pattern;
        Question? question = null;
        // With points between them nobody writes the month first.
        if (DateText.Exchanged(pattern) is { } exchanged && !pattern.Contains('.', StringComparison.Ordinal))
        {
            var ambiguous = dates.Where(date => DateText.TryRead(date, pattern, out var one) && DateText.TryRead(date, exchanged, out var other) && one != other).ToArray();
            var otherFits = dates.Count(date => DateText.TryRead(date, exchanged, out _));
            var onlyOther = dates.Count(date => !DateText.TryRead(date, pattern, out _) && DateText.TryRead(date, exchanged, out _));
            if (ambiguous.Length > 0 && (otherFits == best.Fits || onlyOther > 0))
            {
                if (otherFits == best.Fits && DateText.IsDayFirst(pattern) != hints.DayFirst)
                    (pattern, exchanged) = (exchanged, pattern);
                if (hints.Answers.TryGetValue($"date-order/{name}", out var answer) && (answer == pattern || answer == exchanged))
                    pattern = answer;
                else
                    question = new Question.DateOrder(name, label, ambiguous.Length, dates.Count, [pattern, exchanged], Two(ambiguous));
            }
        }
        var (type, how) = format(pattern);
        return new ColumnGuess(type, how, question);
    }

    private ColumnGuess? Number()
    {
        if (values.Count(value => char.IsAsciiDigit(value[^1]) && (char.IsAsciiDigit(value[0]) || value[0] == '-')) < _enough || TextColumns.Has(label) || values.Any(IsIdentifier))
            return null;
        var point = Best('.', [null, ',', '\'', '’', ' ', '\u00A0', '\u202F']);
        var comma = Best(',', [null, '.', '\'', '’', ' ', '\u00A0', '\u202F']);
        if (values.Any(value => NumberText.IsScientific(value)) && values.Count(value => NumberText.FitsDouble(value)) >= _enough)
            return new ColumnGuess(DataType.Double, new ValueFormat.Number());
        if (Math.Max(point.Fits, comma.Fits) < _enough)
            return null;
        var ambiguous = values.Where(value => IsAmbiguous(value)).ToArray();
        if (point.Fits != comma.Fits || ambiguous.Length == 0)
        {
            bool? settled = point.Fits > comma.Fits ? false : comma.Fits > point.Fits ? true : null;
            return Typed(comma.Fits > point.Fits ? comma : point) with { IsSettledComma = settled };
        }
        var isComma = hints.DecimalComma ?? commaElsewhere ?? false;
        if (hints.Answers.TryGetValue($"decimal-separator/{name}", out var answer) && answer is "," or ".")
            return Typed(answer == "," ? comma : point);
        var question = new Question.DecimalSeparator(name, label, ambiguous.Length, values.Count, isComma ? [",", "."] : [".", ","], Two(ambiguous));
        return Typed(isComma ? comma : point) with { Question = question };
    }

    /// <summary>Leading zeros and long digits are identifiers wherever one stands: as numbers they would not come back.</summary>
    private static bool IsIdentifier(string value) =>
        value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && ((value[0] == '0' && value.Length > 1) || value.Length > ValueFit.MostIntegerDigits);

    /// <summary>One separator with three digits behind it may part thousands or decimals.</summary>
    private static bool IsAmbiguous(string value) =>
        value.AsSpan().IndexOfAny('.', ',') is > 0 and var at
        && at == value.Length - 4
        && NumberText.TryRead(value, '.', ',', out _)
        && NumberText.TryRead(value, ',', '.', out _);

    private NumberGuess Best(char decimals, char?[] groups) =>
        groups.Select(group => NumberGuess.Of(values, decimals, group)).MaxBy(guess => guess.Fits)!;

    private static ColumnGuess Typed(NumberGuess guess)
    {
        var format = new ValueFormat.Number(guess.FractionDigits == 0 ? (guess.Group == '.' ? ',' : '.') : guess.Decimals, guess.HasGroups ? guess.Group : null);
        if (guess.FractionDigits == 0)
            return guess.IntegerDigits <= ValueFit.MostIntegerDigits ? new ColumnGuess(DataType.Long, format) : ColumnGuess.Text;
        var precision = guess.IntegerDigits + guess.FractionDigits;
        return precision > 38 ? ColumnGuess.Text : new ColumnGuess(DataType.DecimalOf(precision <= 18 ? 18 : 38, guess.FractionDigits), format);
    }

    private static ImmutableArray<string> Two(IEnumerable<string> examples) => [.. examples.Distinct().Take(2)];

    private sealed record NumberGuess(char Decimals, char? Group, int Fits, int IntegerDigits, int FractionDigits, bool HasGroups)
    {
        public static NumberGuess Of(IReadOnlyList<string> values, char decimals, char? group)
        {
            var (fits, whole, fraction, hasGroups) = (0, 0, 0, false);
            foreach (var value in values)
            {
                if (!NumberText.TryRead(value, decimals, group, out var shape))
                    continue;
                fits++;
                whole = Math.Max(whole, shape.IntegerDigits);
                fraction = Math.Max(fraction, shape.FractionDigits);
                hasGroups |= shape.HasGroups;
            }
            return new NumberGuess(decimals, group, fits, whole, fraction, hasGroups);
        }
    }
}
