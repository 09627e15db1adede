using System.Security.Cryptography;
using System.Text;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>
/// Which tables are being written, so that none is moved away below its writer: by any process on this lake, as web application
/// and command line share one. A writer shares a lock file with other writers, who moves has it alone; locks end with their process.
/// </summary>
internal sealed class TablesInUse(TablePlaces places)
{
    /// <exception cref="RefusedException">The table is being renamed or dropped.</exception>
    public IDisposable Write(string folder, string shown) => TryLock(folder, isShared: true)
        ?? throw new RefusedException($"{shown} is just being renamed, dropped or brought back. Nothing was written. Try again in a moment.");

    /// <exception cref="RefusedException">The table is being written.</exception>
    public IDisposable Move(string folder, string shown) => TryLock(folder, isShared: false)
        ?? throw new RefusedException($"{shown} is being written just now and stays as it is. Wait for the run to end, or cancel it, and try again.");

    private FileStream? TryLock(string folder, bool isShared)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetRelativePath(places.TempFolder, folder))))[..32];
        var file = Path.Combine(places.TempFolder, $"table-{name}.lock");
        try
        {
            AtomicFile.CreateFolder(places.TempFolder);
            return LockFile.TryTake(file, isShared);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(file, fault);
        }
    }
}
