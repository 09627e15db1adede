using Kali.Data.Ingest;
using Kali.Web.Tests.Engines.Databricks;
using Kali.Web.Tests.Engines.Databricks.Parity;
using Kali.Web.Tests.Pipeline;

namespace Kali.Web.Tests.Benchmarks.Parity;

/// <summary>A lake on each engine that hold the same tables: the embedded one, and an emulated workspace.</summary>
internal sealed class ParityLakes(TestWorkspace workspace, PipelineLake embedded, PipelineLake databricks) : IAsyncDisposable
{
    private readonly PipelineFacts _here = new(embedded);
    private readonly PipelineFacts _there = new(databricks);

    /// <summary>How many tables were loaded. Each looks at the gold of those before it, so that fuller lakes take longer.</summary>
    public int Tables { get; private set; }

    public static async Task<ParityLakes> OpenAsync()
    {
        var workspace = new TestWorkspace();
        return new ParityLakes(workspace, await PipelineLake.OpenAsync(), await PipelineLake.OpenAsync(workspace.AddTo));
    }

    public FileOutcome Look(ParityFile file, CancellationToken ct) => _here.Look(file, ct);

    /// <summary>What the load of a table leaves behind on each engine, both at once.</summary>
    public async Task<(List<string> Here, List<string> There)> LoadAsync(ParityFile file, CancellationToken ct)
    {
        Tables++;
        var (here, there) = (Task.Run(() => _here.OfAsync([file], ct), ct), Task.Run(() => _there.OfAsync([file], ct), ct));
        await Task.WhenAll(here, there);
        return ((await here)[file.Dataset], (await there)[file.Dataset]);
    }

    public async ValueTask DisposeAsync()
    {
        await embedded.DisposeAsync();
        await databricks.DisposeAsync();
        workspace.Dispose();
    }
}
