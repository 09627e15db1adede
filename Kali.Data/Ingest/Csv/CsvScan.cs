namespace Kali.Data.Ingest.Csv;

/// <summary>What stands at the beginning of a piece of text.</summary>
internal enum CsvScan
{
    Record,

    /// <summary>A line with nothing in it.</summary>
    Blank,

    Comment,

    /// <summary>A record that goes on behind the piece.</summary>
    NeedsMore,

    /// <summary>A quote that is opened and not closed as it should be; only the first line is taken for broken.</summary>
    BrokenQuote,
}
