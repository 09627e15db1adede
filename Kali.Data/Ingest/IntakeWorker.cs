using Kali.Data.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Ingest;

/// <summary>Looks into every upload as soon as it is whole, also into those that became whole just before a restart.</summary>
internal sealed partial class IntakeWorker(UploadSessions uploads, UploadFeed feed, Intakes intakes, TimeProvider time, ILogger<IntakeWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var happenings = feed.Watch(stoppingToken);
        foreach (var upload in await uploads.WholeSinceAsync(time.GetUtcNow() - LookBack, stoppingToken))
            await ReadAsync(upload, stoppingToken);
        var seen = new HashSet<UploadId>();
        await foreach (var happened in happenings)
        {
            if (happened.State == UploadState.Complete && seen.Add(happened.Id)
                && await uploads.FindAsync(happened.Id, Actor.System, stoppingToken) is { IsTaken: false } upload)
            {
                await ReadAsync(upload, stoppingToken);
            }
        }
    }

    private async Task ReadAsync(Upload upload, CancellationToken ct)
    {
        try
        {
            await intakes.ReadAsync(upload, upload.Sender, ct);
            feed.Tell(new UploadEvent(upload.Id, upload.UserId, upload.Length, UploadState.Complete));
        }
        catch (Exception fault) when (fault is KaliException or IOException or DbUpdateException)
        {
            // The next upload must not wait for this one; the page offers to read it again.
            LogFault(log, fault, upload.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {Id} could not be looked into.")]
    private static partial void LogFault(ILogger log, Exception fault, UploadId id);
}
