using System.Globalization;

namespace Kali.Data.Explore.Export;

/// <summary>
/// Text that a spreadsheet would run instead of show. Such a value gets an apostrophe in front (OWASP, "CSV Injection");
/// a text that is nothing but a number stays as it is.
/// </summary>
public static class SafeCell
{
    private const string Openers = "=+-@\t\r\n＝＋－＠";

    public static string Text(string value) => IsFormula(value) ? "'" + value : value;

    public static bool IsFormula(string value) =>
        value.Length > 0 && Openers.Contains(value[0], StringComparison.Ordinal)
        && !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
