using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

/// <summary>Rules judged by groups, and what others stumbled over with their rules.</summary>
public sealed class RuleGroupTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    private async Task<DataLoad> LoadAsync()
    {
        var load = await _lake.LoadAsync(1, [Text("Customer Name"), Text("country"), Money("amount")],
            ["a", "DE", "1.00"], ["b", "DE", "2.00"], ["c", "DE", null], ["a", "FR", null], ["e", "FR", "9.00"], ["a", null, "5.00"], ["a", null, "-1.00"]);
        await _lake.SilverAsync(load);
        return load;
    }

    private async Task<CheckResult[]> CheckAsync(params Rule[] rules) => [.. (await _lake.CheckAsync(_lake.Subject(await LoadAsync()), rules)).Results];

    [Fact]
    public async Task Rule_ByGroup_IsJudgedForEach_AndTheWorstDecides()
    {
        var half = new Threshold(Limit.OfPercent(20), Limit.OfPercent(45));
        var results = await CheckAsync(
            Rule(new NotNull("amount"), threshold: half, name: "one") with { GroupBy = ["country"] },
            Rule(new NotNull("amount"), threshold: half, name: "two"),
            Rule(new AggregateWithin(RuleFigure.Sum, "amount", "3", "5"), name: "three") with { GroupBy = ["country"] },
            Rule(new RowCountWithin(2, 3), name: "four") with { GroupBy = ["country"] },
            Rule(new NullRatio("amount", 40), name: "five") with { GroupBy = ["country", "Customer Name"], Filter = "country = 'FR'" },
            Rule(new MostCommonValue("country", ["DE"]), name: "six") with { GroupBy = ["country"] });
        Assert.Equal(
            [
                "Failed 2 of 7, 2 / 3: DE: 1 / 3, FR: 1 / 2",
                "Warned 2 of 7, ",
                "Failed  of 7, 1 / 3: FR: 9",
                "Passed  of 7, 0 / 3",
                "Failed 1 of 2, 1 / 6: FR · a: 100%",
                "CouldNotRun  of 0, ",
            ],
            results.Select(result => $"{result.Outcome} {result.Failing} of {result.Evaluated}, {result.Observed}"));
    }

    // Databricks Labs' DQX has had each of these as a defect; here they are shown not to be.

    [Fact]
    public async Task Unique_WhenFiltered_NeverFlagsRowsTheFilterLeavesOut()
    {
        var result = Assert.Single(await CheckAsync(Rule(new Unique(["Customer Name"]), filter: "country is not missing")));
        Assert.Equal((2L, 5L), (result.Failing!.Value, result.Evaluated));
    }

    [Fact]
    public async Task Format_WhenALineFeedFollows_DoesNotFit()
    {
        var load = await _lake.LoadAsync(1, [Text("mail"), Text("id")],
            ["a@b.de", "0b8a1f3e-52f1-4a3b-9c55-1d2e3f4a5b6c"], ["a@b.de\nb", "0b8a1f3e-52f1-4a3b-9c55-1d2e3f4a5b6c\n0"]);
        await _lake.SilverAsync(load);
        var report = await _lake.CheckAsync(_lake.Subject(load), Rule(new HasFormat("mail", TextFormat.Email), name: "one"), Rule(new HasFormat("id", TextFormat.Uuid), name: "two"));
        Assert.Equal([1L, 1L], report.Results.Select(result => result.Failing!.Value));
    }

    [Fact]
    public async Task Group_WhenItsKeyIsMissing_IsAGroupLikeAnyOther()
    {
        var result = Assert.Single(await CheckAsync(Rule(new Unique(["Customer Name"])) with { GroupBy = ["country"] }));
        Assert.Equal(2L, result.Failing);
        var whole = Assert.Single(await CheckAsync(Rule(new AggregateWithin(RuleFigure.Min, "amount", "0", null)) with { GroupBy = ["country"] }));
        Assert.Equal((CheckOutcome.Failed, "1 / 3: ∅: -1"), (whole.Outcome, whole.Observed));
    }

    [Fact]
    public async Task Schema_WhenAColumnIsMissing_IsBroken()
    {
        var result = Assert.Single(await CheckAsync(Rule(new HasSchema([new("Customer Name"), new("weight")]))));
        Assert.Equal((CheckOutcome.Failed, "−weight"), (result.Outcome, result.Observed));
    }

    [Fact]
    public async Task Rules_WhenNamesNeedQuotes_RunWhereverAColumnMayStand()
    {
        var results = await CheckAsync(
            Rule(new RowHolds("[Customer Name] in ('a', 'b', 'c')", []), name: "one"),
            Rule(new DistinctCount(["Customer Name", "country"], 5, 5), name: "two"),
            Rule(new NotNull("amount"), filter: "\"Customer Name\" = 'a'", name: "three") with { GroupBy = ["Customer Name"] },
            Rule(new AggregateWithin(RuleFigure.LongestLength, "Customer Name", null, "1"), name: "four"));
        Assert.Equal(["Warned 1", "Passed ", "Warned 1", "Passed "], results.Select(result => $"{result.Outcome} {result.Failing}{result.Obstacle}"));
    }

    [Fact]
    public async Task RowHolds_SaysWhatMustBeSo_NotWhatMustNotBe()
    {
        var result = Assert.Single(await CheckAsync(Rule(new RowHolds("amount > 0", []))));
        Assert.Equal(1L, result.Failing);
        Assert.StartsWith("In every row, amount > 0", RuleWords.English.Demand(result.Rule, column => column), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_OfADimensionThatChoosesItsRows_IsOfTheRowsChosen()
    {
        var report = await _lake.CheckAsync(_lake.Subject(await LoadAsync()), Rule(new InRange("amount", "0", "5"), filter: "country = 'FR'"));
        Assert.Equal((50d, 1L), (report.Score!.Dimensions.Single().Value, report.Score.RowsAffected));
    }

    [Fact]
    public async Task Statement_WhenRulesAreOfEveryKind_IsOneAndReadsTheTableThreeTimes()
    {
        var load = await LoadAsync();
        Rule[] rules =
        [
            .. Enumerable.Range(0, 40).Select(n => Rule(new NoOutliers("amount", n % 2 == 0 ? OutlierMethod.Mad : OutlierMethod.ZScore, 3 + n), name: $"outliers {n}")),
            .. Enumerable.Range(0, 40).Select(n => Rule(new AggregateWithin(RuleFigure.Percentile, "amount", null, "10", Share: n / 40d), name: $"percentile {n}")),
            .. Enumerable.Range(0, 40).Select(n => Rule(new NullRatio("amount", n), name: $"by group {n}") with { GroupBy = n % 2 == 0 ? ["country"] : ["country", "Customer Name"] }),
            .. Enumerable.Range(0, 40).Select(n => Rule(new Unique(["Customer Name", "amount"]), filter: $"amount > {n}", name: $"key {n}")),
        ];
        var plan = CheckPlan.For(_lake.Subject(load), rules);
        Assert.Equal(3, plan.Statement.Parts.OfType<SqlPart.Table>().Count());
        Assert.DoesNotContain((await _lake.CheckAsync(_lake.Subject(load), rules)).Results, result => result.Outcome == CheckOutcome.CouldNotRun);
    }
}
