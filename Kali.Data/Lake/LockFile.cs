namespace Kali.Data.Lake;

/// <summary>A lock between processes: a file that is held open, and let go of with its process. It stays: taking away one that is held would let two have it.</summary>
internal static class LockFile
{
    /// <summary>The lock; null while somebody has it who does not share it.</summary>
    /// <param name="path">The file; it is made when it is not there.</param>
    /// <param name="isShared">Whether others may have it in the same way.</param>
    /// <exception cref="IOException">The file cannot be opened for a reason of the storage.</exception>
    public static FileStream? TryTake(string path, bool isShared = false)
    {
        var (access, share) = isShared ? (FileAccess.Read, FileShare.Read) : (FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 0);
        }
        catch (IOException fault) when (StorageFault.Cause(fault) == StorageCause.Other)
        {
            return null;
        }
    }
}
