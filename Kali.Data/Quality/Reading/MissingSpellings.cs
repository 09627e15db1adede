using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Spellings that stand for "no value", compared without case. In a column of text only those that are no word of anybody's data;
/// in a column of numbers, dates or truths the wider list, since nothing else could be meant there.
/// </summary>
/// <param name="InText">For columns that stay text.</param>
/// <param name="InTyped">For all others.</param>
public sealed record MissingSpellings(ImmutableArray<string> InText, ImmutableArray<string> InTyped)
{
    public static MissingSpellings Default { get; } = new(
        ["", "null", "n/a", "#n/a", "(null)", "<null>", "\\n"],
        ["", "null", "n/a", "#n/a", "(null)", "<null>", "\\n", "na", "nan", "none", "nil", "-", "--", ".", "?", "k.a.", "k. a.", "unbekannt", "unknown"]);

    /// <summary>The spellings of an application's settings for typed columns.</summary>
    public static MissingSpellings From(IEnumerable<string> spellings) =>
        Default with { InTyped = [.. spellings.Select(spelling => spelling.ToLowerInvariant()).Union(Default.InText)] };

    /// <summary>Whether a number or a date could be one of the spellings (-999, 01.01.1900).</summary>
    public bool HasDigits(DataType type) => (type == DataType.String ? InText : InTyped).Any(spelling => spelling.Any(char.IsAsciiDigit));

    /// <summary>
    /// Whether cleaned text is one of the spellings. They are looked up in one text rather than in a list: an engine keeps a vector for every
    /// member of a list and column, which a table of hundreds of columns has no memory for.
    /// </summary>
    public SqlExpression Match(SqlExpression cleaned, DataType type)
    {
        const string Mark = "\u001F";
        var spellings = type == DataType.String ? InText : InTyped;
        var all = $"{Mark}{string.Join(Mark, spellings)}{Mark}";
        // Numbers and dates begin with a digit: two comparisons spare them the rest.
        var mayBe = spellings.Any(spelling => spelling.Length > 0 && char.IsAsciiDigit(spelling[0]))
            ? SqlExpression.True
            : new AnyOf(cleaned.LessThan(new Constant("0")), cleaned.AtLeast(new Constant(":")));
        return new AllOf(
            mayBe,
            SqlExpression.Call(SqlFunction.ByteLength, cleaned).AtMost(new WholeNumber(spellings.Max(spelling => spelling.Length))),
            SqlExpression.Call(SqlFunction.Contains, new Constant(all), SqlExpression.Call(SqlFunction.Concat, new Constant(Mark), SqlExpression.Call(SqlFunction.Lower, cleaned), new Constant(Mark))));
    }
}
