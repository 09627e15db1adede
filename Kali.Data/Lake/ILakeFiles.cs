namespace Kali.Data.Lake;

/// <summary>
/// The files of the lake: a folder on disk or a container in ADLS Gen2. A fault of the storage is a <see cref="KaliException"/>
/// that says what is kept (disk full, read-only, not reachable).
/// </summary>
public interface ILakeFiles
{
    /// <summary>The place in the file system, for an engine that opens files itself; null where there is none.</summary>
    string? LocalPath(LakePath path);

    /// <summary>The address under which other services reach it (<c>abfss://…</c>); null where none does.</summary>
    string? Address(LakePath path);

    Task<bool> ExistsAsync(LakePath path, CancellationToken ct);

    /// <summary>Size in bytes, or null when there is no such file.</summary>
    Task<long?> LengthAsync(LakePath path, CancellationToken ct);

    /// <summary>The file's bytes, seekable; of a file elsewhere only those parts come that are read.</summary>
    Task<Stream> OpenReadAsync(LakePath path, CancellationToken ct);

    /// <summary>The same for readers that do not await; on threads of their own.</summary>
    Stream OpenRead(LakePath path);

    /// <summary>Every file below the folder, in ordinal order; nothing when there is no such folder.</summary>
    IAsyncEnumerable<LakeFile> ListAsync(LakePath folder, CancellationToken ct);

    /// <summary>
    /// Puts a whole file in place, durable, unless one is there already. Of several racing callers exactly one gets true;
    /// nobody ever sees a part of the file.
    /// </summary>
    Task<bool> PutIfAbsentAsync(LakePath path, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Moves a file to a place where none is; the source is gone when this returns.</summary>
    Task MoveAsync(LakePath from, LakePath to, CancellationToken ct);

    Task DeleteAsync(LakePath path, CancellationToken ct);

    /// <summary>Deletes a folder with all below it; nothing when there is none.</summary>
    Task DeleteFolderAsync(LakePath folder, CancellationToken ct);

    /// <summary>Files in the making that wait in a folder of the lake.</summary>
    IStagedFiles StagedIn(LakePath folder);

    /// <summary>Bytes that can still be written, or null when the storage has no such limit.</summary>
    long? FreeBytes();
}

/// <summary>A file in the lake.</summary>
public sealed record LakeFile(LakePath Path, long Bytes, DateTimeOffset ChangedAt);
