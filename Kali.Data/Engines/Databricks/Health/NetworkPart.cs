using System.Net;
using System.Net.Sockets;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Databricks.Health;

/// <summary>Whether names of the workspace and of the lake's storage account lead into a private network, where that is asked for; no request is sent.</summary>
/// <param name="resolve">Looks a name up.</param>
/// <param name="options">The workspace.</param>
/// <param name="lake">The lake; null where there is none to look at.</param>
internal sealed class NetworkPart(Func<string, CancellationToken, Task<IPAddress[]>> resolve, DatabricksOptions options, LakeOptions? lake) : IEnginePart
{
    private static readonly IPNetwork[] Private =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")];

    public string Name => "network";

    public async Task<PartState> LookAsync(CancellationToken ct)
    {
        foreach (var host in Hosts())
        {
            try
            {
                if ((await resolve(host, ct)).FirstOrDefault(address => !Array.Exists(Private, network => network.Contains(address))) is { } address)
                    return PartState.DoesNotAnswer(Said.Of($"{host} leads to {address.ToString()}, which is not private, and Kali:Databricks:PrivateLink asks for that. Link its private DNS zone (privatelink.…) to Kali's network, or make its private endpoint."));
            }
            catch (SocketException fault)
            {
                return PartState.DoesNotAnswer(Said.Of($"{host} leads nowhere: {fault.Message} Check the address in Kali's settings, and the private DNS zone."));
            }
        }
        return PartState.Well(Said.Of($"Workspace and lake are reached by private addresses."));
    }

    private IEnumerable<string> Hosts() => lake is { Account.Length: > 0 }
        ? [options.WorkspaceAddress.Host, lake.BlobAddress.Host, lake.DfsAddress.Host]
        : [options.WorkspaceAddress.Host];
}
