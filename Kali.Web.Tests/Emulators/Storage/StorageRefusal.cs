namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>An error answer of the storage: JSON from dfs, XML from blob.</summary>
internal sealed class StorageRefusal(int status, string code, string? message = null) : Exception(message ?? code)
{
    public int Status => status;

    public string Code => code;

    public static StorageRefusal NotEmulated(string what) => new(501, "NotImplemented", $"The emulator has no {what}.");
}
