using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Kali.Data.Lake;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Lineage;

/// <summary>Where events go: a file each in the lake, and the queue of the sender when there is an endpoint. Sending never holds up a run.</summary>
internal sealed class OpenLineageOutbox(ILakeFiles lake, OpenLineageOptions options, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    private readonly Channel<bool> _arrivals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public async Task PutAsync(OpenLineageEvent report, CancellationToken ct)
    {
        var json = report.Json.ToJsonString();
        await lake.PutIfAbsentAsync(PlaceOf(report), Encoding.UTF8.GetBytes(json), ct);
        if (string.IsNullOrWhiteSpace(options.Url))
            return;
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Set<LineageEventRecord>().AnyAsync(queued => queued.Key == report.Key, ct))
            return;
        store.Add(new LineageEventRecord { Key = report.Key, Json = json, NextAttemptAt = time.GetUtcNow() });
        await store.SaveChangesAsync(ct);
        _arrivals.Writer.TryWrite(true);
    }

    /// <summary>Returns when an event has arrived, or when it is time to look for those that are due again.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await _arrivals.Reader.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    internal static LakePath PlaceOf(OpenLineageEvent report) =>
        new($"lineage/openlineage/{report.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{report.Key}.json");
}
