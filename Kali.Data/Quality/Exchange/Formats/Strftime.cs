using System.Text;

namespace Kali.Data.Quality.Exchange;

/// <summary>Date formats of C and Python as date patterns, and back.</summary>
internal static class Strftime
{
    public static (string Day, bool HasTime) Read(string format)
    {
        var cut = format.IndexOfAny([' ', 'T']);
        var isTimed = cut > 0 && format.AsSpan(cut + 1).StartsWith("%H", StringComparison.Ordinal);
        var day = new StringBuilder(isTimed ? format[..cut] : format);
        day.Replace("%Y", "yyyy").Replace("%y", "yy").Replace("%-m", "M").Replace("%-d", "d").Replace("%m", "MM").Replace("%d", "dd");
        return day.ToString().Contains('%', StringComparison.Ordinal)
            ? throw ExchangeFault.Because($"The date format “{ExchangeSubject.Short(format)}” is none Kali tests.", $"Das Datumsformat „{ExchangeSubject.Short(format)}“ prüft Kali nicht.")
            : (day.ToString(), isTimed);
    }

    public static string Write(string pattern, bool hasTime)
    {
        var format = new StringBuilder(pattern).Replace("yyyy", "%Y").Replace("yy", "%y").Replace("MM", "%m").Replace("dd", "%d");
        var text = format.ToString();
        if (text.Contains('M', StringComparison.Ordinal))
            text = text.Replace("M", "%-m", StringComparison.Ordinal);
        for (var at = text.IndexOf('d', StringComparison.Ordinal); at >= 0; at = text.IndexOf('d', at + 1))
        {
            if (at == 0 || text[at - 1] != '%')
            {
                text = text[..at] + "%-d" + text[(at + 1)..];
                at += 2;
            }
        }
        return hasTime ? $"{text} %H:%M:%S" : text;
    }
}
