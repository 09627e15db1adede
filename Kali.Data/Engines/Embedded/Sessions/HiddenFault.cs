using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>
/// The fault behind an interrupt that nobody asked for. When one of DuckDB's threads meets a fault, the others are interrupted, and of a streamed query
/// now and then the interrupt is told in place of the fault. The query is run again, its rows thrown away, only to hear it.
/// </summary>
internal static class HiddenFault
{
    private const int MostRuns = 5;

    /// <summary>What was meant; null when it could not be heard.</summary>
    /// <param name="query">The streamed query, its values bound.</param>
    public static (string Message, DuckDBErrorType Type)? Of(DuckDBPreparedStatement query)
    {
        for (var run = 0; run < MostRuns; run++)
        {
            if (End(query) is not { } end)
                return null;
            if (end.Type is not DuckDBErrorType.Interrupt)
                return end;
        }
        return null;
    }

    /// <summary>How one run of it ends; null when it comes to its last row.</summary>
    private static (string Message, DuckDBErrorType Type)? End(DuckDBPreparedStatement query)
    {
        using var pending = new PendingStatement(query, isStreamed: true);
        pending.Work();
        if (pending.Fault is { } told)
            return (told, PendingStatement.TypeOf(told));
        pending.TryTake(out var result);
        try
        {
            while (HasMore(result))
            {
            }
            var error = NativeMethods.Query.DuckDBResultError(ref result);
            return string.IsNullOrEmpty(error) ? null : (error, NativeMethods.Query.DuckDBResultErrorType(ref result));
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    private static bool HasMore(DuckDBResult result)
    {
        using var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
        return !chunk.IsInvalid && NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk) > 0;
    }
}
