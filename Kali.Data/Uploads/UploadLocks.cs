using Kali.Data.Lake;

namespace Kali.Data.Uploads;

/// <summary>
/// One writer an upload. A newcomer asks the holder to stop: a sender whose connection broke comes back sooner than the server notices,
/// and must not wait for a request that nobody sends any more.
/// </summary>
internal sealed class UploadLocks(IStagedFiles staging, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    private readonly Dictionary<UploadId, Seat> _seats = [];

    /// <summary>The lease, or null when another process writes the upload. One that was killed over it is waited out, some seconds in Azure.</summary>
    public async Task<UploadLease?> AcquireAsync(UploadId id, CancellationToken ct)
    {
        Seat seat;
        lock (_seats)
        {
            if (!_seats.TryGetValue(id, out var taken))
                _seats[id] = taken = new Seat();
            seat = taken;
            seat.Wanted++;
            seat.Holder?.Cancel();
        }
        try
        {
            await seat.Turn.WaitAsync(ct);
        }
        catch
        {
            Leave(id, seat);
            throw;
        }
        IAsyncDisposable? lockFile = null;
        try
        {
            lockFile = await LockAsync(id, ct);
        }
        finally
        {
            if (lockFile is null)
                GiveUp(id, seat);
        }
        if (lockFile is null)
            return null;
        var stop = new CancellationTokenSource();
        lock (_seats)
        {
            seat.Holder = stop;
            // Those who came while this one waited want it to be brief, too.
            if (seat.Wanted > 1)
                stop.Cancel();
        }
        return new UploadLease(stop, async () =>
        {
            await lockFile.DisposeAsync();
            lock (_seats)
                seat.Holder = null;
            stop.Dispose();
            GiveUp(id, seat);
        });
    }

    private async Task<IHeldLock?> LockAsync(UploadId id, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (await staging.TryLockAsync(id.Value, ct) is { } held)
                return held;
            if (time.GetElapsedTime(began) >= staging.LocksStay)
                return null;
            await Task.Delay(Look, time, ct);
        }
    }

    private void GiveUp(UploadId id, Seat seat)
    {
        seat.Turn.Release();
        Leave(id, seat);
    }

    private void Leave(UploadId id, Seat seat)
    {
        lock (_seats)
        {
            if (--seat.Wanted == 0)
                _seats.Remove(id);
        }
    }

    private sealed class Seat
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Wanted { get; set; }

        public CancellationTokenSource? Holder { get; set; }
    }
}

/// <summary>The right to write an upload until disposed.</summary>
internal sealed class UploadLease(CancellationTokenSource stop, Func<ValueTask> release) : IAsyncDisposable
{
    private Func<ValueTask>? _release = release;

    /// <summary>Fires when somebody else wants the upload: store what is there and give the lease back.</summary>
    public CancellationToken Yield { get; } = stop.Token;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _release, null)?.Invoke() ?? ValueTask.CompletedTask;
}
