using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Databricks.Dialect;

/// <summary>
/// Unicode normal form C in Databricks SQL, which has no function for it: what can change is taken apart, its marks are put in order,
/// and base and marks are joined again (Unicode Standard Annex 15), all with arrays and a few constant tables made here.
/// Composed of two starters (Hangul from single Jamo, a few Indic vowels) nothing is joined; such text stays as it is written.
/// </summary>
internal static class NormalForm
{
    private const string Any = "(?s).";
    private static readonly Lazy<Tables> Known = new(Make);

    public static void Print(SqlExpression text, SqlPrinter printer)
    {
        var known = Known.Value;
        printer.Text("CASE WHEN ");
        printer.Function("regexp_like", [text, new Constant(known.Attention)]);
        printer.Text(" THEN array_join(transform(regexp_extract_all(array_join(transform(");
        printer.Function("regexp_extract_all", [text, new Constant(Any), new WholeNumber(0)]);
        printer.Text(", c -> coalesce(try_element_at(");
        Map(printer, known.Whole, known.Parts);
        printer.Text(", c), c)), ''), ");
        printer.Parameter(known.Cluster);
        printer.Text(", 0), cluster -> CASE WHEN char_length(cluster) = 1 THEN cluster ELSE aggregate(array_sort(transform(");
        printer.Text("regexp_extract_all(regexp_replace(cluster, ");
        printer.Parameter(known.Starter);
        printer.Text(", ''), ");
        printer.Parameter(Any);
        printer.Text(", 0), (mark, place) -> concat(");
        Class(printer, known, "mark");
        printer.Text(", lpad(CAST(place AS STRING), 5, '0'), mark))), regexp_extract(cluster, ");
        printer.Parameter(known.Starter);
        printer.Text(", 0), (built, next) -> CASE WHEN try_element_at(");
        Map(printer, known.Pairs, known.Composed);
        printer.Text(", concat(substring(built, 1, 1), substring(next, 9))) IS NOT NULL AND (char_length(built) = 1 OR ");
        Class(printer, known, "right(built, 1)");
        printer.Text(" < substring(next, 1, 3)) THEN concat(try_element_at(");
        Map(printer, known.Pairs, known.Composed);
        printer.Text(", concat(substring(built, 1, 1), substring(next, 9))), substring(built, 2)) ELSE concat(built, substring(next, 9)) END) END), '') ELSE ");
        text.Print(printer);
        printer.Text(" END");
    }

    /// <summary>A mark's combining class in three digits that sort as the classes do.</summary>
    private static void Class(SqlPrinter printer, Tables known, string mark)
    {
        printer.Text("coalesce(try_element_at(");
        Map(printer, known.Marks, known.Classes);
        printer.Text($", {mark}), '000')");
    }

    private static void Map(SqlPrinter printer, string keys, string values)
    {
        printer.Text("map_from_arrays(split(");
        printer.Parameter(keys);
        printer.Text(", ' '), split(");
        printer.Parameter(values);
        printer.Text(", ' '))");
    }

    private static Tables Make()
    {
        var all = Assigned().ToList();
        var marks = all.Where(text => IsStable(text) && HasClass(text)).ToList();
        var classes = ClassesOf(marks);
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var changed = new List<string>();
        foreach (var text in all)
        {
            var apart = text.Normalize(NormalizationForm.FormD);
            if (apart == text)
                continue;
            if (text.Normalize(NormalizationForm.FormC) != text)
            {
                changed.Add(text);
                parts[text] = apart;
                continue;
            }
            var last = char.IsLowSurrogate(apart[^1]) ? apart[^2..] : apart[^1..];
            var first = apart[..^last.Length].Normalize(NormalizationForm.FormC);
            if (!classes.ContainsKey(last) || first.EnumerateRunes().Count() != 1)
                continue;
            pairs[first + last] = text;
            parts[text] = apart;
        }
        var markClass = Class(marks);
        return new Tables(
            $"[{markClass[1..^1]}{Class(changed)[1..^1]}]",
            $"(?s)[^{markClass[1..^1]}]{markClass}*|{markClass}+",
            $"(?s)\\A[^{markClass[1..^1]}]",
            string.Join(' ', parts.Keys), string.Join(' ', parts.Values),
            string.Join(' ', pairs.Keys), string.Join(' ', pairs.Values),
            string.Join(' ', classes.Keys), string.Join(' ', classes.Values.Select(rank => rank.ToString("000", CultureInfo.InvariantCulture))));
    }

    private static IEnumerable<string> Assigned()
    {
        for (var code = 0xA0; code < 0x30000; code++)
        {
            if (code is >= 0xD800 and < 0xE000 or >= 0xAC00 and < 0xD7A4)
                continue;
            var rune = new Rune(code);
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse))
                yield return rune.ToString();
        }
    }

    private static bool IsStable(string text) => text.IsNormalized(NormalizationForm.FormD);

    /// <summary>A mark of class 1 goes before any of a higher class, one of class 240 after any of a lower.</summary>
    private static bool HasClass(string text) => GoesBefore("\u0334", text) || GoesBefore(text, "\u0345");

    private static bool GoesBefore(string mark, string other) => (other + mark).Normalize(NormalizationForm.FormD) == mark + other && mark != other;

    /// <summary>.NET does not tell the classes, but shows their order in how it sorts two marks.</summary>
    private static FrozenDictionary<string, int> ClassesOf(List<string> marks)
    {
        var ranks = new List<List<string>>();
        foreach (var mark in marks)
        {
            var place = ranks.FindIndex(rank => !GoesBefore(rank[0], mark));
            if (place < 0)
                ranks.Add([mark]);
            else if (GoesBefore(mark, ranks[place][0]))
                ranks.Insert(place, [mark]);
            else
                ranks[place].Add(mark);
        }
        return ranks.SelectMany((rank, index) => rank.Select(mark => (mark, index))).ToFrozenDictionary(entry => entry.mark, entry => entry.index + 1, StringComparer.Ordinal);
    }

    /// <summary>A regular expression's class of these characters, in ranges.</summary>
    private static string Class(IEnumerable<string> characters)
    {
        var text = new StringBuilder("[");
        var codes = characters.Select(character => Rune.GetRuneAt(character, 0).Value).Order().ToList();
        for (var i = 0; i < codes.Count;)
        {
            var end = i;
            while (end + 1 < codes.Count && codes[end + 1] == codes[end] + 1)
                end++;
            text.Append(new Rune(codes[i]).ToString());
            if (end > i)
                text.Append('-').Append(new Rune(codes[end]).ToString());
            i = end + 1;
        }
        return text.Append(']').ToString();
    }

    /// <param name="Attention">Matches text that may change.</param>
    /// <param name="Cluster">Matches a base with its marks.</param>
    /// <param name="Starter">Matches a cluster's base.</param>
    /// <param name="Whole">Characters that are taken apart.</param>
    /// <param name="Parts">What they consist of.</param>
    /// <param name="Pairs">A base and a mark.</param>
    /// <param name="Composed">What they become.</param>
    /// <param name="Marks">The marks.</param>
    /// <param name="Classes">Their classes' ranks.</param>
    private sealed record Tables(string Attention, string Cluster, string Starter, string Whole, string Parts, string Pairs, string Composed, string Marks, string Classes);
}
