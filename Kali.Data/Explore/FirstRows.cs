using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>The first rows of an answer: the limit of a statement asks for one more, to know whether there are more.</summary>
public sealed class FirstRows(ResultSet rows, long most) : ResultSet
{
    public override ImmutableArray<ResultColumn> Columns => rows.Columns;

    /// <summary>Whether there were more; known once all have been read.</summary>
    public bool HasMore { get; private set; }

    public override async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var read = 0L;
        await foreach (var row in rows.ReadAsync(ct))
        {
            if (read++ == most)
            {
                HasMore = true;
                yield break;
            }
            yield return row;
        }
    }

    public override ValueTask DisposeAsync() => rows.DisposeAsync();
}
