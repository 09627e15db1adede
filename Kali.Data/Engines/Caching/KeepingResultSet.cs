using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Kali.Data.Engines.Caching;

/// <summary>Rows on their way to a reader; when all of them have come and they are few, they are kept.</summary>
internal sealed class KeepingResultSet(ResultSet rows, Action<KeptRows, long> keep) : ResultSet
{
    private const int MostRows = 2_000;
    private const long MostBytes = 512 << 10;

    public override ImmutableArray<ResultColumn> Columns => rows.Columns;

    public override async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var kept = ImmutableArray.CreateBuilder<object?[]>();
        var bytes = 0L;
        var isSmall = true;
        await foreach (var row in rows.ReadAsync(ct))
        {
            isSmall = isSmall && kept.Count < MostRows && (bytes += Bytes(row)) <= MostBytes;
            if (isSmall)
                kept.Add([.. row]);
            else
                kept.Clear();
            yield return row;
        }
        if (isSmall)
            keep(new KeptRows(Columns, kept.ToImmutable()), bytes);
    }

    public override ValueTask DisposeAsync() => rows.DisposeAsync();

    private static long Bytes(object?[] row) => row.Sum(value => 24L + value switch
    {
        string text => text.Length * sizeof(char),
        byte[] bytes => bytes.Length,
        _ => 0,
    });
}
