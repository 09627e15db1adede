using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Ingest.Shape;

namespace Kali.Data.Ingest.Excel;

/// <summary>
/// Finds title lines, header and notes of a sheet. A title fills few cells, a header fills most with different words,
/// notes at the end stand apart behind a blank row.
/// </summary>
internal static class GridHeader
{
    private const int MostPreamble = 30;
    private const int MostHeaderRows = 3;

    public static SheetShape Find(IReadOnlyList<GridRow> head, IReadOnlyList<GridRow> tail, int first, int width, long lastRow, ReadingChoices choices, IReadOnlyList<GridRow> all)
    {
        var typical = Typical(head);
        var start = Start(head, typical);
        if (choices.PreambleRows is { } preamble)
            start = Math.Max(0, head.TakeWhile(row => row.Number <= preamble).Count() - (head[^1].Number <= preamble ? 1 : 0));
        var headerRows = choices.HeaderRows ?? HeaderRows(head, start, first, width);
        headerRows = Math.Min(headerRows, head.Count - start);
        var from = choices.PreambleRows ?? (int)(head[start].Number - 1);
        // A chosen preamble may end before blank rows: they belong to it.
        from = Math.Max(from, (int)(head[start].Number - 1));
        var headerEnd = headerRows == 0 ? from : (int)head[start + headerRows - 1].Number;
        var units = Units(head, start + headerRows, headerRows, first, width, choices);
        var dataFrom = units.IsEmpty ? headerEnd : head[start + headerRows].Number;
        var footer = choices.FooterRows ?? Footer(tail, typical, (int)dataFrom, lastRow, choices.TakesTotals, [.. all.Where(row => row.Number > dataFrom)], first, width);
        var totals = tail.Count(row => row.Number > lastRow - footer && TotalsRow.IsTotalShaped(row.Texts(first, width)));
        var labels = Labels(head, start, headerRows, first, width);
        var confidence = headerRows == 0 ? 0.7 : labels.All(label => label.Length > 0) ? 0.95 : 0.8;
        return new SheetShape(first, from, headerEnd - from, units, footer, totals, lastRow, labels, confidence);
    }

    /// <summary>How many cells a row of the table fills: the median.</summary>
    private static int Typical(IReadOnlyList<GridRow> rows)
    {
        var filled = rows.Select(row => row.Filled).Order().ToArray();
        return filled[filled.Length / 2];
    }

    private static int Start(IReadOnlyList<GridRow> rows, int typical)
    {
        if (typical < 2)
            return 0;
        for (var at = 0; at < Math.Min(rows.Count, MostPreamble); at++)
        {
            if (rows[at].Filled * 2 >= typical && rows[at].Filled >= 2)
                return at;
        }
        return 0;
    }

    private static ImmutableArray<string> Units(IReadOnlyList<GridRow> rows, int at, int headerRows, int first, int width, ReadingChoices choices)
    {
        if (headerRows == 0 || at >= rows.Count || !(choices.HasUnits ?? IsUnits(rows, at, first, width)))
            return [];
        return [.. rows[at].Texts(first, width).Select(text => UnitWords.Shown(text ?? ""))];
    }

    private static bool IsUnits(IReadOnlyList<GridRow> rows, int at, int first, int width) =>
        at + 1 < rows.Count && UnitsRow.Is(rows[at].Texts(first, width), rows.Skip(at + 1).Select(row => row.Texts(first, width)));

    /// <summary>Whether the table of these rows begins with a header that differs from what is under it.</summary>
    public static bool IsSurelyHeader(IReadOnlyList<GridRow> rows, int first, int width) =>
        rows.Count > 2 && rows[0].Filled >= 2 && rows[0].Filled == rows[0].Last - rows[0].First + 1 && IsHeader(rows, 0, first, width) && HasOtherThanText(rows, 1, first, width)
        && Enumerable.Range(first, width).All(column => rows[0][column].Nature is CellNature.Text or CellNature.Empty);

    private static int HeaderRows(IReadOnlyList<GridRow> rows, int start, int first, int width)
    {
        if (!IsHeader(rows, start, first, width))
            return 0;
        var count = 1;
        // A further header row stands under merged or missing words and holds words itself, while the table below has something else.
        while (count < MostHeaderRows
            && start + count + 1 < rows.Count
            && IsPartial(rows[start + count - 1], width)
            && rows[start + count].Number == rows[start + count - 1].Number + 1
            && IsHeader(rows, start + count, first, width)
            && HasOtherThanText(rows, start + count + 1, first, width)
            && !IsUnits(rows, start + count, first, width))
        {
            count++;
        }
        return count;
    }

