using System.Collections.Immutable;

namespace Kali.Web.Catalog;

/// <summary>Cuts a text where a search hit it.</summary>
public static class HitMarks
{
    /// <summary>The text in pieces, in order; together they are the text.</summary>
    public static ImmutableArray<(string Text, bool IsHit)> Of(string text, string? query)
    {
        var words = (query ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || text.Length == 0)
            return [(text, false)];
        var marked = new bool[text.Length];
        foreach (var word in words)
        {
            for (var at = text.IndexOf(word, StringComparison.CurrentCultureIgnoreCase); at >= 0 && at + word.Length <= text.Length; at = Next(text, word, at))
                Array.Fill(marked, true, at, word.Length);
        }
        var pieces = ImmutableArray.CreateBuilder<(string, bool)>();
        for (int from = 0, i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && marked[i] == marked[from])
                continue;
            pieces.Add((text[from..i], marked[from]));
            from = i;
        }
        return pieces.ToImmutable();
    }

    private static int Next(string text, string word, int at) =>
        at + 1 < text.Length ? text.IndexOf(word, at + 1, StringComparison.CurrentCultureIgnoreCase) : -1;
}
