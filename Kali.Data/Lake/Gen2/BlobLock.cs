using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Kali.Data.Lake.Gen2;

/// <summary>Mutual exclusion between processes: a lease on a small blob, renewed while held. A killed holder's lease ends by itself.</summary>
internal sealed class BlobLock : IHeldLock
{
    /// <summary>How long the lease of a killed holder stays.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    /// <summary>Shorter than the lease, so that whoever has lost it knows before another one can have it.</summary>
    private static readonly TimeSpan Sure = TimeSpan.FromSeconds(12);

    private readonly BlobLeaseClient _lease;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _lost;
    private readonly Task _renewing;

    private BlobLock(BlobLeaseClient lease, TimeProvider time, long asked)
    {
        (_lease, _time) = (lease, time);
        _lost = new CancellationTokenSource(LeftOf(asked), time);
        _renewing = RenewAsync();
    }

    public CancellationToken Lost => _lost.Token;

    /// <summary>The lock, or null when another one has it.</summary>
    public static async Task<BlobLock?> TryTakeAsync(BlockBlobClient blob, TimeProvider time, CancellationToken ct)
    {
        var lease = blob.GetBlobLeaseClient();
        while (true)
        {
            try
            {
                // The lease runs from when the service gives it, which is not before it is asked.
                var asked = time.GetTimestamp();
                await lease.AcquireAsync(Length, cancellationToken: ct);
                return new BlobLock(lease, time, asked);
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                return null;
            }
            catch (RequestFailedException fault) when (Gen2Fault.IsMissing(fault))
            {
                await MakeAsync(blob, ct);
            }
        }
    }

    private static async Task MakeAsync(BlockBlobClient blob, CancellationToken ct)
    {
        try
        {
            await blob.UploadAsync(Stream.Null, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, ct);
        }
        catch (RequestFailedException fault) when (Gen2Fault.IsTaken(fault))
        {
            // Another one made it first.
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Renewal, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                var asked = _time.GetTimestamp();
                await _lease.RenewAsync(cancellationToken: _end.Token);
                _lost.CancelAfter(LeftOf(asked));
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The lock is given back.
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            // The lease ends by itself. Blocks another one stages meanwhile are no danger, for both stage the bytes of one sender at their offsets; who changes a table stops.
            await _lost.CancelAsync();
        }
    }

    private TimeSpan LeftOf(long asked) => Sure - _time.GetElapsedTime(asked) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        _end.Dispose();
        _lost.Dispose();
        try
        {
            await _lease.ReleaseAsync();
        }
        catch (Exception fault) when (Gen2Fault.Explains(fault))
        {
            // The lease ends by itself.
        }
    }
}
