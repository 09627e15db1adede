using System.Globalization;
using System.Text.RegularExpressions;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>Numbers that are written otherwise than their column.</summary>
internal static partial class NumberSuggestions
{
    /// <summary>The same number as the column writes it; null where the text is none, or two are thinkable.</summary>
    public static RepairSuggestion? Rewritten(string text, ValueFormat.Number format, DataType type)
    {
        var bare = Ornament().Replace(text, "");
        var hasUnit = Unit().IsMatch(bare);
        bare = Unit().Replace(bare, "");
        if (bare.Length == 0 || !Shape().IsMatch(bare))
            return null;
        var (decimalSign, isSure) = DecimalSignOf(bare, format.DecimalSeparator);
        var groups = decimalSign is '.' ? "," : decimalSign is ',' ? "." : ".,";
        var plain = bare;
        foreach (var group in groups + "'’")
            plain = plain.Replace(group.ToString(), "", StringComparison.Ordinal);
        plain = decimalSign is ',' ? plain.Replace(',', '.') : plain;
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && Write(value, format, type) is { } written
            ? new RepairSuggestion(written, isSure && !hasUnit ? RepairSureness.Sure : RepairSureness.Likely, RepairMethod.NumberWritten)
            : null;
    }

    /// <summary>The value of a text that the column can read.</summary>
    public static decimal? Value(string text, ValueFormat.Number format)
    {
        var plain = text.Trim();
        if (format.GroupSeparator is { } group)
            plain = plain.Replace(group.ToString(), "", StringComparison.Ordinal);
        return Plain(plain.Replace(format.DecimalSeparator, '.'));
    }

    public static decimal? Plain(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Null where the type has no room for it.</summary>
    public static string? Write(decimal value, ValueFormat.Number format, DataType type)
    {
        var scale = type switch { DataType.Decimal(_, var digits) => digits, { } when type == DataType.Double || type == DataType.Float => 15, _ => 0 };
        return decimal.Round(value, scale) != value ? null : (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture).Replace('.', format.DecimalSeparator);
    }

    /// <summary>Of two signs the last one; one alone before three digits could be either.</summary>
    private static (char? Sign, bool IsSure) DecimalSignOf(string text, char usual)
    {
        var (dot, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        if (dot < 0 && comma < 0)
            return (null, true);
        if (dot >= 0 && comma >= 0)
            return (dot > comma ? '.' : ',', true);
        var sign = dot >= 0 ? '.' : ',';
        var at = Math.Max(dot, comma);
        if (text.Count(c => c == sign) > 1)
            return (sign == '.' ? ',' : '.', true);
        return text.Length - at - 1 == 3 ? (usual, false) : (sign, true);
    }

    [GeneratedRegex("[\\s\u00A0\u202F€$£]|EUR|USD|GBP|CHF", RegexOptions.IgnoreCase)]
    private static partial Regex Ornament();

    [GeneratedRegex("[\\p{L}%²³]+$")]
    private static partial Regex Unit();

    [GeneratedRegex("^[+-]?[0-9][0-9.,'’]*$")]
    private static partial Regex Shape();
}
