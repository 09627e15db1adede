using Kali.Data.Engines.Databricks.Files;
using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>Keeps the job and its runner in the workspace as this Kali needs them: looked at once a process, made or brought up to date.</summary>
internal sealed class PipelineJob(JobsClient jobs, FilesClient files, DatabricksOptions options, JobOptions settings) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private long? _job;

    public JobPlaces Places { get; } = JobPlaces.Of(options);

    public async Task<long> EnsureAsync(Actor actor, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return _job ??= await DeployAsync(actor, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<long> DeployAsync(Actor actor, CancellationToken ct)
    {
        if (!await files.ExistsAsync(Places.Runner, actor, ct))
        {
            await files.MakeFolderAsync(Places.RunnerFolder, actor, ct);
            await files.PutAsync(Places.Runner, RunnerFile.Content, actor, ct);
        }
        var wanted = PipelineJobDefinition.Of(options.Catalog, Places, settings);
        if (await FindAsync(wanted.Name, actor, ct) is { } known)
        {
            await jobs.ResetAsync(known, wanted, actor, ct);
            return known;
        }
        try
        {
            return await jobs.CreateAsync(wanted, actor, ct);
        }
        catch (ServiceFault fault) when (fault.MayHaveHappened)
        {
            return await FindAsync(wanted.Name, actor, ct) ?? await jobs.CreateAsync(wanted, actor, ct);
        }
    }

    /// <summary>Of several of that name the oldest: two processes may have begun at once.</summary>
    private async Task<long?> FindAsync(string name, Actor actor, CancellationToken ct)
    {
        long? oldest = null;
        await foreach (var job in jobs.FindAsync(name, actor, ct))
            oldest = oldest < job.JobId ? oldest : job.JobId;
        return oldest;
    }

    public void Dispose() => _turn.Dispose();
}
