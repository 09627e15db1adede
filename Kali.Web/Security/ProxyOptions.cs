using System.Net;
using Kali.Data;

namespace Kali.Web.Security;

/// <summary>Section <c>Kali:Proxy</c>: what stands between the browser and Kali.</summary>
public sealed class ProxyOptions : ICheckedOptions
{
    public const string Section = "Kali:Proxy";

    /// <summary>Networks whose word about the caller, the scheme and the host is believed, for example <c>10.0.0.0/8</c>. None by default.</summary>
    public List<string> TrustedNetworks { get; set; } = [];

    /// <summary>The path under which the proxy shows Kali, for example <c>/kali</c>.</summary>
    public string? BasePath { get; set; }

    public IEnumerable<string> Problems()
    {
        foreach (var network in TrustedNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
            yield return $"{Section}:TrustedNetworks holds “{network}”; a network is written as 10.0.0.0/8 or 203.0.113.7/32.";
        if (BasePath is { Length: > 0 } path && (path[0] != '/' || path[^1] == '/'))
            yield return $"{Section}:BasePath is “{path}”; a base path begins with / and does not end with one, for example /kali.";
    }
}
