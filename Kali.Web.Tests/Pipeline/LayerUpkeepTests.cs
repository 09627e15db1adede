using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

public sealed class LayerUpkeepTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_AreOptimizedAsOftenAsTheirLayerAsks_WhenTheyHaveChanged()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var lake = await PipelineLake.OpenAsync(time: time);
        var upkeep = lake.Get<LayerUpkeep>();
        var (silver, gold) = (new TableName("kali_dev", "silver_layer", "orders"), new TableName("kali_dev", "gold_layer", "orders"));
        foreach (var table in new[] { silver, silver, gold, gold })
            await AppendAsync(lake, table);

        Assert.Empty(await upkeep.OptimizeDueAsync(Ct));
        time.Advance(TimeSpan.FromHours(25));
        Assert.Equal([silver], await upkeep.OptimizeDueAsync(Ct));
        time.Advance(TimeSpan.FromDays(7));
        Assert.Equal([gold], await upkeep.OptimizeDueAsync(Ct));
        await AppendAsync(lake, silver);
        Assert.Equal([silver], await upkeep.OptimizeDueAsync(Ct));
    }

    private static Task<CommitOutcome> AppendAsync(PipelineLake lake, TableName table) => lake.Get<ILakehouse>().CommitAsync(
        new TableCommit { Table = table, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT 1 AS id"))) }, Actor.System.AsPipeline(), Ct);
}
