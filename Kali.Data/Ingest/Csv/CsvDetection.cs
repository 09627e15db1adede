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
    /// <summary>What each column is measured in, where a row says so.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Of the footer, the rows that add the others up.</summary>
    public int TotalsRows { get; init; }

    /// <summary>Which of the file's tables this is, from 1; null where there is one.</summary>
    public int? Table { get; init; }

    /// <summary>All tables of the file, where there are several.</summary>
    public ImmutableArray<TableFacts> Tables { get; init; } = [];

    public int ColumnCount => Labels.Length;

    public string[] ColumnNames() => SafeName.ForColumns(Labels);
}
