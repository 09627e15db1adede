using Kali.Data.Lake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Uploads;

/// <summary>Removes uploads that were not resumed in time, and finishes those that a crash left between the last byte and their place.</summary>
internal sealed partial class UploadCleaner(
    UploadRecords records,
    IStagedFiles staging,
    UploadLocks locks,
    RunningHashes hashes,
    UploadReceiver receiver,
    UploadFeed feed,
    UploadOptions options,
    TimeProvider time,
    ILogger<UploadCleaner> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CleanEvery, time);
        do
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is KaliException or IOException or UnauthorizedAccessException or DbUpdateException)
            {
                LogFault(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task CleanAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var record in await records.ListAsync(all => all.Where(upload => upload.State == nameof(UploadState.Storing)), ct))
        {
            await using var lease = await locks.AcquireAsync(UploadId.Parse(record.Id), ct);
            if (lease is not null && await records.FindAsync(UploadId.Parse(record.Id), ct) is { State: nameof(UploadState.Storing) } still)
                await receiver.FinishAsync(still, ct);
        }
        foreach (var record in await records.ListAsync(all => all.Where(upload => upload.State == nameof(UploadState.Receiving) && upload.ExpiresAt < now), ct))
            await ExpireAsync(UploadId.Parse(record.Id), now, ct);
        await foreach (var left in staging.ListAsync(ct))
        {
            if (!UploadId.TryParse(left.Name, out var id) || left.ChangedAt >= now - options.KeepUnfinished)
                continue;
            if (await records.FindAsync(id, ct) is null or { State: not nameof(UploadState.Receiving) and not nameof(UploadState.Storing) })
                await staging.DeleteWithLockAsync(left.Name, ct);
        }
    }

    private async Task ExpireAsync(UploadId id, DateTimeOffset now, CancellationToken ct)
    {
        await using var lease = await locks.AcquireAsync(id, ct);
        // Somebody may have gone on with it while the lease was awaited.
        if (lease is null || await records.FindAsync(id, ct) is not { } record || UploadRecords.StateOf(record) != UploadState.Receiving || record.ExpiresAt >= now)
            return;
        await records.ChangeAsync(id, changed => (changed.State, changed.FinishedAt) = (nameof(UploadState.Expired), now), ct);
        await staging.DeleteAsync(id.Value, ct);
        hashes.Forget(id);
        feed.Tell(new UploadEvent(id, record.UserId, 0, UploadState.Expired));
        LogExpired(log, id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upload {Id} was not resumed in time and has been removed.")]
    private static partial void LogExpired(ILogger log, UploadId id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired uploads could not be removed; it is tried again later.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
