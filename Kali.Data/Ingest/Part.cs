using System.Collections.Immutable;
using Kali.Data.Ingest.Csv;

namespace Kali.Data.Ingest;

/// <summary>
/// What one run ingests: one table of one file (a CSV, one sheet, one file of a zip).
/// </summary>
/// <param name="Entry">Its name in the archive; null when the file is no archive.</param>
/// <param name="Sheet">The sheet; null when the file is no workbook.</param>
/// <param name="Label">How people name it: the file, with the entry or sheet where there are several.</param>
/// <param name="Facts">How it is read.</param>
public sealed record Part(string? Entry, string? Sheet, string Label, FileFacts Facts)
{
    /// <summary>Whether the workbook hides this sheet: offered, not taken by itself.</summary>
    public bool IsHidden { get; init; }

    /// <summary>How text is cut into cells; null for other formats.</summary>
    public CsvDialect? Dialect { get; init; }

    /// <summary>The first sheet column the table has, from 0; columns before it are empty.</summary>
    public int FirstColumn { get; init; }

    /// <summary>The last sheet row with a value; 0 for other formats.</summary>
    public long LastRow { get; init; }

    /// <summary>Sheet rows before this table that belong to others; 0 where it is the only one.</summary>
    public long RowsOfOthers { get; init; }

    /// <summary>What stands above this table, where the file or sheet has several; null when nothing does.</summary>
    public string? Title { get; init; }

    /// <summary>Where the records of a JSON document are (a JSON pointer); null for other formats.</summary>
    public string? JsonPath { get; init; }

    /// <summary>How many levels of nested JSON objects are columns; deeper ones stay JSON text.</summary>
    public int JsonLevels { get; init; }

    /// <summary>Where a list is taken apart: the columns of the record itself, before those of the list's entries; else 0.</summary>
    public int JsonColumns { get; init; }

    /// <summary>Other places in a JSON document where records could be, largest first.</summary>
    public ImmutableArray<string> OtherJsonPaths { get; init; } = [];

    /// <summary>The dataset name that suggests itself: the file's stem made safe, <c>__sheet</c> added when there are several.</summary>
    public required string DatasetName { get; init; }

    /// <summary>What the name says the file is, when its content is something else: <c>prices.csv</c> is Parquet.</summary>
    public string? NamedAs { get; init; }

    public bool Equals(Part? other) =>
        other is not null
        && (Entry, Sheet, Label, IsHidden, Dialect, FirstColumn, LastRow, JsonPath, JsonLevels, DatasetName, NamedAs, RowsOfOthers, Title, JsonColumns)
            == (other.Entry, other.Sheet, other.Label, other.IsHidden, other.Dialect, other.FirstColumn, other.LastRow, other.JsonPath, other.JsonLevels, other.DatasetName, other.NamedAs, other.RowsOfOthers, other.Title, other.JsonColumns)
        && Facts.Equals(other.Facts)
        && OtherJsonPaths.AsSpan().SequenceEqual(other.OtherJsonPaths.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Label, Entry, Sheet);
}
