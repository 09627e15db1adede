using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Web.Uploads;

/// <summary>One line of the preview: what stands where in the file.</summary>
public abstract record PreviewLine(long Row)
{
    public sealed record Skipped(long Row, SkippedLineKind Kind, string Text) : PreviewLine(Row);

    public sealed record Data(long Row, ImmutableArray<string?> Cells) : PreviewLine(Row);

    public sealed record Rejected(long Row, RejectedRow What) : PreviewLine(Row);
}

/// <summary>Puts rows, skipped lines and rejected ones in the file's own order, and says about how many there are.</summary>
public static class PreviewLines
{
    /// <summary>Lines before the data stand above the column heads, the others in the table.</summary>
    public static (ImmutableArray<PreviewLine.Skipped> Above, ImmutableArray<PreviewLine> Table) Of(FilePreview preview)
    {
        var first = preview.Rows.IsEmpty ? long.MaxValue : preview.Rows[0].Row;
        var skipped = preview.Skipped.Where(line => line.Kind != SkippedLineKind.Header).Select(line => new PreviewLine.Skipped(line.Row, line.Kind, line.Text)).ToList();
        IEnumerable<PreviewLine> table =
        [
            .. skipped.Where(line => line.Row >= first || line.Kind == SkippedLineKind.Units),
            .. preview.Rows.Select(row => new PreviewLine.Data(row.Row, row.Cells)),
            .. preview.Rejected.Select(row => new PreviewLine.Rejected(row.Row, row)),
        ];
        return ([.. skipped.Where(line => line.Row < first && line.Kind != SkippedLineKind.Units).OrderBy(line => line.Row)], [.. table.OrderBy(line => line.Row)]);
    }

    /// <summary>The row the header stands in; null when the file has none.</summary>
    public static long? HeaderRow(FilePreview preview)
    {
        var header = preview.Skipped.Where(line => line.Kind == SkippedLineKind.Header).Select(line => (long?)line.Row).LastOrDefault();
        return header ?? (preview.Part.Facts.HeaderRows > 0 ? preview.Part.Facts.PreambleRows + preview.Part.Facts.HeaderRows : null);
    }

    /// <summary>Rows of the whole file as its first ones let expect, to three digits; null where bytes tell nothing about rows.</summary>
    public static long? About(FilePreview preview, long bytes) => RowEstimate.Of(preview, bytes);
}
