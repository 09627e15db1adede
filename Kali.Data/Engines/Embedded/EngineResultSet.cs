using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kali.Data.Engines.Embedded.Sessions;

namespace Kali.Data.Engines.Embedded;

/// <summary>
/// Rows on their way from a DuckDB thread to a reader, a few chunks ahead of it: a slow reader slows the statement down,
/// and a reader that goes away ends it.
/// </summary>
internal sealed class EngineResultSet : ResultSet
{
    private const int ChunksAhead = 4;

    private readonly Channel<object?[][]> _chunks = Channel.CreateBounded<object?[][]>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
    private readonly TaskCompletionSource<ImmutableArray<ResultColumn>> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end;
    private Task _work = Task.CompletedTask;
    private ImmutableArray<ResultColumn> _columns;

    private EngineResultSet(CancellationToken ct) => _end = CancellationTokenSource.CreateLinkedTokenSource(ct);

    public override ImmutableArray<ResultColumn> Columns => _columns;

    /// <summary>Starts the statement and returns when its columns are known.</summary>
    /// <param name="start">Opens the session and starts the statement in it.</param>
    public static async Task<EngineResultSet> StartAsync(
        DuckThreads threads, Func<CancellationToken, DuckSession> open, Func<DuckSession, DuckRows> start, IProgress<double>? progress, CancellationToken ct)
    {
        var result = new EngineResultSet(ct);
        result._work = threads.RunAsync(() => result.ProduceAsync(open, start, progress), result._end.Token);
        try
        {
            // When the work never began, the task says why; when it began, the source does.
            await await Task.WhenAny(result._started.Task, result._work);
            result._columns = await result._started.Task;
            return result;
        }
        catch
        {
            await result.DisposeAsync();
            throw;
        }
    }

    public override async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var chunk in _chunks.Reader.ReadAllAsync(ct))
        {
            foreach (var row in chunk)
                yield return row;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task<bool> ProduceAsync(Func<CancellationToken, DuckSession> open, Func<DuckSession, DuckRows> start, IProgress<double>? progress)
    {
        try
        {
            using var session = open(_end.Token);
            using var reporting = session.Report(progress);
            using var rows = start(session);
            _started.TrySetResult(rows.Columns);
            while (rows.Next() is { } chunk)
                await _chunks.Writer.WriteAsync(chunk, _end.Token);
            _chunks.Writer.Complete();
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            _started.TrySetException(fault);
            _chunks.Writer.TryComplete(fault);
            return false;
        }
    }
}
