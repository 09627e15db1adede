namespace Kali.Data.Ingest.Csv;

/// <summary>A row of the sample as a dialect cuts it.</summary>
/// <param name="Number">Its row number.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Scan">What it was found to be.</param>
internal sealed record SampleRow(int Number, string[] Cells, CsvScan Scan)
{
    private int? _filled;

    public int Width => Cells.Length;

    public bool IsBlank => Scan == CsvScan.Blank;

    public int Filled => _filled ??= Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}
