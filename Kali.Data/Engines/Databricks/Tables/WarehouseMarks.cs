using System.Collections.Concurrent;
using Kali.Data.Engines.Caching;

namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>
/// The newest version as the table's history tells it. Of what one page reads within a moment it is asked once;
/// what a person reads with their own rights is kept for nobody, because Unity Catalog decides each time what that is.
/// </summary>
internal sealed class WarehouseMarks(TableReading tables, DatabricksOptions options, TimeProvider time) : ITableMarks
{
    private const int MostKept = 5_000;
    private readonly ConcurrentDictionary<TableName, (TableMark Mark, long At)> _known = [];

    public bool MayKeepFor(Actor actor) => !actor.IsPipeline && !options.ActsAsUser;

    public async Task<TableMark?> OfAsync(TableName table, Actor actor, CancellationToken ct)
    {
        await tables.DemandReadAsync(table, actor, ct);
        if (_known.TryGetValue(table, out var known) && time.GetElapsedTime(known.At) < options.VersionsHoldFor)
            return known.Mark;
        var asked = time.GetTimestamp();
        if (await tables.NewestAsync(table, actor, ct) is not { } mark)
            return null;
        if (_known.Count >= MostKept)
            _known.Clear();
        _known[table] = (mark, asked);
        return mark;
    }

    public void Changed(TableName table) => _known.TryRemove(table, out _);
}
