using System.Text.Json.Serialization;

namespace Kali.Data.Ingest;

/// <summary>
/// Why a file, an entry of an archive or a sheet is not read. The interface makes its own sentence of it in the reader's language;
/// <see cref="Message"/> is the English one.
/// </summary>
/// <param name="Reason">The code of the sentence.</param>
/// <param name="File">The file as named; <c>archive.zip › entry.csv</c> for an entry.</param>
/// <param name="NamedAs">What the name says it is (<c>csv</c>, <c>tsv</c>, <c>txt</c>, <c>excel</c>, <c>json</c>, <c>jsonl</c>, <c>parquet</c>, <c>zip</c>, <c>gzip</c>), when the content is something else; null else.</param>
/// <param name="Figure">The number the sentence has: bytes, entries, a ratio; null when it has none.</param>
/// <param name="Limit">The limit it passed.</param>
/// <param name="Detail">A word the sentence has: a sheet, a path, a kind of image.</param>
public sealed record Refusal(RefusalReason Reason, string File, string? NamedAs = null, long? Figure = null, long? Limit = null, string? Detail = null)
{
    [JsonIgnore]
    public string Message => RefusalText.English(this);

    /// <summary>The same as a fault, for callers that asked for rows.</summary>
    public UnreadableException ToException(Exception? cause = null) => new(this, cause);
}

/// <summary>Codes of the sentences; each has a whole sentence in every language.</summary>
public enum RefusalReason
{
    Empty,
    EncryptedZip,
    EmptyArchive,
    ArchiveWithoutTables,
    ProtectedEntry,
    NestedArchive,
    OtherArchive,
    TooManyEntries,
    ExpandsTooFar,
    CorruptArchive,
    Executable,
    Script,
    Image,
    Pdf,
    Html,
    Xml,
    Avro,
    Database,
    OfficeDocument,
    OpenDocument,
    CorruptWorkbook,
    EmptyWorkbook,
    UnknownSheet,
    EmptySheet,
    TooManyCells,
    CorruptParquet,
    NotJson,
    UnknownJsonPath,
    NoRecords,
    UnknownEntry,
    UnknownEncoding,
    BinaryData,
}
