using System.Runtime.InteropServices;

namespace Kali.Data.Lake;

/// <summary>
/// Whole files put in place durably: nobody sees a part of one, and what has been put survives a power cut.
/// </summary>
/// <remarks>
/// <c>File.Move(…, overwrite: false)</c> looks and then renames on Unix, so two writers can both win. <c>link(2)</c> refuses a name that is taken
/// in one step; Windows refuses it in <c>MoveFileEx</c>.
/// </remarks>
internal static partial class AtomicFile
{
    private const int FileExists = 17;          // EEXIST on Linux and macOS
    private const int NotPermitted = 1;         // EPERM: the file system has no hard links
    private const int NotFound = 2;             // ENOENT

    /// <summary>Writes the file unless there is one of that name; false when there is. The folder exists.</summary>
    public static bool PutIfAbsent(string path, ReadOnlySpan<byte> content)
    {
        var temporary = TemporaryBeside(path);
        try
        {
            WriteThrough(temporary, content);
            var placed = MoveIfAbsent(temporary, path);
            if (!placed)
                File.Delete(temporary);
            return placed;
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            Discard(temporary);
            throw StorageFault.Writing(path, fault);
        }
    }

    /// <summary>Writes the file in the place of one that may be there; readers see the old or the new one whole.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = TemporaryBeside(path);
        try
        {
            WriteThrough(temporary, content);
            ReplaceBy(temporary, path);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            Discard(temporary);
            throw StorageFault.Writing(path, fault);
        }
    }

    /// <summary>Gives a flushed file its final name, in the place of one that may be there.</summary>
    public static void ReplaceBy(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Gives a file another name unless that is taken; false when it is, and then the file stays where it was.</summary>
    public static bool MoveIfAbsent(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(from, to, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(to) && File.Exists(from))
            {
                return false;
            }
        }
        if (Link(from, to) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error switch
            {
                FileExists => false,
                NotFound when !File.Exists(from) => throw new FileNotFoundException($"“{from}” is not there.", from),
                NotPermitted => throw new RefusedException(
                    $"The file system that holds “{to}” has no hard links, so a file cannot be put there safely while others write. Keep the lake on a local disk (ext4, xfs, btrfs, APFS, NTFS)."),
                _ => throw new IOException(Marshal.GetPInvokeErrorMessage(error), error),
            };
        }
        // From here on the file is in place: a name left behind must not be told as a failure.
        FlushFolder(Path.GetDirectoryName(to)!);
        Discard(from);
        return true;
    }

    /// <summary>Makes a file that another component wrote (DuckDB) durable, its name included.</summary>
    public static void Flush(string path)
    {
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            RandomAccess.FlushToDisk(file);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes the names in a folder durable; Windows does so with the files.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            return;
        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>Creates a folder and those above it, durably.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        try
        {
            if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            {
                CreateFolder(parent);
                Directory.CreateDirectory(folder);
                FlushFolder(parent);
            }
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(folder, fault);
        }
    }

    /// <summary>A name for the time before a file is whole; every reader of the lake passes over it.</summary>
    public static string TemporaryBeside(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.tmp");

    public static bool IsTemporary(ReadOnlySpan<char> name) => name.StartsWith(".") && name.EndsWith(".tmp");

    private static void WriteThrough(string path, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, content.Length);
        RandomAccess.Write(file, content, 0);
        RandomAccess.FlushToDisk(file);
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Readers pass over it; a table's next checkpoint takes away old ones.
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
