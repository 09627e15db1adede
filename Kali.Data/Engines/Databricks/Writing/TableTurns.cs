namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>One writer of a table at a time in this process, so that a note and the change it announces stand next to each other in the history.</summary>
internal sealed class TableTurns
{
    private readonly Dictionary<TableName, (SemaphoreSlim Turn, int Waiting)> _turns = [];

    public async Task<IDisposable> TakeAsync(TableName table, CancellationToken ct)
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
