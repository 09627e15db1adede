using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>
/// Statements whose results hold instants or wall-clock times, as seen before. The API prints both to the millisecond only,
/// so such a statement is wrapped into one that asks for microseconds; which it is shows when it has run once.
/// </summary>
internal sealed class ResultShapes
{
    private const int MostKept = 1_000;
    private readonly ConcurrentDictionary<string, ImmutableArray<ResultColumn>> _known = new(StringComparer.Ordinal);

    public ImmutableArray<ResultColumn>? Find(string statement) => _known.TryGetValue(statement, out var columns) ? columns : null;

    public void Keep(string statement, ImmutableArray<ResultColumn> columns)
    {
        if (_known.Count >= MostKept)
            _known.Clear();
        _known[statement] = columns;
    }

    public void Forget(string statement) => _known.TryRemove(statement, out _);
}
