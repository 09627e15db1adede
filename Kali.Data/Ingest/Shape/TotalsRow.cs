using System.Globalization;
using System.Text.RegularExpressions;
using Kali.Data.Ingest.Csv;

namespace Kali.Data.Ingest.Shape;

/// <summary>A row behind a table that adds it up.</summary>
internal static partial class TotalsRow
{
    private const int LeastRows = 3;
    private const int MostHeadRows = 4;
    private const decimal MostValue = 1_000_000_000_000_000m;

    /// <summary>Whether it calls itself a total and holds nothing but figures beside.</summary>
    public static bool IsNamed(IReadOnlyList<string?> cells)
    {
        var filled = cells.Where(cell => !string.IsNullOrWhiteSpace(cell)).Select(cell => cell!.Trim()).ToList();
        return filled.Count >= 2 && Words().IsMatch(filled[0]) && filled.Skip(1).All(cell => CellKinds.Of(cell) == CellKind.Number);
    }

    /// <summary>Whether it names nothing and its figures are the sums of those above: such a row is no record either.</summary>
    public static bool IsSum(IReadOnlyList<string?> cells, IReadOnlyList<IReadOnlyList<string?>> above)
    {
        if (above.Count < LeastRows)
            return false;
        var (sums, filled) = (0, 0);
        for (var column = 0; column < cells.Count; column++)
        {
            if (string.IsNullOrWhiteSpace(cells[column]))
                continue;
            filled++;
            if (Number(cells[column]!) is not { } total)
                return false;
            if (Sum(above, column) is not { } sum || sum == 0 || sum != total)
                return false;
            sums++;
        }
        // A record with gaps could be a sum by chance only if it is alone in a narrow table.
        return sums > 0 && filled < cells.Count && above.Average(row => row.Count(cell => !string.IsNullOrWhiteSpace(cell))) > filled;
    }

    /// <summary>Null where something else than figures stands, but for a few words at the top.</summary>
    private static decimal? Sum(IReadOnlyList<IReadOnlyList<string?>> rows, int column)
    {
        var sum = 0m;
        for (var at = 0; at < rows.Count; at++)
        {
            if (column >= rows[at].Count || string.IsNullOrWhiteSpace(rows[at][column]))
                continue;
            if (Number(rows[at][column]!) is { } value && Math.Abs(value) < MostValue)
                sum += value;
            else if (at >= MostHeadRows)
                return null;
        }
        return sum;
    }

    /// <summary>Whether it holds figures, alone or behind a word for a total: of rows behind a table, the ones that add it up.</summary>
    public static bool IsTotalShaped(IReadOnlyList<string?> cells)
    {
        var filled = cells.Where(cell => !string.IsNullOrWhiteSpace(cell)).Select(cell => cell!.Trim()).ToList();
        return filled.Count > 0 && (IsNamed(cells) || filled.TrueForAll(cell => CellKinds.Of(cell) == CellKind.Number));
    }

    private static decimal? Number(string text)
    {
        var plain = new string([.. text.Where(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-')]);
        if (plain.Length == 0 || CellKinds.Of(text) != CellKind.Number)
            return null;
        var mark = plain.LastIndexOfAny(['.', ',']);
        var isDecimal = mark >= 0 && (plain.Length - mark - 1 != 3 || plain.AsSpan(0, mark).ContainsAny('.', ','));
        var digits = isDecimal
            ? $"{plain[..mark].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)}.{plain[(mark + 1)..]}"
            : plain.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^(grand[ -]?total|sub[ -]?total|totals?|sum|gesamt(summe|ergebnis)?|insgesamt|(zwischen)?summe|totale|somme|suma|totaal|итого)\s*:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
