using System.Collections.Immutable;
using DuckDB.NET.Native;
using Kali.Data.Engines.Embedded.Values;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>The rows of a running statement, pulled a chunk (up to 2,048 rows) at a time; DuckDB computes them as they are pulled.</summary>
internal sealed class DuckRows : IDisposable
{
    private readonly DuckSession _session;
    private readonly DuckDBPreparedStatement _statement;
    private readonly ImmutableArray<ValueReader> _readers;
    private DuckDBResult _result;

    internal DuckRows(DuckSession session, DuckDBPreparedStatement statement, DuckDBResult result)
    {
        (_session, _statement, _result) = (session, statement, result);
        try
        {
            var count = (int)NativeMethods.Query.DuckDBColumnCount(ref _result);
            var readers = ImmutableArray.CreateBuilder<ValueReader>(count);
            var columns = ImmutableArray.CreateBuilder<ResultColumn>(count);
            for (var i = 0; i < count; i++)
            {
                var name = NativeMethods.Query.DuckDBColumnName(ref _result, i);
                using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref _result, i);
                readers.Add(ValueReaders.For(type, name));
                columns.Add(new ResultColumn(name, readers[i].Type));
            }
            (_readers, Columns) = (readers.MoveToImmutable(), columns.MoveToImmutable());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ImmutableArray<ResultColumn> Columns { get; }

    /// <summary>The next rows, or null after the last.</summary>
    public object?[][]? Next()
    {
        using var chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        if (chunk.IsInvalid)
        {
            // Of a statement that is not streamed all rows are there, and none fails here.
            var error = NativeMethods.Query.DuckDBResultError(ref _result);
            return string.IsNullOrEmpty(error) ? null : throw _session.Fault(error, NativeMethods.Query.DuckDBResultErrorType(ref _result), _statement);
        }
        var count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        if (count == 0)
            return null;
        var rows = new object?[count][];
        for (var r = 0; r < count; r++)
            rows[r] = new object?[_readers.Length];
        for (var c = 0; c < _readers.Length; c++)
        {
            var reader = _readers[c];
            reader.Attach(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, c));
            for (var r = 0; r < count; r++)
                rows[r][c] = reader.Read(r);
        }
        return rows;
    }

    public void Dispose()
    {
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement.Dispose();
    }
}
