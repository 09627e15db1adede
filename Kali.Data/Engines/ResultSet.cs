using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>A column of a result.</summary>
public sealed record ResultColumn(string Name, DataType Type);

/// <summary>
/// The rows of a query as they arrive. Values are .NET values: string, long, int, short, sbyte, double, float, bool, decimal,
/// <see cref="DateOnly"/>, <see cref="DateTimeOffset"/> in UTC for timestamp, <see cref="DateTime"/> for timestamp_ntz, byte[], null;
/// nested values are JSON text. Can be read once.
/// </summary>
public abstract class ResultSet : IAsyncDisposable
{
    public abstract ImmutableArray<ResultColumn> Columns { get; }

    public abstract IAsyncEnumerable<object?[]> ReadAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>All rows at once; only for results whose size the statement bounds.</summary>
    public async Task<List<object?[]>> ToListAsync(CancellationToken ct)
    {
        var rows = new List<object?[]>();
        await foreach (var row in ReadAsync(ct))
            rows.Add(row);
        return rows;
    }
}
