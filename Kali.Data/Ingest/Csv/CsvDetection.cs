using System.Collections.Immutable;
using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>What a text table was found to be.</summary>
/// <param name="Encoding">How its bytes are read as text.</param>
/// <param name="Dialect">How the text is cut into cells.</param>
/// <param name="Labels">The headers as written, several header rows joined by a space, one for each column; empty texts where there is none.</param>
/// <param name="Confidence">How sure this is, from 0 to 1.</param>
public sealed record CsvDetection(Encoding Encoding, CsvDialect Dialect, ImmutableArray<string> Labels, double Confidence)
{
    public int ColumnCount => Labels.Length;

    public string[] ColumnNames() => SafeName.ForColumns(Labels);
}
