using System.Collections.Concurrent;

namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>Rows and bytes of table versions, asked for once: a version never changes. Where rows are filtered by who asks, each person has their own.</summary>
internal sealed class TableSizes(DatabricksOptions options)
{
    private const int MostKept = 5_000;
    private readonly ConcurrentDictionary<(string Table, long Version, string User), (long Rows, long Bytes)> _known = [];

    /// <param name="tableId">Tells the table from one of its name that was dropped; null where the workspace does not say.</param>
    /// <param name="version">The version.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="ask">Asks the warehouse.</param>
    public async Task<(long Rows, long Bytes)> OfAsync(string? tableId, long version, Actor actor, Func<Task<(long Rows, long Bytes)>> ask)
    {
        if (tableId is null)
            return await ask();
        var key = (tableId, version, options.ActsAsUser && !actor.IsPipeline ? actor.UserId : "");
        if (_known.TryGetValue(key, out var known))
            return known;
        var size = await ask();
        if (_known.Count >= MostKept)
            _known.Clear();
        return _known[key] = size;
    }
}
