namespace Kali.Web.Tests.Security.Directory;

/// <summary>Somebody the directory knows.</summary>
/// <param name="ObjectId">Their id in the directory.</param>
/// <param name="Name">The name shown.</param>
internal sealed record DirectoryPerson(string ObjectId, string Name)
{
    /// <summary>App roles granted in the directory.</summary>
    public string[] Roles { get; init; } = [];

    /// <summary>Object ids of groups.</summary>
    public string[] Groups { get; init; } = [];
}
