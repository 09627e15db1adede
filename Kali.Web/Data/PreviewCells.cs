using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Data;

/// <summary>Rows of a preview as cells of a grid.</summary>
public static class PreviewCells
{
    private const double CharacterWidth = 7.9;
    private const int Narrowest = 76;
    private const int Widest = 240;

    public static ImmutableArray<CellGridColumn> Columns(
        IStringLocalizer texts, IEnumerable<ColumnSchema> columns, IReadOnlyList<PreviewRow> sample, PreviewFacts? facts) =>
    [
        .. columns.Select((column, index) =>
        {
            var type = TypeWords.Of(texts, column.Type);
            var counts = facts?.Columns.GetValueOrDefault(column.Name);
            var isCounted = facts is not null && facts.Columns.ContainsKey(column.Name);
            return new CellGridColumn(
                column.Name, column.Shown, type, column.Type.IsNumeric, Width(column, type, index, sample),
                isCounted ? Share(counts!.Value, facts!.Rows) : null,
                isCounted ? ShareWords(texts, counts!.Value, facts!.Rows) : null);
        }),
    ];

    /// <summary>Good, missing and marked cells as shares; the smallest part that is there is never drawn as nothing.</summary>
    public static (double Good, double Missing, double Marked) Share((long Missing, long Marked) counts, long rows)
    {
        if (rows == 0)
            return (0, 1, 0);
        const double least = 0.02;
        var marked = counts.Marked == 0 ? 0 : Math.Clamp((double)counts.Marked / rows, least, 1);
        var missing = counts.Missing == 0 ? 0 : Math.Clamp((double)counts.Missing / rows, least, 1 - marked);
        return (1 - missing - marked, missing, marked);
    }

    public static CellGridRow Row(IStringLocalizer texts, PreviewRow row, long place, ImmutableArray<string> columns, Layer layer) =>
        new(place, row.RowId, row.Row, [.. columns.Select((column, index) => Cell(texts, row, column, index, layer))]);

    /// <summary>What stands in the cell. Where silver has nothing because the text did not fit, the text of the file stands, marked.</summary>
    public static string? Value(PreviewRow row, string column, int index) =>
        row.Values[index] ?? row.MarksOf(column).FirstOrDefault(mark => mark.Columns.Length == 1 && mark.Observed is not null)?.Observed;

    private static CellGridCell Cell(IStringLocalizer texts, PreviewRow row, string column, int index, Layer layer)
    {
        var value = Value(row, column, index);
        var mark = row.MarksOf(column).FirstOrDefault();
        var shown = value is { Length: 0 } ? null : Invisible.Drawn(value);
        return mark is null
            ? new CellGridCell(value is null ? null : shown, CellGridMark.None, null)
            : new CellGridCell(
                value is null ? null : shown,
                mark.Tier is MarkTier.Confirmed ? CellGridMark.Confirmed : CellGridMark.WorthALook,
                mark.Tier is MarkTier.Confirmed ? texts["confirmed: {0}", mark.RuleName is { } name ? FindingWords.For(CultureInfo.CurrentUICulture).NameOf(name) : texts["does not fit its type"].Value] : texts["worth a look: {0}", mark.RuleName ?? ""]);
    }

    private static int Width(ColumnSchema column, string type, int index, IReadOnlyList<PreviewRow> sample)
    {
        var longest = sample.Count == 0 ? 0 : sample.Max(row => Invisible.Drawn(Value(row, column.Name, index))?.Length ?? 0);
        var header = Math.Max(column.Shown.Length, (column.Name.Length + type.Length + 2) * 0.9);
        return (int)Math.Clamp(Math.Max(longest * CharacterWidth, header * 7) + 24, Narrowest, Widest);
    }

    private static string ShareWords(IStringLocalizer texts, (long Missing, long Marked) counts, long rows) =>
        texts["{0} missing, {1} marked, of {2} cells", Numbers.Count(counts.Missing), Numbers.Count(counts.Marked), Numbers.Count(rows)];
}
