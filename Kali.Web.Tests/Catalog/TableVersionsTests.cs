using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Catalog;

public sealed class TableVersionsTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoLoads_AreToldComparedRestoredAndUndone()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var first = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(120).Bytes));
        var second = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "more.csv", MessyFile.Orders(60).Bytes));
        Assert.Equal((RunState.Done, RunState.Done), (first.State, second.State));

        var timeline = await lake.Get<TableVersions>().OfAsync(Orders, Layer.Gold, 10, PipelineLake.One, Ct);
        Assert.Equal([1L, 0], timeline!.Versions.Select(version => version.Version));
        var newest = timeline.Versions[0];
        Assert.Equal(
            (VersionCause.Load, second.Id, "more.csv", second.Ledger.Gold, 0L, first.Ledger.Gold + second.Ledger.Gold, second.Gate),
            (newest.Cause, newest.Run, newest.FileName, newest.Change.Added, newest.Change.Removed!.Value, newest.Rows, newest.Gate));

        // A steward puts one city right by hand; that is a version too.
        var row = (long)(await Sending.QueryAsync(lake, Sql.Of($"SELECT _row_id FROM {Orders.Gold} ORDER BY _row_id LIMIT 1")))[0][0]!;
        await lake.Get<ILakehouse>().CommitAsync(
            new TableCommit { Table = Orders.Gold, Change = new TableChange.Update([("kunde", new Constant("Neu"))], new Column("_row_id").EqualTo(new Constant(row))) }, PipelineLake.Steward, Ct);

        var comparing = lake.Get<VersionComparing>();
        var difference = await comparing.CompareAsync(Orders, Layer.Gold, 0, 2, PipelineLake.One, Ct);
        Assert.Equal((second.Ledger.Gold, 0L, 1L), (difference.Added, difference.Removed, difference.Changed));
        Assert.Equal([("kunde", 1L)], difference.Columns.Where(column => column.Cells > 0).Select(column => (column.Name, column.Cells)));
        var changed = await comparing.RowsAsync(Orders, Layer.Gold, 0, 2, RowDifferenceKind.Changed, null, 0, 10, PipelineLake.One, Ct);
        var cell = Assert.Single(Assert.Single(changed.Rows).Cells, cell => cell.Differs);
        Assert.Equal((row, "Neu"), (changed.Rows[0].RowId, cell.After));
        var added = await comparing.RowsAsync(Orders, Layer.Gold, 0, 2, RowDifferenceKind.Added, null, 0, 10, PipelineLake.One, Ct);
        Assert.True(added is { Rows.Length: 10, HasMore: true } && added.Rows.All(line => line.Cells.All(part => part.Before is null)));

        var restoring = lake.Get<VersionRestoring>();
        var plan = await restoring.PlanAsync(Orders, Layer.Gold, 0, PipelineLake.One, Ct);
        Assert.Equal((second.Ledger.Gold, 0L, 1L, first.Ledger.Gold, 2L), (plan.Leave, plan.Return, plan.Change, plan.Rows, plan.Newest));
        await Assert.ThrowsAsync<NotAllowedException>(() => restoring.RestoreAsync(Orders, Layer.Gold, 0, PipelineLake.Two, Ct));
        await Assert.ThrowsAsync<RefusedException>(() => restoring.RestoreAsync(Orders, Layer.Raw, 0, PipelineLake.Steward, Ct));
        Assert.Equal(3, await restoring.RestoreAsync(Orders, Layer.Gold, 0, PipelineLake.One, Ct));
        Assert.Equal(first.Ledger.Gold, await Sending.CountAsync(lake, Orders.Gold));
        Assert.Equal(4, await restoring.RestoreAsync(Orders, Layer.Gold, plan.Newest, PipelineLake.One, Ct));
        Assert.True((await comparing.CompareAsync(Orders, Layer.Gold, 2, 4, PipelineLake.One, Ct)).IsSame);
        var told = (await lake.Get<TableVersions>().OfAsync(Orders, Layer.Gold, 2, PipelineLake.One, Ct))!.Versions;
        Assert.Equal([(VersionCause.Restore, 2L, "Business user one"), (VersionCause.Restore, 0L, "Business user one")], told.Select(version => (version.Cause, version.Restored!.Value, version.UserName)));
    }

    [Fact]
    public async Task ReceivedFile_IsGivenOutByteForByte_ToThoseWhoMayReadRaw()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var bytes = MessyFile.Orders(40).Bytes;
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", bytes));
        var received = lake.Get<ReceivedBytes>();
        await using (var content = (await received.OpenAsync(run.Id, PipelineLake.One, Ct)).Content)
        {
            var copy = new MemoryStream();
            await content.CopyToAsync(copy, Ct);
            Assert.Equal(bytes, copy.ToArray());
        }
        await Assert.ThrowsAsync<NotFoundException>(() => received.OpenAsync(run.Id, PipelineLake.Two, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => received.OpenAsync(run.Id, new Actor("u-analyst", "Analyst", [KaliRole.Analyst]), Ct));
    }
}
