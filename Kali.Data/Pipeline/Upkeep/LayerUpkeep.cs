using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Pipeline;

/// <summary>
/// Optimizes each table as often as its layer asks for, when it has changed since. What was done when is read from the tables' own histories,
/// so that several processes need not agree on it.
/// </summary>
public sealed partial class LayerUpkeep(ILakehouse lakehouse, KaliOptions kali, UpkeepOptions options, TimeProvider time, ILogger<LayerUpkeep> log) : BackgroundService
{
    private const string Optimize = "OPTIMIZE";
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);
    private static readonly Actor Itself = Actor.System.AsPipeline();

    /// <summary>Optimizes what is due; the tables it did.</summary>
    public async Task<ImmutableArray<TableName>> OptimizeDueAsync(CancellationToken ct)
    {
        var done = ImmutableArray.CreateBuilder<TableName>();
        foreach (var table in await lakehouse.TablesAsync(kali.Catalog, Itself, ct))
        {
            try
            {
                if (!IsDue(await lakehouse.HistoryAsync(table, Itself, ct), options.Of(table.Layer)))
                    continue;
                await lakehouse.OptimizeAsync(table, await OrderOfAsync(table, ct), Itself, ct);
                done.Add(table);
            }
            catch (KaliException fault)
            {
                // Another table, or another hour, may do better; no row depends on it.
                NotOptimized(fault, table);
            }
        }
        return done.ToImmutable();
    }

    /// <summary>Runs, pages and joins ask for the rows of a load, which have numbers beside each other.</summary>
    private async Task<ImmutableArray<string>> OrderOfAsync(TableName table, CancellationToken ct) =>
        (await lakehouse.DescribeAsync(table, Itself, ct))?.Schema.Find(DataLoad.RowId) is null ? [] : [DataLoad.RowId];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Works)
            return;
        try
        {
            while (true)
            {
                await Task.Delay(LookEvery, time, stoppingToken);
                await OptimizeOnceAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task OptimizeOnceAsync(CancellationToken ct)
    {
        try
        {
            await OptimizeDueAsync(ct);
        }
        catch (KaliException fault)
        {
            NoTables(fault);
        }
    }

    private bool IsDue(ImmutableArray<TableHistoryEntry> newestFirst, TimeSpan every)
    {
        if (newestFirst.IsEmpty || newestFirst[0].Operation == Optimize)
            return false;
        var since = newestFirst.FirstOrDefault(entry => entry.Operation == Optimize) ?? newestFirst[^1];
        return time.GetUtcNow() - since.At >= every;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Table} could not be optimized; it is looked at again in an hour.")]
    private partial void NotOptimized(Exception fault, TableName table);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tables could not be looked at for upkeep; they are in an hour.")]
    private partial void NoTables(Exception fault);
}
