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
    private readonly CancellationToken _caller;
    private readonly SandboxLimits? _limits;
    private volatile bool _isLeft;
    private Task _work = Task.CompletedTask;
    private ImmutableArray<ResultColumn> _columns;

    private EngineResultSet(SandboxLimits? limits, CancellationToken ct)
    {
        (_limits, _caller) = (limits, ct);
        _end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (limits is not null)
            _end.CancelAfter(limits.MaxTime);
    }

    public override ImmutableArray<ResultColumn> Columns => _columns;

    /// <summary>Starts the statement and returns when its columns are known.</summary>
    /// <param name="threads">Where it runs.</param>
    /// <param name="open">Opens the session.</param>
    /// <param name="start">Starts the statement in it.</param>
    /// <param name="progress">Told while it runs.</param>
    /// <param name="limits">When to end it; null for Kali's own statements.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<EngineResultSet> StartAsync(
        DuckThreads threads, Func<CancellationToken, DuckSession> open, Func<DuckSession, DuckRows> start, IProgress<double>? progress, SandboxLimits? limits, CancellationToken ct)
    {
        var result = new EngineResultSet(limits, ct);
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
        _isLeft = true;
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
            var left = _limits?.MaxRows ?? long.MaxValue;
            while (left > 0 && rows.Next() is { } chunk)
            {
                await _chunks.Writer.WriteAsync(chunk.Length <= left ? chunk : chunk[..(int)left], _end.Token);
                left -= chunk.Length;
            }
            _chunks.Writer.Complete();
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var told = Told(fault);
            _started.TrySetException(told);
            _chunks.Writer.TryComplete(told);
            return false;
        }
    }

    /// <summary>A limit that was reached, in place of what it did to the statement.</summary>
    private Exception Told(Exception fault) => fault switch
    {
        OperationCanceledException when _limits is not null && !_isLeft && !_caller.IsCancellationRequested =>
            new RefusedException(FormattableString.Invariant($"The query ran for {_limits.MaxTime.TotalSeconds:0.#} seconds and was ended, because that is the longest one may run here. Ask for fewer rows or a shorter time.")),
        DuckMemoryException when _limits is not null =>
            new RefusedException(FormattableString.Invariant($"The query needs more than {_limits.MaxMemoryBytes >> 20:N0} MiB of memory, the most one may use here. Ask for fewer rows, columns or groups.")),
        _ => fault,
    };
}
