namespace Kali.Data.Ingest.Csv;

/// <summary>
/// How a text table is written. Cells come out exactly as they stand: nothing is trimmed, quotes around a cell are taken off and what
/// they escape is put back. An empty cell, quoted or not, is empty text; a cell missing at the end of a row is null.
/// An empty line is no record, except in a table of one column, where it is a row whose cell is empty.
/// </summary>
public sealed record CsvDialect
{
    public static CsvDialect Default { get; } = new();

    /// <summary>One or several characters; <c>""</c> for a table of one column.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>An ASCII character, or null when quotes are ordinary characters. A quote doubled within quotes is one quote.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>
    /// An ASCII character that lets a quote, the delimiter, a line end or itself stand in a cell; before anything else it is itself.
    /// Null when quotes are doubled.
    /// </summary>
    public char? Escape { get; init; }

    public LineEnd LineEnd { get; init; } = LineEnd.Lf;

    /// <summary>How lines begin that are remarks; null when there are none.</summary>
    public string? Comment { get; init; }

    /// <summary>Rows before the header, empty ones too, as a spreadsheet counts them.</summary>
    public int PreambleRows { get; init; }

    /// <summary>Rows the header takes, empty ones not counted; 0 when there is none.</summary>
    public int HeaderRows { get; init; } = 1;

    /// <summary>Rows behind the header that say what the figures are measured in.</summary>
    public int UnitsRows { get; init; }

    /// <summary>Rows of the preamble that belong to tables before this one.</summary>
    public int RowsOfOthers { get; init; }

    /// <summary>The last row of this table where others follow it in the file; 0 when it goes on to the end.</summary>
    public long LastRow { get; init; }

    /// <summary>Records at the end that are no data (notes, totals).</summary>
    public int FooterRows { get; init; }

    /// <summary>A run of delimiters is one, as in columns aligned with spaces; those at the beginning and end of a line are none.</summary>
    public bool RunsAreOne { get; init; }

    /// <summary>Every delimiter is followed by a space that belongs to it.</summary>
    public bool SpaceAfterDelimiter { get; init; }

    /// <summary>Spaces may stand between a delimiter and an opening quote.</summary>
    public bool SpaceBeforeQuote { get; init; }
}
