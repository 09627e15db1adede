namespace Kali.Data.Lake;

/// <summary>Why a storage did not take a write.</summary>
internal enum StorageCause
{
    Full,
    ReadOnly,
    Denied,
    Other,
}
