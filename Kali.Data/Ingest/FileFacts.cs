using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Ingest;

/// <summary>
/// What a file (or one sheet or entry of it) is, in the fields of <c>detect --json</c>. Facts are found in the content, never in the name;
/// together with the file they say how it is read, so a run reads what the preview showed.
/// </summary>
public sealed record FileFacts
{
    /// <summary>The name as given: a label, never a path.</summary>
    [JsonPropertyName("file")]
    public required string File { get; init; }

    /// <summary><c>csv</c>, <c>xlsx</c>, <c>xlsb</c>, <c>xls</c>, <c>json</c>, <c>jsonl</c> or <c>parquet</c>.</summary>
    [JsonPropertyName("format")]
    public required string Format { get; init; }

    /// <summary>The IANA name of the text's encoding; null where the format has none.</summary>
    [JsonPropertyName("encoding")]
    public string? Encoding { get; init; }

    /// <summary>What stands between fields; null when there is one column, or the format has none.</summary>
    [JsonPropertyName("delimiter")]
    public string? Delimiter { get; init; }

    /// <summary>What fields are put in when they hold the delimiter; null when none is used.</summary>
    [JsonPropertyName("quote")]
    public string? Quote { get; init; }

    /// <summary>What lets a quote stand inside quotes: the quote itself (doubled) or another character; null when there is none.</summary>
    [JsonPropertyName("escape")]
    public string? Escape { get; init; }

    /// <summary><c>\r\n</c>, <c>\n</c> or <c>\r</c> as they are; null where the format has none.</summary>
    [JsonPropertyName("record_delimiter")]
    public string? RecordDelimiter { get; init; }

    /// <summary>Lines (or sheet rows) before the header that are not data.</summary>
    [JsonPropertyName("preamble_rows")]
    public int PreambleRows { get; init; }

    /// <summary>Rows the header takes; 0 when there is none.</summary>
    [JsonPropertyName("header_rows")]
    public int HeaderRows { get; init; }

    /// <summary>Lines (or sheet rows) after the last record that are not data.</summary>
    [JsonPropertyName("footer_rows")]
    public int FooterRows { get; init; }

    /// <summary>The headers as written, several header rows joined by a space; empty texts where the file has no header.</summary>
    [JsonPropertyName("columns")]
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Every sheet of a workbook, hidden ones too.</summary>
    [JsonPropertyName("sheets")]
    public ImmutableArray<string> Sheets { get; init; } = [];

    /// <summary>How sure the reading is, from 0 to 1.</summary>
    [JsonPropertyName("confidence")]
    public double Confidence { get; init; } = 1;

    /// <summary>Rows behind the header that say what columns are measured in; not data.</summary>
    [JsonPropertyName("units_rows")]
    public int UnitsRows { get; init; }

    /// <summary>What each column is measured in, where a row says so; empty texts for those it says nothing of.</summary>
    [JsonPropertyName("units")]
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Of the rows after the last record, those that add the others up.</summary>
    [JsonPropertyName("totals_rows")]
    public int TotalsRows { get; init; }

    /// <summary>How lines begin that are remarks; null when there are none.</summary>
    [JsonPropertyName("comment")]
    public string? Comment { get; init; }

    /// <summary>Which of the file's (or sheet's) tables this is, from 1; null where there is one.</summary>
    [JsonPropertyName("table")]
    public int? Table { get; init; }

    /// <summary>All tables of the file or sheet, where there are several.</summary>
    [JsonPropertyName("tables")]
    public ImmutableArray<TableFacts> Tables { get; init; } = [];

    /// <summary>Columns of a JSON document that hold lists.</summary>
    [JsonPropertyName("lists")]
    public ImmutableArray<string> Lists { get; init; } = [];

    /// <summary>The list whose entries are rows of their own; null where all are kept as text.</summary>
    [JsonPropertyName("taken_apart")]
    public string? TakenApart { get; init; }

    public bool Equals(FileFacts? other) =>
        other is not null
        && (File, Format, Encoding, Delimiter, Quote, Escape, RecordDelimiter, Confidence)
            == (other.File, other.Format, other.Encoding, other.Delimiter, other.Quote, other.Escape, other.RecordDelimiter, other.Confidence)
        && (PreambleRows, HeaderRows, FooterRows) == (other.PreambleRows, other.HeaderRows, other.FooterRows)
        && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan())
        && Sheets.AsSpan().SequenceEqual(other.Sheets.AsSpan())
        && (UnitsRows, TotalsRows, Comment, Table, TakenApart) == (other.UnitsRows, other.TotalsRows, other.Comment, other.Table, other.TakenApart)
        && Units.AsSpan().SequenceEqual(other.Units.AsSpan())
        && Lists.AsSpan().SequenceEqual(other.Lists.AsSpan())
        && Tables.AsSpan().SequenceEqual(other.Tables.AsSpan());

    public override int GetHashCode() => HashCode.Combine(File, Format, Columns.Length);
}
