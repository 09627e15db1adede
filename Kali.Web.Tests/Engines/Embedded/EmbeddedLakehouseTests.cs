using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.Tables;
using Xunit;

namespace Kali.Web.Tests.Engines.Embedded;

public sealed class EmbeddedLakehouseTests : LakehouseContract
{
    private readonly TestLake _lake = new();

    protected override ILakehouse Lakehouse => _lake.Lakehouse;

    protected override void Pass(TimeSpan time) => _lake.Time.Advance(time);

    public override void Dispose()
    {
        _lake.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task Move_WhileAnotherProcessWrites_IsRefused_AndTheOtherWayRound()
    {
        await AppendAsync(Some(1, 3));
        var places = _lake.Get<TablePlaces>();
        var elsewhere = new TablesInUse(places);

        using (elsewhere.Write(places.FolderOf(Orders), "orders"))
        {
            await Assert.ThrowsAsync<RefusedException>(() => Lakehouse.DropAsync(Orders, Steward, Ct));
            await AppendAsync(Some(4, 6));
        }
        using (elsewhere.Move(places.FolderOf(Orders), "orders"))
            await Assert.ThrowsAsync<RefusedException>(() => AppendAsync(Some(7, 9)));
        await Lakehouse.DropAsync(Orders, Steward, Ct);

        Assert.Null(await Lakehouse.DescribeAsync(Orders, Steward, Ct));
    }

    [Fact]
    public async Task Append_WhenItFails_LeavesNoFileBehind()
    {
        await AppendAsync(Some(1, 3));
        var before = Files();

        await Assert.ThrowsAsync<RefusedException>(() => AppendAsync(Sql.Of($"SELECT CASE WHEN range = 200000 THEN CAST('x' || range AS BIGINT) ELSE range END AS id, 'x' AS city FROM range(300000)")));

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Merge_WhenOvertaken_LeavesNoFileBehind()
    {
        await AppendAsync(Some(1, 10));
        await CommitAsync(new TableChange.Delete(IdIs(1)));
        var before = Files();

        await Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Merge(Rows(Some(5, 10)), ["id"]), BasedOn = 0 }, Steward, Ct);

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Vacuum_TakesFilesThatNoVersionEverHad_OnceTheyAreOld()
    {
        await AppendAsync(Some(1, 3));
        var stray = _lake.At("silver", "enriched_data", "orders", "part-stray.parquet");
        await File.WriteAllTextAsync(stray, "not a table's", Ct);

        var young = await Lakehouse.VacuumAsync(Orders, TimeSpan.Zero, dryRun: false, Steward, Ct);
        _lake.Time.Advance(TimeSpan.FromHours(2));
        var old = await Lakehouse.VacuumAsync(Orders, TimeSpan.Zero, dryRun: false, Steward, Ct);

        Assert.Empty(young.Files);
        Assert.Equal(["part-stray.parquet"], old.Files);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Folder_OfAnyDeltaTable_IsReadByAdministratorsOnly()
    {
        await AppendAsync(Some(1, 3));
        var folder = new TableRef.Folder(_lake.At("silver", "enriched_data", "orders"));

        Assert.Equal([[3L]], await QueryAsync(Sql.Of($"SELECT count(*) FROM {folder}"), new Actor("root", "root", [KaliRole.Admin])));
        await Assert.ThrowsAsync<NotAllowedException>(() => QueryAsync(Sql.Of($"SELECT count(*) FROM {folder}"), Steward));
    }

    [Fact]
    public async Task Tables_LieWhereTheDesignPutsThem()
    {
        await AppendAsync(Some(1, 1), new TableName("kali_dev", "raw_layer", "orders"));
        await AppendAsync(Some(1, 1), new TableName("kali_dev", "gold_layer", "orders"));

        Assert.True(Directory.Exists(_lake.At("raw", "tables", "orders", "_delta_log")));
        Assert.True(Directory.Exists(_lake.At("gold", "analytics_ready", "orders", "_delta_log")));
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(_lake.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
