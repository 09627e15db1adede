using System.Globalization;
using System.Text;

namespace Kali.Data.Ingest.Excel;

internal enum CellNature
{
    Empty,
    Text,
    Number,
    Date,
    Truth,
    Error,
}

/// <summary>
/// A typed cell as text: dates in ISO 8601, numbers without culture in the 15 significant digits Excel keeps, TRUE and FALSE, and errors by their names.
/// </summary>
internal static class CellText
{
    public static (string? Text, CellNature Nature) Of(object? value, string? format)
    {
        return value switch
        {
            null => (null, CellNature.Empty),
            string text => text.Length == 0 ? (null, CellNature.Empty) : (text, CellNature.Text),
            bool truth => (truth ? "TRUE" : "FALSE", CellNature.Truth),
            DateTime date => (Date(date, format), CellNature.Date),
            TimeSpan span => (Span(span), CellNature.Date),
            double number => (Number(number), CellNature.Number),
            IFormattable other => (other.ToString(null, CultureInfo.InvariantCulture), CellNature.Number),
            _ => (value.ToString(), CellNature.Text),
        };
    }

    /// <summary>Plain digits wherever 28 of them do, an exponent beyond.</summary>
    public static string Number(double number)
    {
        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        if (text == "-0")
            return "0";
        var at = text.IndexOf('E', StringComparison.Ordinal);
        if (at < 0)
            return text;
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is >= -12 and <= 20
            ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static string Date(DateTime date, string? format)
    {
        var (showsDate, showsTime) = Shows(format);
        // A time alone counts from Excel's day 0.
        if (showsTime && !showsDate && date.Date < new DateTime(1900, 1, 2))
            return date.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(date.TimeOfDay);
        return showsTime || date.TimeOfDay != TimeSpan.Zero
            ? date.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(date.TimeOfDay)
            : date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Span(TimeSpan span)
    {
        var size = span.Duration();
        return string.Create(CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "")}{(long)size.TotalHours:00}:{size.Minutes:00}:{size.Seconds:00}{Fraction(size)}");
    }

    private static string Fraction(TimeSpan time) =>
        time.Milliseconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{time.Milliseconds:000}").TrimEnd('0');

    /// <summary>Whether a number format shows a date and a time; its literals, colours and locales are no letters of either.</summary>
    private static (bool Date, bool Time) Shows(string? format)
    {
        if (format is null)
            return (true, false);
        var letters = new StringBuilder(format.Length);
        for (var i = 0; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '"':
                    i = format.IndexOf('"', i + 1) is >= 0 and var quote ? quote : format.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[' when i + 1 < format.Length && char.ToLowerInvariant(format[i + 1]) is not ('h' or 'm' or 's'):
                    i = format.IndexOf(']', i) is >= 0 and var close ? close : format.Length;
                    break;
                default:
                    letters.Append(char.ToLowerInvariant(format[i]));
                    break;
            }
        }
        var shown = letters.Replace("am/pm", "h").ToString();
        var time = shown.AsSpan().IndexOfAny('h', 's') >= 0;
        return (shown.AsSpan().IndexOfAny('y', 'd') >= 0 || (!time && shown.Contains('m', StringComparison.Ordinal)), time);
    }
}
