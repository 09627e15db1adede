using System.Diagnostics;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>Azurite's blob service on a free port, in memory. It ends with this process, however that ends.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    public const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Listens = "successfully listens on ";

    private readonly Process _node;

    private AzuriteProcess(Process node, Uri address) => (_node, Address) = (node, address);

    public Uri Address { get; }

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Address}{Account};";

    public static async Task<AzuriteProcess> StartAsync()
    {
        var node = Node.Start(Node.Script("azurite.mjs", "azurite"));
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listens, StringComparison.Ordinal) is >= 0 and var at)
            {
                // Nobody reads on, so what it says further must not fill the pipe.
                _ = node.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                _ = node.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return new AzuriteProcess(node, new Uri(line[(at + Listens.Length)..].Trim() + "/"));
            }
        }
        throw new InvalidOperationException($"Azurite did not start: {await node.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}
