using System.Globalization;
using System.Text;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>
/// Tables in the shapes of published error-detection sets that are not at hand (beers, rayyan, tax, movies, billionaires): their columns, what decides what
/// in them, and the kinds of errors that are told of them, in words of our own.
/// </summary>
public static class ShapedTables
{
    public static IEnumerable<MadeTable> All(int seed) => [BeerTable.Make(seed), PaperTable.Make(seed + 1), TaxTable.Make(seed + 2), FilmTable.Make(seed + 3), RichListTable.Make(seed + 4)];

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    internal static string Fixed(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>So many different names of a few syllables each.</summary>
    internal static List<string> Names(Random random, int count, string[] begin, string[] middle, string[] end)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < count)
        {
            var name = new StringBuilder(random.Of(begin));
            if (random.Next(3) > 0)
                name.Append(random.Of(middle));
            names.Add(name.Append(random.Of(end)).ToString());
        }
        return [.. names];
    }
}
