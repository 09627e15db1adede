namespace Kali.Data.Ingest;

/// <summary>The dataset name that suggests itself for a file: its stem, without the endings of archives and formats, made safe.</summary>
public static class DatasetNames
{
    private static readonly string[] Endings = [".gz", ".gzip", ".zip", ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".json", ".jsonl", ".ndjson", ".parquet", ".parq"];

    public static string Propose(string fileName)
    {
        var stem = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var hasEnding = false;
        while (Array.Find(Endings, ending => stem.Length > ending.Length && stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending)
        {
            stem = stem[..^ending.Length];
            hasEnding = true;
        }
        if (!hasEnding)
            stem = Path.GetFileNameWithoutExtension(stem);
        var name = SafeName.From(stem, "dataset");
        return TableName.OfDataset(name);
    }
}
