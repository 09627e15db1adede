namespace Kali.Data.Engines.Databricks;

/// <summary>Section <c>Kali:Databricks:Groups</c>: the account groups whose members hold Kali's roles. Groups of the workspace alone cannot be granted anything.</summary>
public sealed class DatabricksGroups
{
    public string Admins { get; set; } = "kali_admins";

    public string DataEngineers { get; set; } = "kali_data_engineers";

    public string Analysts { get; set; } = "kali_analysts";

    public string BusinessUsers { get; set; } = "bayer_business_users";

    public override string ToString() => $"{Admins}, {DataEngineers}, {Analysts}, {BusinessUsers}";
}
