using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>What may stand between cells in a text, and how much has to speak for it.</summary>
internal static class DelimiterCandidates
{
    private const string Usual = ",;\t|";
    private const string Known = "^~\u0001\u001F¦§¬，；";
    private const string Never = ".-_()[]{}<>?\"'`\r\n\u00A0";

    /// <summary>How often a writer of tables chooses this delimiter, from 0 to 1.</summary>
    public static double Prior(string delimiter) => delimiter switch
    {
        "" => 1,
        "," or ";" or "\t" => 1,
        "|" => 0.98,
        _ when delimiter.Length > 1 => 0.95,
        _ when Known.Contains(delimiter, StringComparison.Ordinal) => 0.9,
        "@" or "#" or "*" or "&" => 0.6,
        " " => 0.5,
        ":" => 0.5,
        "/" or "=" => 0.35,
        _ => 0.45,
    };

    public static bool IsUsual(string delimiter) => delimiter.Length > 1 || (delimiter.Length == 1 && (Usual.Contains(delimiter[0], StringComparison.Ordinal) || Known.Contains(delimiter[0], StringComparison.Ordinal)));

    public static IReadOnlyList<string> In(ReadOnlySpan<byte> sample)
    {
        var lines = Encoding.UTF8.GetString(sample).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(300).ToArray();
        var counts = new Dictionary<char, int>();
        foreach (var line in lines)
        {
            foreach (var character in line.Distinct())
            {
                if (!char.IsLetterOrDigit(character) && !char.IsSurrogate(character) && !Never.Contains(character, StringComparison.Ordinal) && (character < 0x80 || Known.Contains(character, StringComparison.Ordinal)))
                    counts[character] = counts.GetValueOrDefault(character) + 1;
            }
        }
        var found = new List<string>();
        foreach (var (character, count) in counts)
        {
            if (count < lines.Length * (Usual.Contains(character, StringComparison.Ordinal) ? 0.2 : 0.5))
                continue;
            var run = Run(lines, character);
            found.Add(run ?? character.ToString());
        }
        return found;
    }

    /// <summary>The longer text that a character always stands in, as in <c>a||b</c> or <c>a|~|b</c>.</summary>
    private static string? Run(string[] lines, char character)
    {
        if (character is ',' or ';' or '\t' or ' ')
            return null;
        var runs = new Dictionary<string, int>();
        var all = 0;
        foreach (var line in lines)
        {
            for (var at = line.IndexOf(character); at >= 0; at = at < line.Length ? line.IndexOf(character, at) : -1)
            {
                var (start, end) = (at, at + 1);
                while (start > 0 && IsPart(line[start - 1]))
                    start--;
                while (end < line.Length && IsPart(line[end]))
                    end++;
                var run = line[start..end];
                runs[run] = runs.GetValueOrDefault(run) + 1;
                all++;
                at = end;
            }
        }
        var most = runs.OrderByDescending(run => run.Value).FirstOrDefault();
        return most.Key is { Length: 2 or 3 } && most.Value >= all * 0.9 ? most.Key : null;
    }

    private static bool IsPart(char character) => char.IsAscii(character) && !char.IsLetterOrDigit(character) && !char.IsWhiteSpace(character) && character is not ('"' or '\'' or '-' or '.' or '_');
}
