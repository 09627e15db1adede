using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>
/// A statement that is worked task by task until its first rows are there. DuckDB's own call for that asks for a next task without a pause while
/// other threads have the last ones, and takes a processor from them; here it sleeps.
/// </summary>
internal sealed class PendingStatement : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly DuckDBPreparedStatement _statement;
    private IntPtr _pending;

    public PendingStatement(DuckDBPreparedStatement statement, bool isStreamed)
    {
        _statement = statement;
        var prepared = statement.DangerousGetHandle();
        if ((isStreamed ? DuckNative.Begin(prepared, out _pending) : DuckNative.BeginWhole(prepared, out _pending)) != 0)
            Fault = Told();
    }

    /// <summary>What went wrong; null while nothing did.</summary>
    public string? Fault { get; private set; }

    public void Work()
    {
        while (Fault is null)
        {
            switch (DuckNative.Work(_pending))
            {
                case DuckNative.PendingState.Ready:
                    return;
                case DuckNative.PendingState.Error:
                    Fault = Told();
                    break;
                case DuckNative.PendingState.NothingToDo:
                    Thread.Sleep(Pause);
                    break;
            }
        }
    }

    /// <summary>The result, whose rows, if it is streamed, are computed as they are fetched; false when it is a fault.</summary>
    public unsafe bool TryTake(out DuckDBResult result)
    {
        DuckDBResult taken;
        var isWell = DuckNative.Execute(_pending, &taken) == 0;
        result = taken;
        return isWell;
    }

    public void Dispose()
    {
        DuckNative.End(ref _pending);
        GC.KeepAlive(_statement);
    }

    /// <summary>The kind of fault, as its message begins: of a statement at work DuckDB tells only that.</summary>
    public static DuckDBErrorType TypeOf(string message) => message.Split(" Error: ", 2)[0].ToUpperInvariant() switch
    {
        "INTERRUPT" => DuckDBErrorType.Interrupt,
        "OUT OF MEMORY" => DuckDBErrorType.OutOfMemory,
        "IO" => DuckDBErrorType.Io,
        "FATAL" => DuckDBErrorType.Fatal,
        "INTERNAL" => DuckDBErrorType.Internal,
        _ => DuckDBErrorType.Invalid,
    };

    private string Told() => Marshal.PtrToStringUTF8(DuckNative.FaultOf(_pending)) ?? "The statement did not begin.";
}
