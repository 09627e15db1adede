namespace Kali.Data.Ingest.Csv;

/// <summary>What a cell looks like, as far as cutting a text into cells needs to know.</summary>
internal enum CellKind
{
    Empty,
    Number,
    Date,
    Special,
    Word,
    Text,

    /// <summary>Words with something between them that often stands between cells.</summary>
    List,

    /// <summary>Half a quoted text, control characters, several delimiters.</summary>
    Odd,
}
