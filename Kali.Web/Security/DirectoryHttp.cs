using Microsoft.Identity.Client;

namespace Kali.Web.Security;

/// <summary>The connections on which tokens are asked for.</summary>
internal sealed class DirectoryHttp(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string Name = "directory";

    public HttpClient GetHttpClient() => clients.CreateClient(Name);
}
