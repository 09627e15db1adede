using Kali.Data.Lake;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Land: the file is there, whole, and its rows have a number for their ids.</summary>
internal sealed class LandStep(ReceivedFiles files, ILakeFiles lake, RunJobs jobs, IDbContextFactory<KaliStore> stores) : RunStep
{
    public override RunStepName Name => RunStepName.Land;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct) =>
        run.Request switch
        {
            RunRequest.LoadAgain again => await FromRawAsync(run, again.LoadNo, again.FirstRun, ct),
            RunRequest.Repair repair => await FromRawAsync(run, repair.LoadNo, repair.FirstRun, ct),
            _ => await FromFileAsync(run, ct),
        };

    private async Task<StepResult> FromFileAsync(RunContext run, CancellationToken ct)
    {
        var place = await files.FindAsync(new LakePath(run.Part.ReceivedAs), ct);
        var bytes = await lake.LengthAsync(place, ct) ?? 0;
        if (bytes != run.Part.FileBytes)
            throw new RefusedException($"{run.Part.FileName} has {bytes:N0} bytes in the lake, and {run.Part.FileBytes:N0} were received. No table was changed. Send the file again.");
        await jobs.LookAtAsync(run, lake.Address(place), bytes, ct);
        return new StepResult
        {
            Facts = run.Facts with { LoadNo = await NumberAsync(run, ct) },
            Bytes = bytes,
            Work = StepWork.None with { Sources = [new StepSource(null, null, run.Part.UploadId, run.Part.FileName)] },
            Says = Said.Of($"{run.Part.FileName}: {bytes:N0} bytes, as received."),
        };
    }

    private async Task<StepResult> FromRawAsync(RunContext run, long loadNo, long firstRun, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var first = PipelineJson.Read<RunFacts>(await store.Set<RunRecord>().Where(record => record.Id == firstRun).Select(record => record.Facts).SingleAsync(ct));
        return new StepResult
        {
            Facts = run.Facts with { LoadNo = loadNo, NotReadable = first.NotReadable, RawRows = first.RawRows, RawVersion = first.RawVersion },
            Bytes = run.Part.FileBytes,
            Says = Said.Of($"The rows that run {firstRun} put into raw are taken again."),
        };
    }

    private async Task<long> NumberAsync(RunContext run, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var load = await store.Set<LoadRecord>().FirstOrDefaultAsync(load => load.RunId == run.Id.Value, ct);
        if (load is null)
        {
            load = new LoadRecord
            {
                RunId = run.Id.Value,
                DatasetId = run.DatasetId,
                UploadId = run.Part.UploadId,
                FileName = run.Part.FileName,
                Sheet = run.Part.Part.Sheet ?? run.Part.Part.Entry,
                Columns = PipelineJson.Write(run.Part.AllColumns),
            };
            store.Add(load);
            await store.SaveChangesAsync(ct);
        }
        return load.LoadNo;
    }
}
