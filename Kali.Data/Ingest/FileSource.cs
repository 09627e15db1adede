using Kali.Data.Lake;

namespace Kali.Data.Ingest;

/// <summary>
/// The bytes of a file, wherever they lie, and the name a person gave them.
/// </summary>
/// <param name="Name">A label: it is shown and compared with the content, never used as a path.</param>
/// <param name="Open">A fresh seekable stream from the first byte; the caller disposes it.</param>
/// <param name="IsWhole">False while the file is still being sent: then only text can be previewed, as far as it is there.</param>
/// <param name="LocalPath">Where it lies in the file system; null when it does not. Only for readers that open files themselves.</param>
public sealed record FileSource(string Name, Func<Stream> Open, bool IsWhole = true, string? LocalPath = null)
{
    /// <summary>A file of the file system. A file that is still being written can be opened too.</summary>
    public static FileSource At(string path, string? name = null, bool isWhole = true) =>
        new(name ?? Path.GetFileName(path), () => OpenFile(path, name ?? path), isWhole, path);

    /// <summary>A file of the lake: one of the file system where it is that, else read from where it lies, part by part.</summary>
    public static FileSource In(ILakeFiles lake, LakePath place, string name) =>
        lake.LocalPath(place) is { } path ? At(path, name) : new FileSource(name, () => lake.OpenRead(place));

    private static FileStream OpenFile(string path, string shown)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotFoundException($"There is no file {shown}. Check its name and folder.");
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw new RefusedException(Fault(shown, cause), cause);
        }
    }

    /// <summary>The system's words name the whole path; people are told the file by the name they gave it.</summary>
    private static Said Fault(string shown, Exception cause) => cause is UnauthorizedAccessException
        ? Said.Of($"{shown} cannot be opened: its permissions do not allow reading it.")
        : Said.Of($"{shown} cannot be opened: another program holds it, or the disk has a fault.");
}
