namespace Kali.Data;

/// <summary>The four application roles; the names are those of the directory (Entra app roles, Unity Catalog groups).</summary>
public enum KaliRole
{
    BusinessUser,
    Analyst,
    DataEngineer,
    Admin,
}

public static class KaliRoles
{
    private static readonly Dictionary<string, KaliRole> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bayer_business_users"] = KaliRole.BusinessUser,
        ["kali_analysts"] = KaliRole.Analyst,
        ["kali_data_engineers"] = KaliRole.DataEngineer,
        ["kali_admins"] = KaliRole.Admin,
    };

    /// <summary>The role of that directory name, or none when the name is of no concern to Kali.</summary>
    public static bool TryParse(string name, out KaliRole role) => ByName.TryGetValue(name, out role);

    /// <summary>The name the directory and Unity Catalog know the role by.</summary>
    public static string DirectoryName(this KaliRole role) => ByName.First(pair => pair.Value == role).Key;
}