    private static bool IsPartial(GridRow row, int width) => row.HasMerged || row.Filled < width;

    private static bool HasOtherThanText(IReadOnlyList<GridRow> rows, int from, int first, int width) =>
        rows.Skip(from).Take(10).Any(row => Enumerable.Range(first, width).Any(i => row[i].Nature is CellNature.Number or CellNature.Date or CellNature.Truth));

    private static bool IsHeader(IReadOnlyList<GridRow> rows, int at, int first, int width)
    {
        var row = rows[at];
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (filled, repeated, values) = (0, 0, 0);
        for (var i = first; i < first + width; i++)
        {
            var cell = row[i];
            if (cell.IsEmpty || cell.IsFilledIn)
                continue;
            filled++;
            if (!words.Add(cell.Text!.Trim()))
                repeated++;
            if (cell.Nature is CellNature.Truth or CellNature.Error || (cell.Nature == CellNature.Text && LooksLikeValue(cell.Text!)))
                return false;
            if (cell.Nature is CellNature.Number or CellNature.Date && !CanHead(rows, at, i))
                values++;
        }
        return values == 0 && filled > 0 && repeated * 3 <= filled && !RecursBelow(rows, at, first, width);
    }

    /// <summary>A year or a month may head a column of amounts: it is typed, and what is below it is not of its kind.</summary>
    private static bool CanHead(IReadOnlyList<GridRow> rows, int at, int column)
    {
        var cell = rows[at][column];
        if (cell.Nature == CellNature.Number && !(cell.Text!.Length == 4 && cell.Text[0] is '1' or '2'))
            return false;
        var below = rows.Skip(at + 1).Take(10).Select(row => row[column]).Where(one => !one.IsEmpty).ToArray();
        return below.Length > 0 && below.All(one => one.Nature != cell.Nature || one.Text!.Length != cell.Text!.Length);
    }

    /// <summary>A word that stands again in its own column is a value.</summary>
    private static bool RecursBelow(IReadOnlyList<GridRow> rows, int at, int first, int width)
    {
        var recurring = 0;
        for (var i = first; i < first + width; i++)
        {
            var text = rows[at][i].Text;
            if (text is not null && !rows[at][i].IsFilledIn && rows.Skip(at + 1).Any(row => row[i].Text == text && !row[i].IsFilledIn))
                recurring++;
        }
        return recurring * 2 > width || (width <= 2 && recurring > 0);
    }

    private static bool LooksLikeValue(string text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+')
        && (double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
            || (text.Length >= 8 && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _)));

    /// <summary>Notes behind a gap, and totals above them or right behind the last record.</summary>
    private static int Footer(IReadOnlyList<GridRow> tail, int typical, int headerEnd, long lastRow, bool takesTotals, IReadOnlyList<GridRow> data, int first, int width)
    {
        var end = lastRow - Notes(tail, typical, headerEnd, lastRow);
        if (takesTotals)
            return (int)(lastRow - Math.Max(end, tail.Where(row => TotalsRow.IsNamed(row.Texts(first, width))).Select(row => row.Number).DefaultIfEmpty(0).Max()));
        for (var at = tail.Count - 1; at > 0; at--)
        {
            if (tail[at].Number > end)
                continue;
            var texts = tail[at].Texts(first, width);
            var isTotal = TotalsRow.IsNamed(texts)
                || (end == lastRow && TotalsRow.IsSum(texts, [.. data.Where(row => row.Number < tail[at].Number).Select(row => row.Texts(first, width))]));
            if (!isTotal || tail[at].Number <= headerEnd + 1)
                break;
            end = tail[at - 1].Number;
        }
        return (int)(lastRow - end);
    }

    private static int Notes(IReadOnlyList<GridRow> tail, int typical, int headerEnd, long lastRow)
    {
        if (typical < 3)
            return 0;
        for (var at = tail.Count - 1; at > 0; at--)
        {
            if (tail[at].Filled * 2 >= typical || tail[at].Number <= headerEnd + 1)
                return 0;
            if (tail[at - 1].Number < tail[at].Number - 1)
                return (int)(lastRow - tail[at - 1].Number);
        }
        return 0;
    }

    private static ImmutableArray<string> Labels(IReadOnlyList<GridRow> rows, int start, int count, int first, int width)
    {
        var labels = new string[width];
        for (var i = 0; i < width; i++)
        {
            var words = new List<string>();
            for (var at = start; at < start + count; at++)
            {
                if (rows[at][first + i].Text is { } word && (words.Count == 0 || words[^1] != word))
                    words.Add(word);
            }
            labels[i] = string.Join(' ', words);
        }
        return [.. labels];
    }
}
