using Kali.Data;

namespace Kali.Web.Security;

/// <summary>Section <c>Kali:Identity</c>: how accounts of the directory become people of Kali. The directory itself is section <c>AzureAd</c>.</summary>
public sealed class IdentityOptions : ICheckedOptions
{
    public const string Section = "Kali:Identity";

    /// <summary>Object ids of directory groups and the role their members hold, beside the app roles of the token.</summary>
    public Dictionary<string, string> GroupRoles { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A session ends after this time however busy it is, and roles are read anew.</summary>
    public TimeSpan SessionLasts { get; set; } = TimeSpan.FromHours(12);

    public IEnumerable<string> Problems()
    {
        foreach (var (group, role) in GroupRoles)
        {
            if (!KaliRoles.TryParse(role, out _))
                yield return $"{Section}:GroupRoles:{group} is “{role}”; a group gets kali_admins, kali_data_engineers, kali_analysts or bayer_business_users.";
        }
        if (SessionLasts <= TimeSpan.Zero)
            yield return $"{Section}:SessionLasts is {SessionLasts}; a session lasts longer than nothing, for example 12:00:00.";
    }
}
