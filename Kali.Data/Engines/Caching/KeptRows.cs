using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Kali.Data.Engines.Caching;

/// <summary>The whole of a small result.</summary>
internal sealed record KeptRows(ImmutableArray<ResultColumn> Columns, ImmutableArray<object?[]> Rows)
{
    /// <summary>As a result of its own: nobody who reads it changes what is kept.</summary>
    public ResultSet AsResult() => new Result(this);

    private sealed class Result(KeptRows kept) : ResultSet
    {
        public override ImmutableArray<ResultColumn> Columns => kept.Columns;

        public override async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken ct)
        {
            await Task.CompletedTask;
            foreach (var row in kept.Rows)
            {
                ct.ThrowIfCancellationRequested();
                yield return [.. row];
            }
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
