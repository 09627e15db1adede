using System.Text;

namespace Kali.Web.Widgets;

/// <summary>Draws what one cannot see: spaces at the ends, tabs, line ends, no-break and zero-width characters.</summary>
public static class Invisible
{
    public static string Drawn(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return text ?? "";
        var drawn = new StringBuilder(text.Length);
        var first = 0;
        while (first < text.Length && text[first] == ' ')
            first++;
        var last = text.Length;
        while (last > first && text[last - 1] == ' ')
            last--;
        for (var i = 0; i < text.Length; i++)
        {
            drawn.Append(text[i] switch
            {
                ' ' when i < first || i >= last => "␣",
                '\t' => "⇥",
                '\n' => "¶",
                '\r' => "",
                '\u00a0' => "U+00A0",
                '\u200b' or '\u200c' or '\u200d' or '\ufeff' or '\u202f' or '\u00ad' => $"U+{(int)text[i]:X4}",
                var c when char.IsControl(c) => $"U+{(int)c:X4}",
                var c => c.ToString(),
            });
        }
        return drawn.ToString();
    }
}
