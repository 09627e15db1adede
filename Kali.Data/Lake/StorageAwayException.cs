namespace Kali.Data.Lake;

/// <summary>The lake's storage refused or did not answer; nothing says that the same will fail later.</summary>
public sealed class StorageAwayException(string message, Exception cause) : KaliException(message, cause);
