using System.Collections.Immutable;
using System.Text;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// A date pattern (<c>dd.MM.yyyy</c>, <c>d/M/yy</c>, <c>yyyyMMdd</c>) as a shape to test and as the way to the ISO text of the date.
/// The engines' own pattern parsers differ and are lenient; a shape and a rebuilt ISO text mean the same everywhere.
/// <c>d</c> and <c>M</c> take one or two digits, <c>MMM</c> and <c>MMMM</c> words; two-digit years are 1969 to 2068.
/// </summary>
internal sealed class DatePattern
{
    private const string Year = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
    private readonly ImmutableArray<string> _tokens;

    private DatePattern(ImmutableArray<string> tokens) => _tokens = tokens;

    public bool IsIso => _tokens is ["yyyy", "-", "MM", "-", "dd"];

    /// <summary>A regular expression that only text of this pattern matches; whether the day exists is not part of it.</summary>
    public string Shape => string.Concat(_tokens.Select(token => token switch
    {
        "yyyy" => Year,
        "yy" => "[0-9]{2}",
        "MM" => "(?:0[1-9]|1[0-2])",
        "M" => "(?:0?[1-9]|1[0-2])",
        "MMM" or "MMMM" => MonthWords.Shape(token),
        "dd" => "(?:0[1-9]|[12][0-9]|3[01])",
        "d" => "(?:0?[1-9]|[12][0-9]|3[01])",
        _ => Escaped(token),
    }));

    public static DatePattern Parse(string pattern)
    {
        var tokens = Tokens(pattern);
        var fields = tokens.Where(IsField).Select(field => field[0]).ToArray();
        var isWhole = fields.Order().SequenceEqual(['M', 'd', 'y']);
        var isDivisible = !tokens.Zip(tokens.Skip(1)).Any(pair => IsField(pair.First) && IsField(pair.Second) && (IsOpen(pair.First) || IsOpen(pair.Second)));
        return isWhole && isDivisible
            ? new DatePattern(tokens)
            : throw new RefusedException($"“{pattern}” is no date pattern. It has a year (yyyy or yy), a month (MM or M) and a day (dd or d), for example dd.MM.yyyy.");
    }

    /// <summary>Whether months are written in figures.</summary>
    public bool IsInFigures => !_tokens.Any(token => token is "MMM" or "MMMM");

    public bool HasWholeYear => _tokens.Contains("yyyy");

    /// <summary>How many characters such a text has; null where that differs.</summary>
    public int? Length => _tokens.Any(IsOpen) ? null : _tokens.Sum(token => token.Length);

    /// <summary>The day, month or year of text that has the shape, as it is written: <c>d</c>, <c>M</c> or <c>y</c>.</summary>
    public SqlExpression Part(SqlExpression text, char field) => Field(text, field).Value;

    /// <summary>A text of the shape from its day, month and year.</summary>
    public SqlExpression Written(Func<char, SqlExpression> field) =>
        SqlExpression.Call(SqlFunction.Concat, [.. _tokens.Select(token => IsField(token) ? field(token[0]) : new Constant(token))]);

    /// <summary>The ISO date of text that has the shape.</summary>
    public SqlExpression IsoText(SqlExpression text) => SqlExpression.Call(
        SqlFunction.Concat, YearOf(text), new Constant("-"), MonthOf(text), new Constant("-"), TwoDigits(Field(text, 'd')));

    private SqlExpression YearOf(SqlExpression text)
    {
        var year = Field(text, 'y');
        return _tokens.Contains("yyyy")
            ? year.Value
            : SqlExpression.Call(SqlFunction.Concat, Case.When(year.Value.AtLeast(new Constant("69")), new Constant("19"), new Constant("20")), year.Value);
    }

    private SqlExpression MonthOf(SqlExpression text)
    {
        var month = Field(text, 'M');
        return _tokens.FirstOrDefault(token => token is "MMM" or "MMMM") is { } words ? MonthWords.Number(month.Value, words) : TwoDigits(month);
    }

    private static SqlExpression TwoDigits((SqlExpression Value, bool IsOpen) field) =>
        field.IsOpen ? SqlExpression.Call(SqlFunction.PadLeft, field.Value, new WholeNumber(2), new Constant("0")) : field.Value;

    private (SqlExpression Value, bool IsOpen) Field(SqlExpression text, char kind)
    {
        var index = _tokens.IndexOf(_tokens.First(token => token[0] == kind && IsField(token)));
        if (!_tokens.Any(IsOpen))
        {
            var start = _tokens.Take(index).Sum(token => token.Length) + 1;
            return (SqlExpression.Call(SqlFunction.Substring, text, new WholeNumber(start), new WholeNumber(_tokens[index].Length)), false);
        }
        var separated = _tokens.Where(token => !IsField(token) && token != "/").Distinct().OrderByDescending(separator => separator.Length)
            .Aggregate(text, (current, separator) => SqlExpression.Call(SqlFunction.Replace, current, new Constant(separator), new Constant("/")));
        var part = _tokens.Take(index).Count(token => !IsField(token)) + 1;
        return (SqlExpression.Call(SqlFunction.SplitPart, separated, new Constant("/"), new WholeNumber(part)), IsOpen(_tokens[index]));
    }

    private static bool IsField(string token) => token is "yyyy" or "yy" or "MMMM" or "MMM" or "MM" or "M" or "dd" or "d";

    private static bool IsOpen(string token) => token is "M" or "MMM" or "MMMM" or "d";

    private static string Escaped(string literal)
    {
        var escaped = new StringBuilder();
        foreach (var c in literal)
            escaped.Append(char.IsLetterOrDigit(c) || c == ' ' ? c.ToString() : $"\\{c}");
        return escaped.ToString();
    }

    private static ImmutableArray<string> Tokens(string pattern)
    {
        var tokens = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < pattern.Length;)
        {
            var end = at + 1;
            var isLetter = pattern[at] is 'y' or 'M' or 'd';
            while (end < pattern.Length && (isLetter ? pattern[end] == pattern[at] : pattern[end] is not ('y' or 'M' or 'd')))
                end++;
            tokens.Add(isLetter ? pattern[at..end] : pattern[at..end].Replace("'", "", StringComparison.Ordinal));
            at = end;
        }
        return tokens.ToImmutable();
    }
}
