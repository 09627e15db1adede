using System.Globalization;

namespace Kali.Data.Lake;

/// <summary>Tells a person what a storage's fault means: what could not be done, what is kept, what to do.</summary>
public static class StorageFault
{
    private const int DiskFullWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullWindows = unchecked((int)0x80070027);
    private const int WriteProtectedWindows = unchecked((int)0x80070013);

    public static bool Explains(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary>The exception to throw when <paramref name="path"/> could not be written.</summary>
    public static KaliException Writing(string path, Exception fault)
    {
        var message = Cause(fault) switch
        {
            StorageCause.Full => string.Create(CultureInfo.InvariantCulture,
                $"The disk that holds “{path}” is full{Free(path)}. What was there before is unchanged. Free some space and try again."),
            StorageCause.ReadOnly =>
                $"“{path}” cannot be written because its disk is read-only. What is there is unchanged. Make the disk writable, or choose another lake folder.",
            StorageCause.Denied =>
                $"“{path}” cannot be written: the account Kali runs under has no right to it. What is there is unchanged. Give that account write access, or choose another lake folder.",
            _ => $"“{path}” cannot be written: {fault.Message} What was there before is unchanged.",
        };
        return new KaliException(message, fault);
    }

    /// <summary>The exception to throw when <paramref name="path"/> could not be read.</summary>
    public static KaliException Reading(string path, Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => new NotFoundException($"“{path}” is not in the lake any more."),
        UnauthorizedAccessException => new KaliException($"“{path}” cannot be read: the account Kali runs under has no right to it.", fault),
        _ => new KaliException($"“{path}” cannot be read: {fault.Message}", fault),
    };

    internal static StorageCause Cause(Exception fault) => (fault.HResult, OperatingSystem.IsWindows()) switch
    {
        (28, false) or (122, false) or (DiskFullWindows, true) or (HandleDiskFullWindows, true) => StorageCause.Full,     // ENOSPC, EDQUOT
        (30, false) or (WriteProtectedWindows, true) => StorageCause.ReadOnly,                                            // EROFS
        _ when fault is UnauthorizedAccessException => fault.InnerException is { } inner && Cause(inner) == StorageCause.ReadOnly ? StorageCause.ReadOnly : StorageCause.Denied,
        (13, false) => StorageCause.Denied,                                                                               // EACCES
        _ => StorageCause.Other,
    };

    private static string Free(string path)
    {
        try
        {
            return Path.GetPathRoot(Path.GetFullPath(path)) is { } && new DriveInfo(Nearest(path)).AvailableFreeSpace is var free
                ? string.Create(CultureInfo.InvariantCulture, $" ({free:N0} bytes left)")
                : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }

    private static string Nearest(string path)
    {
        if (OperatingSystem.IsWindows())
            return Path.GetPathRoot(Path.GetFullPath(path))!;
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        return folder;
    }
}
