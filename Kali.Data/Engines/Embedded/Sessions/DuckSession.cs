using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>
/// A connection for one operation. Its statements end within milliseconds of the token's cancellation, and its progress is what DuckDB measures.
/// Used by one thread at a time, except for the interrupt and the progress.
/// </summary>
internal sealed class DuckSession : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan InterruptInterval = TimeSpan.FromMilliseconds(50);

    private readonly DuckDBConnection _connection;
    private readonly TimeProvider _time;
    private readonly Action _broken;
    private readonly CancellationToken _ct;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _gate = new();
    private ITimer? _interrupts;
    private bool _isDisposed;

    public DuckSession(DuckDBConnection connection, TimeProvider time, Action broken, CancellationToken ct)
    {
        (_connection, _time, _broken, _ct) = (connection, time, broken, ct);
        _registration = ct.Register(InterruptUntilDisposed);
    }

    internal DuckDBNativeConnection Native => _connection.NativeConnection;

    /// <summary>Runs a statement to its end and returns its rows; only for results that are few.</summary>
    public List<object?[]> Run(SqlStatement statement)
    {
        var all = new List<object?[]>();
        using var rows = Start(statement, isStreamed: false);
        while (rows.Next() is { } chunk)
            all.AddRange(chunk);
        return all;
    }

    /// <summary>Runs a statement that holds nothing but the engine's own constants.</summary>
    public List<object?[]> Run(string text) => Run(new SqlStatement(text, []));

    /// <summary>Starts a query; its rows are computed as they are pulled, or gathered first where DuckDB cannot do that.</summary>
    /// <param name="query">A statement that gives rows.</param>
    /// <param name="most">How many rows will be pulled at most.</param>
    public DuckRows Stream(SqlStatement query, long most = long.MaxValue) =>
        Gathering.IsNeededFor(query) ? Gathering.Start(this, query, most) : Start(query, isStreamed: true);

    /// <summary>While the returned value lives, the share of the running statement that is done is reported, as DuckDB tells it.</summary>
    public IDisposable? Report(IProgress<double>? progress)
    {
        if (progress is null)
            return null;
        Run("SET enable_progress_bar = true");
        Run("SET enable_progress_bar_print = false");
        Run("SET progress_bar_time = 0");
        var last = 0.0;
        return _time.CreateTimer(_ =>
        {
            lock (_gate)
            {
                if (_isDisposed)
                    return;
                var share = _connection.GetQueryProgress().Percentage / 100;
                if (share <= last || share > 1)
                    return;
                last = share;
            }
            progress.Report(last);
        }, null, PollInterval, PollInterval);
    }

    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _interrupts?.Dispose();
            _connection.Dispose();
        }
    }

    /// <summary>Starts a statement; when it is streamed, its rows are computed as they are pulled.</summary>
    internal DuckRows Start(SqlStatement statement, bool isStreamed)
    {
        _ct.ThrowIfCancellationRequested();
        if (!NativeMethods.PreparedStatements.DuckDBPrepare(Native, statement.Text, out var prepared).IsSuccess())
        {
            using (prepared)
                throw Fault(NativeMethods.PreparedStatements.DuckDBPrepareError(prepared), DuckDBErrorType.Invalid);
        }
        try
        {
            for (var i = 0; i < statement.Parameters.Length; i++)
            {
                using var value = DuckValues.From(statement.Parameters[i]);
                if (!NativeMethods.PreparedStatements.DuckDBBindValue(prepared, i + 1, value).IsSuccess())
                    throw Fault(NativeMethods.PreparedStatements.DuckDBPrepareError(prepared), DuckDBErrorType.Invalid);
            }
            using var pending = new PendingStatement(prepared, isStreamed);
            pending.Work();
            var streamed = isStreamed ? prepared : null;
            if (pending.Fault is { } told)
                throw Fault(told, PendingStatement.TypeOf(told), streamed);
            if (pending.TryTake(out var result))
                return new DuckRows(this, prepared, result);
            var fault = Fault(NativeMethods.Query.DuckDBResultError(ref result), NativeMethods.Query.DuckDBResultErrorType(ref result));
            NativeMethods.Query.DuckDBDestroyResult(ref result);
            throw fault;
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>What DuckDB said, as Kali says it.</summary>
    /// <param name="message">Its message.</param>
    /// <param name="type">Its kind of fault.</param>
    /// <param name="streamed">The query, where it is streamed.</param>
    internal Exception Fault(string message, DuckDBErrorType type, DuckDBPreparedStatement? streamed = null)
    {
        if (_ct.IsCancellationRequested)
            return new OperationCanceledException(_ct);
        if (type is DuckDBErrorType.Interrupt && streamed is not null && HiddenFault.Of(streamed) is { } hidden)
            (message, type) = hidden;
        var fault = DuckFault.From(message, type, _ct);
        if (fault is DuckBrokenException)
            _broken();
        return fault;
    }

    /// <summary>An interrupt that comes just before a statement starts is forgotten by DuckDB, so it is repeated.</summary>
    private void InterruptUntilDisposed()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            Native.Interrupt();
            _interrupts ??= _time.CreateTimer(_ => InterruptUntilDisposed(), null, InterruptInterval, InterruptInterval);
        }
    }
}
