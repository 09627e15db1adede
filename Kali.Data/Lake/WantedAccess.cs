namespace Kali.Data.Lake;

/// <summary>What a group may do with a folder of the lake and all that lies in it, now and later.</summary>
/// <param name="Folder">The folder; null for the container itself, which groups only pass through.</param>
/// <param name="Group">The role the group stands for: <c>kali_analysts</c>.</param>
/// <param name="Setting">The setting that holds its object id.</param>
/// <param name="GroupId">The object id; null where it is not set.</param>
/// <param name="Rights">As POSIX writes them: <c>r-x</c>.</param>
public sealed record WantedAccess(LakePath? Folder, string Group, string Setting, string? GroupId, string Rights)
{
    /// <summary>How people know it.</summary>
    public string Name => $"{Rights} on {(Folder is { } folder ? folder.Value : "the container")} to {Group}";
}
