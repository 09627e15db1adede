using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Quality;

public sealed class ConfirmedFindingTests : IDisposable
{
    private readonly QualityLake _lake = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Score_LosesWhatConfirmedRowsCost_HalfWhereTheyPass_AndNothingForALook()
    {
        var rows = Rows();
        rows[10][4] = "999.00";
        rows[20][4] = "998.00";
        var (load, found) = await FindAsync(rows);
        Assert.Equal([("total", FindingTier.Confirmed, 2L)], found.Groups.Select(group => (group.Column, group.Tier, group.Rows)));

        var whole = await AddAsync(load, found, QualityLake.Rule(new NotNull("id"), name: "id_there"));
        // Only completeness has a rule: consistency takes 2 of 5 weights of 1 % and gives nothing.
        Assert.Equal((99.6, 2L), (whole.Score!.Value, whole.Score.RowsAffected));
        var cost = Assert.Single(whole.Score.Dimensions.Single(dimension => dimension.Dimension == QualityDimension.Consistency).Rules);
        Assert.Equal((true, "total-mismatch/total/confirmed", 2L, 0.4), (cost.IsOfFinding, cost.Name, cost.Failing, cost.PointsLost));

        Assert.Equal(99.8, (await AddAsync(load, found with { HoldsRowsBack = false }, QualityLake.Rule(new NotNull("id")))).Score!.Value);
        Assert.Equal(100, (await AddAsync(load, found with { Groups = [.. found.Groups.Select(group => group with { Tier = FindingTier.WorthALook })] }, QualityLake.Rule(new NotNull("id")))).Score!.Value);
    }

    [Fact]
    public async Task Score_CountsARow_ThatARuleCountsAlready_Once()
    {
        var rows = Rows();
        rows[10][4] = "999.00";
        var (load, found) = await FindAsync(rows);
        var rule = QualityLake.Rule(new InRange("total", null, "900")) with { DimensionAsSaid = QualityDimension.Consistency };
        var alone = await _lake.CheckAsync(_lake.Subject(load), rule);
        Assert.Equal(alone.Score!.Value, (await AddAsync(load, found, rule)).Score!.Value);
    }

    [Fact]
    public async Task Score_CountsARow_ThatRepeatsAKeyAndIsNearlyARepeat_Once()
    {
        string[][] rows = [.. Rows(), .. Enumerable.Range(0, 6).Select(i => (string[])[$"B-{i}", .. Rows()[30 * i][1..]])];
        var (load, found) = await FindAsync(rows);
        Assert.Equal([(DetectorKind.FuzzyDuplicate, FindingTier.Confirmed, 6L)], found.Groups.Select(group => (group.Detector, group.Tier, group.Rows)));
        var rule = QualityLake.Rule(new Unique(["state", "quantity", "price", "paid_on"]));
        var alone = await _lake.CheckAsync(_lake.Subject(load), rule);
        var both = await AddAsync(load, found, rule);
        Assert.Equal((12L, alone.Score!.Value), (alone.Results[0].Failing, both.Score!.Value));
    }

    [Fact]
    public async Task Repeated_AreAShareOfWhatTheFileHas()
    {
        string[][] rows = [.. Rows(), Rows()[3], Rows()[3], Rows()[7]];
        var (_, found) = await FindAsync(rows);
        var repeated = Assert.Single(found.Groups);
        Assert.Equal((DetectorKind.ExactDuplicate, 3L, 203L, 0.0), (repeated.Detector, repeated.Rows, repeated.Of, repeated.Points));
    }

    [Fact]
    public async Task WhatHoldsUnderACondition_IsFoundWhereItIsBroken()
    {
        var rows = Rows();
        foreach (var (i, row) in rows.Index())
        {
            row[1] = i % 3 == 0 ? "open" : "paid";
            row[5] = i % 3 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{2026 - i % 40}-03-{1 + i % 28:00}");
        }
        rows[30][5] = "2026-05-05";
        rows[31][5] = "";
        var (_, found) = await FindAsync(rows);
        var broken = found.Groups.Where(group => group.Detector is DetectorKind.Condition).SelectMany(group => group.Examples).OrderBy(cell => cell.RowId).ToList();
        Assert.Equal([("paid_on", "state = open"), ("paid_on", "state = paid")], broken.Select(cell => (cell.Column, cell.Basis!)));
        Assert.Equal("Empty; where state is “paid”, nearly every row has a value.", FindingWords.English.Cell(DetectorKind.Condition, broken[1], name => name));
        Assert.All(found.Groups, group => Assert.Equal(FindingTier.WorthALook, group.Tier));
    }

    [Fact]
    public async Task ALargeLoad_IsSearchedWhenSomebodyAsks_AndWheneverItIsTakenAgain()
    {
        await using var lake = await PipelineLake.OpenAsync(settings: ("Kali:Pipeline:FindingsUpTo", "100"));
        var first = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(300).Bytes));
        var orders = new DatasetName("kali_dev", "orders");
        Assert.Null(await lake.Get<Kali.Data.Quality.Findings>().ForAsync(orders, first.Id, PipelineLake.One, Ct));

        var again = await Sending.WorkToEndAsync(lake, await lake.Runs.SearchAsync(first.Id, PipelineLake.One, Ct));
        Assert.True(again.State is RunState.Done, again.Fault?.Message);
        Assert.Equal(first.Ledger.Raw, again.Ledger.Raw);
        Assert.NotNull(await lake.Get<Kali.Data.Quality.Findings>().ForAsync(orders, again.Id, PipelineLake.One, Ct));

        var once = await Sending.WorkToEndAsync(lake, await lake.Runs.AgainAsync(again.Id, PipelineLake.One, Ct));
        Assert.NotNull(await lake.Get<Kali.Data.Quality.Findings>().ForAsync(orders, once.Id, PipelineLake.One, Ct));
    }

    private static readonly ImmutableArray<ColumnReading> Readings =
        [QualityLake.Text("id"), QualityLake.Text("state"), QualityLake.Whole("quantity"), QualityLake.Money("price"), QualityLake.Money("total"), QualityLake.Day("paid_on")];

    private static string[][] Rows() =>
    [
        .. Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"A-{i + 1000},{(i * 7 % 3 == 0 ? "open" : "paid")},{1 + i * 7 % 9},{3.5m + i * 13 % 50:0.00},{(1 + i * 7 % 9) * (3.5m + i * 13 % 50):0.00},2026-0{1 + i % 9}-1{i % 10}").Split(',')),
    ];

    private async Task<(DataLoad Load, FindingReport Report)> FindAsync(string[][] rows)
    {
        var load = await _lake.LoadAsync(1, Readings, rows);
        await _lake.SilverAsync(load);
        return (load, await new FindingSearch(_lake.Lakehouse).SearchAsync(new FindingSubject(load, QualityLake.Orders.Raw, QualityLake.Orders.Silver), QualityLake.Steward, Ct));
    }

    private async Task<CheckReport> AddAsync(DataLoad load, FindingReport found, Rule rule)
    {
        var ran = await new Checks(_lake.Lakehouse).CountAsync(CheckPlan.For(_lake.Subject(load), [rule]), QualityLake.Steward, Ct);
        return await new ConfirmedCosts(_lake.Lakehouse).AddAsync(ran, found, load, QualityLake.Orders.Findings.At(found.Version), QualityLake.Steward, Ct);
    }
}
