namespace Kali.Data.Engines.Databricks.Files;

internal sealed record FolderList(FolderEntry[]? Contents, string? NextPageToken);

internal sealed record FolderEntry(string? Path, string? Name, bool IsDirectory, long? FileSize, long? LastModified);
