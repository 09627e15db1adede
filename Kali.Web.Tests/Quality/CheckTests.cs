using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

public sealed class CheckTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    private async Task<DataLoad> TenOrdersAsync()
    {
        var load = await _lake.LoadAsync(1, [Text("order_id"), Money("amount")],
            [.. Enumerable.Range(1, 10).Select(n => new[] { n == 10 ? null : $"A-{n}", n <= 2 ? "-1.00" : "5.00" })]);
        await _lake.SilverAsync(load);
        return load;
    }

    [Fact]
    public async Task Check_WhenARuleCannotRun_SaysWhyAndSpoilsNoOther()
    {
        var load = await TenOrdersAsync();
        var report = await _lake.CheckAsync(
            _lake.Subject(load),
            Rule(new NotNull("weight"), name: "no column"),
            Rule(new MatchesPattern("order_id", "(?=x)"), name: "pattern"),
            Rule(new RowHolds("[amount] * 9223372036854775807 * 9223372036854775807 * 9223372036854775807 > 0", []), name: "overflow"),
            Rule(new ExistsIn("order_id", "kali_dev.gold_layer.nowhere", "id"), name: "no table"),
            Rule(new InRange("amount", "0", null), name: "range"));
        Assert.Equal(
            ["CouldNotRun NoSuchColumn", "CouldNotRun Pattern", "CouldNotRun Engine", "CouldNotRun Engine", "Warned "],
            report.Results.Select(result => $"{result.Outcome} {result.Obstacle?.Kind}"));
        Assert.Equal(2, report.Results[4].Failing);
        Assert.Equal(GateState.Warned, report.Gate);
    }

    [Fact]
    public async Task Gate_WhenALimitIsPassed_FailsAndNamesTheRule()
    {
        var load = await TenOrdersAsync();
        var limit = new Threshold(Limit.None, Limit.OfPercent(15));
        var failed = await _lake.CheckAsync(_lake.Subject(load), Rule(new InRange("amount", "0", null), threshold: limit, name: "range"), Rule(new NotNull("order_id"), threshold: limit, name: "id"));
        Assert.Equal(GateState.Failed, failed.Gate);
        Assert.Equal("range", Assert.Single(failed.Results, result => result.Outcome == CheckOutcome.Failed).Rule.Name);
        Assert.Equal(GateState.Passed, (await _lake.CheckAsync(_lake.Subject(load), Rule(new InRange("amount", "0", null), Severity.Notes))).Gate);
    }

    [Fact]
    public async Task Check_WhenARuleIsFiltered_CountsOnlyRowsItLooksAt()
    {
        var load = await TenOrdersAsync();
        var result = (await _lake.CheckAsync(_lake.Subject(load), Rule(new NotNull("order_id"), filter: "amount > 0"))).Results[0];
        Assert.Equal((8L, 1L), (result.Evaluated, result.Failing!.Value));
        Assert.Equal(12.5, result.FailingPercent);
    }

    [Fact]
    public async Task Score_WhenDimensionsLose_AddsUpAndIsCappedByTheKey()
    {
        var load = await TenOrdersAsync();
        ImmutableArray<Rule> rules = [Rule(new InRange("amount", "0", null), name: "range"), Rule(new NotNull("order_id"), name: "id")];
        var score = (await _lake.CheckAsync(_lake.Subject(load), [.. rules])).Score!;
        Assert.Equal([("Completeness", 90.0, 5.0), ("Validity", 80.0, 10.0)], score.Dimensions.Select(part => (part.Dimension.ToString(), part.Value, part.PointsLost)));
        Assert.Equal((85.0, null, 3L), (score.Value, score.CappedAt, score.RowsAffected));
        Assert.Equal([QualityDimension.Uniqueness, QualityDimension.Consistency, QualityDimension.Timeliness, QualityDimension.Accuracy], score.NotAssessed);

        var half = await _lake.LoadAsync(2, load.Readings, ["B-1", "1.00"], [null, "1.00"]);
        await _lake.SilverAsync(half);
        var capped = (await _lake.CheckAsync(_lake.Subject(half) with { Keys = ["order_id"] }, [.. rules])).Score!;
        Assert.Equal((70.0, 70.0), (capped.Value, capped.CappedAt));
    }

    [Fact]
    public async Task Statements_WhenColumnsAndRulesAreMany_StayThree()
    {
        var readings = Enumerable.Range(0, 200).Select(n => n % 2 == 0 ? Text($"c{n}") : Whole($"c{n}")).ToImmutableArray();
        var load = await _lake.LoadAsync(1, readings, [.. Enumerable.Range(0, 30).Select(row => Enumerable.Range(0, 200).Select(column => $"{(row * 7) + column}").ToArray())]);
        await _lake.SilverAsync(load);
        var source = ProfileSource.Of(load, Orders.Raw, MissingSpellings.Default);
        var first = ProfilePlan.For(source);
        var profile = await _lake.ProfileAsync(load);
        var rules = RuleProposals.For(Orders, readings, ["c1", "c2"]).AddRange(readings.Select(reading => Rule(new NotNull(reading.Name), name: $"{reading.Name}_there")));
        Assert.True(rules.Length > 400);
        var checks = CheckPlan.For(_lake.Subject(load), rules);

        Assert.Equal(200, profile.Columns.Length);
        Assert.Equal(GateState.Passed, (await _lake.CheckAsync(_lake.Subject(load), [.. rules])).Gate);
        Sql[] statements = [first.Statement, ValuesPlan.For(source, profile, keys: []).Statement!, checks.Statement];
        Assert.Equal([1, 1, 1], statements.Select(TableReads));
    }

    private static int TableReads(Sql sql) => sql.Parts.OfType<SqlPart.Table>().Count();
}
