using Kali.Data;

namespace Kali.Web.Security;

/// <summary>The acting user of a request.</summary>
public static class RequestActor
{
    public static Actor Actor(this HttpContext context) => context.User.ToActor();
}
