namespace Kali.Data.Ingest.Sniffing;

/// <summary>What a file's name claims, to be compared with what it is.</summary>
internal static class NamedKind
{
    /// <summary>The code of what the name claims when the content is something else; null when they agree or the name claims nothing.</summary>
    public static string? Disagreeing(string fileName, ContentKind kind)
    {
        var (claim, kinds) = Claim(Path.GetExtension(fileName).ToLowerInvariant());
        return claim is null || kinds.Contains(kind) ? null : claim;
    }

    private static (string? Claim, ContentKind[] Kinds) Claim(string extension) => extension switch
    {
        ".csv" => ("csv", [ContentKind.Text, ContentKind.Empty]),
        ".tsv" or ".tab" => ("tsv", [ContentKind.Text, ContentKind.Empty]),
        ".txt" => ("txt", [ContentKind.Text, ContentKind.Json, ContentKind.JsonLines, ContentKind.Empty]),
        ".xlsx" or ".xlsm" or ".xlsb" or ".xls" or ".xltx" or ".xlt" => ("excel", [ContentKind.Xlsx, ContentKind.Xlsb, ContentKind.Xls, ContentKind.EncryptedWorkbook, ContentKind.CorruptWorkbook, ContentKind.Empty]),
        ".json" or ".geojson" => ("json", [ContentKind.Json, ContentKind.JsonLines, ContentKind.Empty]),
        ".jsonl" or ".ndjson" => ("jsonl", [ContentKind.Json, ContentKind.JsonLines, ContentKind.Empty]),
        ".parquet" or ".parq" => ("parquet", [ContentKind.Parquet, ContentKind.Empty]),
        ".zip" => ("zip", [ContentKind.Zip, ContentKind.EncryptedZip, ContentKind.CorruptArchive, ContentKind.Empty]),
        ".gz" or ".gzip" => ("gzip", [ContentKind.Gzip, ContentKind.Empty]),
        _ => (null, []),
    };
}
