using System.Globalization;

namespace Kali.Data.Ingest.Typing;

/// <summary>Reads numbers as they are printed: no leading zeros, no plus sign, groups of three or no groups, a digit on both sides of the decimal separator.</summary>
internal static class NumberText
{
    public readonly record struct Shape(int IntegerDigits, int FractionDigits, bool HasGroups);

    public static bool TryRead(ReadOnlySpan<char> text, char decimalSeparator, char? groupSeparator, out Shape shape)
    {
        shape = default;
        var isNegative = text.StartsWith('-');
        if (isNegative)
            text = text[1..];
        var at = text.IndexOf(decimalSeparator);
        var whole = at < 0 ? text : text[..at];
        var fraction = at < 0 ? default : text[(at + 1)..];
        if (whole.IsEmpty || (at >= 0 && fraction.IsEmpty) || fraction.IndexOfAnyExceptInRange('0', '9') >= 0)
            return false;
        var digits = 0;
        var groups = 0;
        var inGroup = 0;
        foreach (var c in whole)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
                inGroup++;
            }
            else if (c == groupSeparator && inGroup > 0 && (groups == 0 ? inGroup <= 3 : inGroup == 3))
            {
                groups++;
                inGroup = 0;
            }
            else
            {
                return false;
            }
        }
        if ((groups > 0 && inGroup != 3) || (whole[0] == '0' && digits > 1))
            return false;
        // Minus nothing prints back as nothing.
        if (isNegative && whole is "0" && fraction.IndexOfAnyExcept('0') < 0)
            return false;
        shape = new Shape(digits, fraction.Length, groups > 0);
        return true;
    }

    /// <summary>A double holds that text: its shortest printing has the same digits and exponent.</summary>
    public static bool FitsDouble(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.IndexOfAnyExcept("0123456789.-+eE") >= 0 || !(char.IsAsciiDigit(text[0]) || text[0] == '-')
            || !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            return false;
        }
        return Normal(text) == Normal(value.ToString("R", CultureInfo.InvariantCulture));
    }

    public static bool IsScientific(ReadOnlySpan<char> text) => text.IndexOfAny('e', 'E') > 0 && FitsDouble(text);

    /// <summary>Sign, significant digits, and the power of ten of the last one.</summary>
    private static (bool IsNegative, string Digits, int Exponent) Normal(ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        var e = text.IndexOfAny('e', 'E');
        var exponent = e < 0 ? 0 : int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) ? power : int.MaxValue / 2;
        var mantissa = (e < 0 ? text : text[..e])[(isNegative ? 1 : 0)..];
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        var trimmed = digits.TrimEnd('0');
        exponent += digits.Length - trimmed.Length;
        trimmed = trimmed.TrimStart('0');
        return trimmed.Length == 0 ? (isNegative, "", 0) : (isNegative, trimmed, exponent);
    }
}
