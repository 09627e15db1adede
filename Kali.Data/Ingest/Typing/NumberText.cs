using System.Buffers;

namespace Kali.Data.Ingest.Typing;

/// <summary>Reads numbers as they are printed: no leading zeros, no plus sign, groups of three or no groups, a digit on both sides of the decimal separator.</summary>
internal static class NumberText
{
    private const int SureDigits = 15;
    private static readonly SearchValues<char> Letters = SearchValues.Create("0123456789.-+eE");

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

    /// <summary>
    /// A double holds that text on every engine: at most fifteen significant digits, in plain digits or with one digit before the point of a power of ten.
    /// </summary>
    public static bool FitsDouble(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.IndexOfAnyExcept(Letters) >= 0)
            return false;
        var e = text.IndexOfAny('e', 'E');
        var mantissa = e < 0 ? text : text[..e];
        if (!TryRead(mantissa, '.', null, out var shape) || Significant(mantissa) > SureDigits)
            return false;
        if (e < 0)
            return true;
        var power = text[(e + 1)..].TrimStart("+-");
        return shape.IntegerDigits == 1 && mantissa.TrimStart('-')[0] != '0' && text.Length - e - 1 - power.Length <= 1
            && power.Length is 1 or 2 && power.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    public static bool IsScientific(ReadOnlySpan<char> text) => text.IndexOfAny('e', 'E') > 0 && FitsDouble(text);

    private static int Significant(ReadOnlySpan<char> mantissa)
    {
        var digits = mantissa.TrimStart("-0.").TrimEnd('0');
        return digits.Length - (digits.Contains('.') ? 1 : 0);
    }
}
