using Kali.Data.Lake;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>
/// One of Kali's writers of a table at a time, in this process and all others on the lake, so that a note and the change it announces stand next to each other in the history.
/// Between processes a lock in the lake tells whose turn it is.
/// </summary>
internal sealed class TableTurns(ILakeFiles lake, DatabricksOptions options, TimeProvider time)
{
    private static readonly LakePath Place = new("locks/tables");

    private readonly Dictionary<TableName, (SemaphoreSlim Turn, int Waiting)> _turns = [];

    /// <summary>Does work when it is its turn. A process that can no longer keep its turn ends the work: another one may begin.</summary>
    public async Task<T> InTurnAsync<T>(TableName table, Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var turn = await TakeAsync(table, ct);
        await using var held = await LockedAsync(table, ct);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, held.Lost);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException fault) when (held.Lost.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new KaliException($"The lake did not answer while {table} was being changed, so Kali could not keep other processes away from it any longer and ended the change. The table's history decides later whether it happened; it is not made twice. Go on when the lake answers again.", fault);
        }
    }

    public Task InTurnAsync(TableName table, Func<CancellationToken, Task> work, CancellationToken ct) => InTurnAsync(table, async inTurn =>
    {
        await work(inTurn);
        return true;
    }, ct);

    private async Task<IHeldLock> LockedAsync(TableName table, CancellationToken ct)
    {
        while (true)
        {
            if (await lake.StagedIn(Place).TryLockAsync(table.ToString(), ct) is { } held)
                return held;
            await Task.Delay(options.FirstLookPause, time, ct);
        }
    }

    private async Task<IDisposable> TakeAsync(TableName table, CancellationToken ct)
    {
        SemaphoreSlim turn;
        lock (_turns)
        {
            var (known, waiting) = _turns.GetValueOrDefault(table);
            turn = known ?? new SemaphoreSlim(1);
            _turns[table] = (turn, waiting + 1);
        }
        try
        {
            await turn.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            Leave(table);
            throw;
        }
        return new Turn(() =>
        {
            turn.Release();
            Leave(table);
        });
    }

    private void Leave(TableName table)
    {
        lock (_turns)
        {
            var (turn, waiting) = _turns[table];
            if (waiting > 1)
                _turns[table] = (turn, waiting - 1);
            else
                _turns.Remove(table);
        }
    }

    private sealed class Turn(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
