using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Xunit;

namespace Kali.Web.Tests.Engines;

public abstract partial class LakehouseContract
{
    /// <summary>Lets time pass for the lakehouse.</summary>
    protected abstract void Pass(TimeSpan time);

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public async Task Restore_BringsBackExactlyTheRowsAndColumnsOfTheVersion()
    {
        await AppendAsync(Some(1, 10));
        var good = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Delete(IdIs(3)))).Version;
        await CommitAsync(new TableChange.Overwrite(Rows(Sql.Of($"SELECT 'other' AS x"))) { ReplacesSchema = true });
        var wanted = await QueryAsync(Sql.Of($"SELECT * FROM {Orders.At(good)} ORDER BY ALL"));

        var outcome = Assert.IsType<CommitOutcome.Committed>(await Lakehouse.RestoreAsync(Orders, good, Steward, Ct));

        Assert.Equal((await DescribeAsync()).Version, outcome.Version);
        Assert.Equal(wanted, await QueryAsync(Sql.Of($"SELECT * FROM {Orders} ORDER BY ALL")));
        Assert.Equal(["id", "city", "amount"], (await DescribeAsync()).Schema.Columns.Select(column => column.Name));
        Assert.Equal("RESTORE", (await Lakehouse.HistoryAsync(Orders, Analyst, Ct))[0].Operation);
    }

    [Fact]
    public async Task Restore_CanBeUndoneTheSameWay()
    {
        var first = await AppendAsync(Some(1, 10));
        var second = await AppendAsync(Some(11, 5));
        await Lakehouse.RestoreAsync(Orders, first.Version, Steward, Ct);

        await Lakehouse.RestoreAsync(Orders, second.Version, Steward, Ct);

        Assert.Equal(15, await CountAsync());
    }

    [Fact]
    public async Task Restore_AVersionThatIsNotThere_SaysSo()
    {
        await AppendAsync(Some(1, 1));

        await Assert.ThrowsAsync<NotFoundException>(() => Lakehouse.RestoreAsync(Orders, 9, Steward, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => Lakehouse.RestoreAsync(Orders, 0, Analyst, Ct));
    }

    [Fact]
    public async Task Restore_WhatVacuumHasRemoved_IsRefused()
    {
        var first = await AppendAsync(Some(1, 10));
        await CommitAsync(new TableChange.Overwrite(Rows(Some(1, 1))));
        Pass(TimeSpan.FromDays(8));
        await Lakehouse.VacuumAsync(Orders, Week, dryRun: false, Steward, Ct);

        var fault = await Assert.ThrowsAsync<RefusedException>(() => Lakehouse.RestoreAsync(Orders, first.Version, Steward, Ct));

        Assert.Contains("removed by vacuum", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Optimize_PutsSmallFilesTogetherWithoutChangingARow()
    {
        for (var i = 0; i < 5; i++)
            await AppendAsync(Some(i * 10, 10));
        var before = (await DescribeAsync()).Version;

        var outcome = Assert.IsType<CommitOutcome.Committed>(await Lakehouse.OptimizeAsync(Orders, ["id"], Steward, Ct));

        Assert.Equal((before + 1, 1), (outcome.Version, outcome.FilesWritten));
        if (NamesFiles)
            Assert.Single((await DescribeAsync()).Files);
        Assert.Equal((50L, 0L), (await CountAsync(), await ScalarAsync(Sql.Of($"SELECT count(*) FROM (SELECT * FROM {Orders.At(before)} EXCEPT ALL SELECT * FROM {Orders}) AS lost"))));
        Assert.Equal(before + 1, Assert.IsType<CommitOutcome.Committed>(await Lakehouse.OptimizeAsync(Orders, ["id"], Steward, Ct)).Version);
    }

    [Fact]
    public async Task Vacuum_DeletesWhatNoVersionWithinTheRetentionNeeds()
    {
        var first = await AppendAsync(Some(1, 10));
        var second = Assert.IsType<CommitOutcome.Committed>(await CommitAsync(new TableChange.Delete(IdIs(1))));
        var young = await Lakehouse.VacuumAsync(Orders, Week, dryRun: false, Steward, Ct);
        Pass(TimeSpan.FromDays(8));
        await CommitAsync(new TableChange.Delete(IdIs(2)));

        var dry = await Lakehouse.VacuumAsync(Orders, Week, dryRun: true, Steward, Ct);
        var before = await CountAsync(Orders.At(first.Version));
        var real = await Lakehouse.VacuumAsync(Orders, Week, dryRun: false, Steward, Ct);

        Assert.Empty(young.Files);
        Assert.Single(dry.Files);
        Assert.True((dry.Bytes > 0 || !NamesFiles) && dry.DryRun && !real.DryRun);
        Assert.Equal(dry.Files, real.Files);
        Assert.Equal((10L, 9L, 8L), (before, await CountAsync(Orders.At(second.Version)), await CountAsync()));
        await Assert.ThrowsAnyAsync<KaliException>(() => CountAsync(Orders.At(first.Version)));
        Assert.Empty((await Lakehouse.VacuumAsync(Orders, Week, dryRun: false, Steward, Ct)).Files);
    }

    [Fact]
    public async Task Vacuum_WithoutRetention_DeletesWhatIsGoneAtOnce()
    {
        await AppendAsync(Some(1, 10));
        await CommitAsync(new TableChange.Delete(IdIs(1)));

        if (!VacuumsAtOnce)
        {
            await Assert.ThrowsAsync<RefusedException>(() => Lakehouse.VacuumAsync(Orders, TimeSpan.Zero, dryRun: false, Steward, Ct));
            return;
        }
        Assert.Single((await Lakehouse.VacuumAsync(Orders, TimeSpan.Zero, dryRun: false, Steward, Ct)).Files);
        Assert.Equal(9, await CountAsync());
    }

    [Fact]
    public async Task Vacuum_WithoutTheRightOrTheTable_IsRefused()
    {
        await Assert.ThrowsAsync<NotAllowedException>(() => Lakehouse.VacuumAsync(Orders, Week, dryRun: true, Analyst, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => Lakehouse.VacuumAsync(Orders, Week, dryRun: true, Steward, Ct));
    }

    [Fact]
    public async Task Rename_KeepsTheHistory()
    {
        var first = await AppendAsync(Some(1, 3));
        await AppendAsync(Some(4, 3));
        var renamed = Orders with { Name = "bestellungen_2026" };

        await Lakehouse.RenameAsync(Orders, renamed, Steward, Ct);

        Assert.Equal([renamed], await Lakehouse.TablesAsync("kali_dev", Analyst, Ct));
        Assert.Null(await Lakehouse.DescribeAsync(Orders, Analyst, Ct));
        Assert.Equal((6L, 3L), (await CountAsync(renamed), await CountAsync(renamed.At(first.Version))));
        Assert.Equal(2, (await Lakehouse.HistoryAsync(renamed, Analyst, Ct)).Length);
    }

    [Fact]
    public async Task Rename_ToANameThatIsTaken_IsRefused()
    {
        var other = Orders with { Name = "other" };
        await AppendAsync(Some(1, 3));
        await AppendAsync(Some(1, 1), other);

        await Assert.ThrowsAsync<RefusedException>(() => Lakehouse.RenameAsync(Orders, other, Steward, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => Lakehouse.RenameAsync(Orders, Orders with { Name = "free" }, Analyst, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => Lakehouse.RenameAsync(Orders with { Name = "absent" }, Orders with { Name = "free" }, Steward, Ct));
        Assert.Equal((3L, 1L), (await CountAsync(), await CountAsync(other)));
    }

    [Fact]
    public async Task Drop_TakesTheTableAwayUntilItIsBroughtBack()
    {
        await AppendAsync(Some(1, 3));

        await Lakehouse.DropAsync(Orders, Steward, Ct);
        var gone = await Lakehouse.TablesAsync("kali_dev", Analyst, Ct);
        await Lakehouse.UndropAsync(Orders, Steward, Ct);

        Assert.Empty(gone);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Drop_Twice_BringsBackTheLast()
    {
        await AppendAsync(Some(1, 3));
        await Lakehouse.DropAsync(Orders, Steward, Ct);
        Pass(TimeSpan.FromSeconds(1));
        await AppendAsync(Some(1, 5));
        await Lakehouse.DropAsync(Orders, Steward, Ct);

        await Lakehouse.UndropAsync(Orders, Steward, Ct);

        Assert.Equal(5, await CountAsync());
        await Assert.ThrowsAsync<RefusedException>(() => Lakehouse.UndropAsync(Orders, Steward, Ct));
    }

    [Fact]
    public async Task Vacuum_OfADroppedTable_RemovesItForGood()
    {
        Assert.SkipUnless(VacuumsAtOnce, "Unity Catalog itself removes dropped tables after seven days.");
        await AppendAsync(Some(1, 3));
        await Lakehouse.DropAsync(Orders, Steward, Ct);
        var young = await Lakehouse.VacuumAsync(Orders, Week, dryRun: false, Steward, Ct);
        Pass(TimeSpan.FromDays(8));

        var old = await Lakehouse.VacuumAsync(Orders, Week, dryRun: false, Steward, Ct);

        Assert.Empty(young.Files);
        Assert.NotEmpty(old.Files);
        await Assert.ThrowsAsync<NotFoundException>(() => Lakehouse.UndropAsync(Orders, Steward, Ct));
    }

    [Fact]
    public async Task Drop_WithoutTheRightOrTheTable_IsRefused()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => Lakehouse.DropAsync(Orders, Steward, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => Lakehouse.DropAsync(Orders, Analyst, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => Lakehouse.UndropAsync(Orders, Steward, Ct));
    }

    [Fact]
    public async Task Tables_OfAllSchemas_OnlyOfThisCatalog()
    {
        foreach (var schema in new[] { "raw_layer", "silver_layer", "gold_layer", "metadata" })
            await AppendAsync(Some(1, 1), new TableName("kali_dev", schema, "größe_1"));

        Assert.Equal(
            ["kali_dev.gold_layer.größe_1", "kali_dev.metadata.größe_1", "kali_dev.raw_layer.größe_1", "kali_dev.silver_layer.größe_1"],
            (await Lakehouse.TablesAsync("kali_dev", Analyst, Ct)).Select(table => table.ToString()));
        Assert.Empty(await Lakehouse.TablesAsync("kali_prod", Analyst, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => AppendAsync(Some(1, 1), new TableName("kali_prod", "raw_layer", "x")));
        await Assert.ThrowsAsync<NotFoundException>(() => AppendAsync(Some(1, 1), new TableName("kali_dev", "elsewhere", "x")));
    }
}
