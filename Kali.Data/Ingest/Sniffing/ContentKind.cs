namespace Kali.Data.Ingest.Sniffing;

/// <summary>What bytes are, as far as Kali tells kinds apart.</summary>
public enum ContentKind
{
    Empty,
    Text,
    Json,
    JsonLines,
    Xlsx,
    Xlsb,
    Xls,
    EncryptedWorkbook,
    Parquet,
    Zip,
    EncryptedZip,
    Gzip,
    OtherArchive,
    Avro,
    Pdf,
    Html,
    Xml,
    Executable,
    Script,
    Image,
    Database,
    OfficeDocument,
    OpenDocument,
    CorruptArchive,
    CorruptWorkbook,
    Binary,
}

/// <summary>A kind and the word that tells it closer: which image, which archive.</summary>
public readonly record struct Content(ContentKind Kind, string? Detail = null)
{
    public static implicit operator Content(ContentKind kind) => new(kind);
}
