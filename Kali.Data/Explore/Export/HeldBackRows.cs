using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Explore.Export;

/// <summary>Rows of quarantine whose last column, the reasons, is spelled out in sentences.</summary>
internal sealed class HeldBackRows(ResultSet rows, Func<HeldReason, string> sentence) : ResultSet
{
    public override ImmutableArray<ResultColumn> Columns => rows.Columns;

    public override async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in rows.ReadAsync(ct))
        {
            row[^1] = string.Join(" · ", HeldReason.Read(row[^1] as string).Select(sentence));
            yield return row;
        }
    }

    public override ValueTask DisposeAsync() => rows.DisposeAsync();
}
