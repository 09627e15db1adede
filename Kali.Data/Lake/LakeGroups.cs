namespace Kali.Data.Lake;

/// <summary>
/// Section <c>Kali:Lake:Groups</c>: the directory's object ids of the groups whose members hold Kali's roles. Access lists of a storage account know groups by id alone.
/// Without any of them provisioning leaves access lists alone.
/// </summary>
public sealed class LakeGroups
{
    public string? Admins { get; set; }

    public string? DataEngineers { get; set; }

    public string? Analysts { get; set; }

    public string? BusinessUsers { get; set; }

    internal bool AreSet => new[] { Admins, DataEngineers, Analysts, BusinessUsers }.Any(id => !string.IsNullOrWhiteSpace(id));

    internal IEnumerable<string> Problems()
    {
        foreach (var (setting, id) in new[] { (nameof(Admins), Admins), (nameof(DataEngineers), DataEngineers), (nameof(Analysts), Analysts), (nameof(BusinessUsers), BusinessUsers) })
        {
            if (!string.IsNullOrWhiteSpace(id) && !Guid.TryParse(id, out _))
                yield return $"{LakeOptions.Section}:Groups:{setting} is “{id}”; the group's object id in the directory is needed, for example 7d7a2b1c-35ce-4d1b-9a0e-3f1d7d0f6a11.";
        }
    }
}
