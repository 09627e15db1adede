using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// Numbers from text. A cast alone would round ('12.999'), guess ('0x1F', '1e3') and take what nobody means ('infinity');
/// so either the number prints back to exactly this text, or the text has a shape from which nothing can be lost.
/// </summary>
internal sealed class NumberReading(DataType type, ValueFormat.Number format)
{
    private const int SureDigitsOfDouble = 15;
    private const int SureDigitsOfFloat = 6;

    public SqlExpression Typed(SqlExpression text) => type switch
    {
        DataType.Decimal(_, var scale) => Decimal(text, scale),
        DataType.Primitive { TypeName: "double" } => Floating(text, SureDigitsOfDouble),
        DataType.Primitive { TypeName: "float" } => Floating(text, SureDigitsOfFloat),
        _ => Whole(text),
    };

    /// <summary>Whether a value prints as its text is written. Floating numbers have too many spellings for that.</summary>
    public bool PrintsPlainly => type switch
    {
        DataType.Decimal => IsPlain,
        DataType.Primitive { TypeName: "double" or "float" } => false,
        _ => true,
    };

    private bool IsPlain => format is { DecimalSeparator: '.', GroupSeparator: null };

    private Case Whole(SqlExpression text)
    {
        var plain = text.TryCastTo(type);
        var printsBack = plain.AsText().EqualTo(text);
        if (format.GroupSeparator is null)
            return Case.When(printsBack, plain);
        var grouped = Plain(text).TryCastTo(type);
        return new Case([(printsBack, plain), (Matches(text, Grouped), grouped)]);
    }

    private Case Decimal(SqlExpression text, int scale)
    {
        var fraction = scale == 0 ? "" : $"(?:{Escaped(format.DecimalSeparator)}[0-9]{{1,{scale}}})?";
        var value = Plain(text).TryCastTo(type);
        var hasShape = new AllOf(Matches(text, $"{Integer}{fraction}"), IsNoMinusZero(text, value));
        var plain = text.TryCastTo(type);
        return IsPlain ? new Case([(plain.AsText().EqualTo(text), plain), (hasShape, plain)]) : Case.When(hasShape, value);
    }

    private Case Floating(SqlExpression text, int sureDigits)
    {
        var value = Plain(text).TryCastTo(type);
        var digits = Remove(Remove(Plain(text), "-"), ".");
        var significant = SqlExpression.Call(SqlFunction.Trim, digits, new Constant("0"));
        var isSure = new AnyOf(
            SqlExpression.Call(SqlFunction.Length, text).AtMost(new WholeNumber(sureDigits)),
            SqlExpression.Call(SqlFunction.Length, significant).AtMost(new WholeNumber(sureDigits)));
        var hasShape = new AllOf(Matches(text, $"{Integer}(?:{Escaped(format.DecimalSeparator)}[0-9]+)?"), isSure, IsNoMinusZero(text, value));
        var scientific = $"-?[1-9](?:{Escaped(format.DecimalSeparator)}[0-9]{{1,{sureDigits - 1}}})?[eE][+-]?[0-9]{{1,2}}";
        return new Case([(hasShape, value), (Matches(text, scientific), value)]);
    }

    private string Integer => format.GroupSeparator is null ? "-?(?:0|[1-9][0-9]*)" : $"(?:-?(?:0|[1-9][0-9]*)|{Grouped})";

    private string Grouped => $"-?[1-9][0-9]{{0,2}}(?:{GroupClass}[0-9]{{3}})+";

    /// <summary>A column whose groups are set off by a space has no-break ones too.</summary>
    private string GroupClass => format.GroupSeparator switch
    {
        ' ' or '\u00A0' or '\u202F' => "[ \u00A0\u202F]",
        '\'' or '’' => "['’]",
        var separator => Escaped(separator ?? ','),
    };

    private SqlExpression Plain(SqlExpression text)
    {
        var plain = format.GroupSeparator switch
        {
            null => text,
            ' ' or '\u00A0' or '\u202F' => Remove(Remove(Remove(text, " "), "\u00A0"), "\u202F"),
            '\'' or '’' => Remove(Remove(text, "'"), "’"),
            { } separator => Remove(text, separator.ToString()),
        };
        return format.DecimalSeparator == '.'
            ? plain
            : SqlExpression.Call(SqlFunction.Replace, plain, new Constant(format.DecimalSeparator.ToString()), new Constant("."));
    }

    private static SqlExpression Remove(SqlExpression text, string what) =>
        SqlExpression.Call(SqlFunction.Replace, text, new Constant(what), new Constant(""));

    private static AnyOf IsNoMinusZero(SqlExpression text, SqlExpression value) =>
        new(SqlExpression.Call(SqlFunction.StartsWith, text, new Constant("-")).Not(), value.NotEqualTo(new WholeNumber(0)));

    private static PatternMatch Matches(SqlExpression text, string pattern) => new(text, CommonRegex.Parse(pattern), IsWhole: true);

    private static string Escaped(char c) => char.IsLetterOrDigit(c) || c == ' ' ? c.ToString() : $"\\{c}";
}
