using Kali.Data;

namespace Kali.Web.Commands;

/// <summary>Who acts on the command line: whoever may read a lake of local files may do anything to it.</summary>
internal static class CommandLineActor
{
    public static Actor From(string? actAs, bool isDirectoryConfigured)
    {
        if (actAs is null)
            return new Actor(SafeName.From(Environment.UserName, "local"), Environment.UserName, [KaliRole.Admin]);
        if (isDirectoryConfigured)
            throw new RefusedException("--as is for lakes without a directory. Entra ID is configured here, so everyone acts with the roles the directory gives.");
        if (!KaliRoles.TryParse(actAs, out var role))
            throw new RefusedException($"“{actAs}” is not a role. --as takes kali_admins, kali_data_engineers, kali_analysts or bayer_business_users.");
        return new Actor(actAs, actAs, [role]);
    }
}
