using System.Text;

namespace Kali.Data.Ingest;

/// <summary>About how many rows a file has, from its size and its first rows.</summary>
public static class RowEstimate
{
    private const int LeastRows = 20;

    /// <summary>Rows to three digits; null where bytes tell nothing about rows.</summary>
    public static long? Of(FilePreview preview, long bytes)
    {
        if (preview.Part.Facts is { Table: null, Format: "xlsx" or "xls" or "xlsb" } facts)
            return Math.Max(0, preview.Part.LastRow - facts.PreambleRows - facts.HeaderRows - facts.UnitsRows - facts.FooterRows);
        if (preview.Part.Facts.Format != "csv" || preview.Part.Entry is not null || preview.Rows.Length < LeastRows)
            return null;
        var average = preview.Rows.Average(row => row.Cells.Sum(cell => cell is null ? 0 : Encoding.UTF8.GetByteCount(cell)) + row.Cells.Length);
        var rows = bytes / Math.Max(1, average);
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(rows)) - 2));
        return (long)(Math.Round(rows / unit) * unit);
    }
}
