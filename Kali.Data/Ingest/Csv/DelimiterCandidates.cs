using System.Text;
using System.Text.RegularExpressions;

namespace Kali.Data.Ingest.Csv;

/// <summary>What may stand between cells in a text, and how much has to speak for it.</summary>
internal static partial class DelimiterCandidates
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
        var text = Quoted().Replace(Encoding.UTF8.GetString(sample), "\"");
        var lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(300).ToArray();
        var counts = new Dictionary<char, int>();
        foreach (var line in lines)
        {
            foreach (var character in line.Distinct())
            {
                if (MayDelimit(character))
                    counts[character] = counts.GetValueOrDefault(character) + 1;
            }
        }
        var found = new List<string>();
        foreach (var (character, count) in counts)
        {
            if (count < lines.Length * (Usual.Contains(character, StringComparison.Ordinal) ? 0.2 : 0.5))
                continue;
            var delimiter = Run(lines, character) ?? character.ToString();
            if (!found.Contains(delimiter))
                found.Add(delimiter);
        }
        return found;
    }

    private static bool MayDelimit(char character) =>
        !char.IsLetterOrDigit(character) && !char.IsSurrogate(character) && !Never.Contains(character, StringComparison.Ordinal)
        && (character < 0x80 || Known.Contains(character, StringComparison.Ordinal));

    /// <summary>The longer text that a character always stands in, as in <c>a||b</c> or <c>a|~|b</c>.</summary>
    private static string? Run(string[] lines, char character)
    {
        if (character is ',' or ';' or '\t' or ' ')
            return null;
        var runs = new Dictionary<string, int>();
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
                if (run.Length is 2 or 3)
                    runs[run] = runs.GetValueOrDefault(run) + 1;
                at = end;
            }
        }
        foreach (var (run, _) in runs.OrderByDescending(run => run.Value).ThenBy(run => run.Key.Length).Take(3))
        {
            if (Holds(lines, run))
                return run;
        }
        return null;
    }

    /// <summary>Whether the characters of the run hardly ever stand anywhere else.</summary>
    private static bool Holds(string[] lines, string run)
    {
        var (within, without) = (0, 0);
        foreach (var line in lines)
        {
            var rest = line.Replace(run, "", StringComparison.Ordinal);
            within += (line.Length - rest.Length) / run.Length;
            without += rest.AsSpan().ContainsAny(run) ? 1 : 0;
        }
        return within > lines.Length / 2 && without <= lines.Length / 20;
    }

    private static bool IsPart(char character) => char.IsAscii(character) && !char.IsLetterOrDigit(character) && !char.IsWhiteSpace(character) && character is not ('"' or '\'' or '-' or '.' or '_');

    [GeneratedRegex("\"[^\"\r\n]*\"")]
    private static partial Regex Quoted();
}
