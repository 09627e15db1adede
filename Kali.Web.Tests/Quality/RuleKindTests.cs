using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

/// <summary>Each kind of rule with exactly the rows that break it. Rows of the file are numbered from 2.</summary>
public sealed class RuleKindTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    private async Task<DataLoad> OrdersAsync() => await LoadedAsync(
        ["A-1", "DE", "10.00", "2026-11-20"],
        ["A-2", "de", "-5.00", "2026-11-21"],
        ["A-2", "FR", "7.5 €", "2026-11-22"],
        [null, "", "12.00", "2026-02-31"],
        ["A-5", "XX", null, ""]);

    private async Task<DataLoad> LoadedAsync(params string?[][] rows)
    {
        var load = await _lake.LoadAsync(1, [Text("order_id"), Text("country"), Money("amount"), Day("ordered")], rows);
        await _lake.SilverAsync(load);
        return load;
    }

    private async Task<(CheckResult Result, long[] Rows)> BreakAsync(Rule rule, CheckSubject? subject = null)
    {
        var load = subject is null ? await OrdersAsync() : new DataLoad(Orders, 1, [Text("order_id"), Text("country"), Money("amount"), Day("ordered")]);
        subject ??= _lake.Subject(load);
        var report = await _lake.CheckAsync(subject, rule);
        var plan = await _lake.QuarantineAsync(load, subject, report);
        var held = plan is null ? [] : await _lake.HeldAsync();
        var result = Assert.Single(report.Results);
        if (result.Outcome != CheckOutcome.CouldNotRun && rule.Kind.IsAboutRows)
            Assert.Equal(result.Failing, held.Length);
        return (result, held);
    }

    private async Task BreaksAsync(RuleKind kind, string? filter, params long[] rows) => Assert.Equal(rows, (await BreakAsync(Rule(kind, filter: filter))).Rows);

    [Fact]
    public Task NotNull_WhenTextDidNotFit_IsNoMissingValue() => BreaksAsync(new NotNull("amount"), null, 6);

    [Fact]
    public Task NotNull_WhenEmpty_Fails() => BreaksAsync(new NotNull("country"), null, 5);

    [Fact]
    public Task FitsType_WhenTextDoesNotFit_Fails() => BreaksAsync(new FitsType("amount"), null, 4);

    [Fact]
    public Task FitsType_WhenDayDoesNotExist_Fails() => BreaksAsync(new FitsType("ordered"), null, 5);

    [Fact]
    public Task Unique_WhenTwoRowsShareTheKey_FailsBothAndNoMissingOnes() => BreaksAsync(new Unique(["order_id"]), null, 3, 4);

    [Fact]
    public Task Unique_WhenFiltered_FailsOnlyRowsTheFilterHoldsFor() => BreaksAsync(new Unique(["order_id"]), "amount < 0");

    [Fact]
    public Task OneOf_WhenCaseDiffers_Fails() => BreaksAsync(new OneOf("country", ["DE", "FR"]), null, 3, 6);

    [Fact]
    public Task OneOf_WhenCaseIsIgnored_PassesIt() => BreaksAsync(new OneOf("country", ["DE", "FR"], IgnoresCase: true), null, 6);

    [Fact]
    public Task InRange_WhenBoundIsOpen_LooksAtTheOther() => BreaksAsync(new InRange("amount", "0", null), null, 3);

    [Fact]
    public Task InRange_WhenBoundsAreDays_ComparesDays() => BreaksAsync(new InRange("ordered", "2026-11-21", "2026-11-22", IsMaxOutside: true), null, 2, 4);

    [Fact]
    public Task MatchesPattern_WhenForbidden_FailsWhatMatches() => BreaksAsync(new MatchesPattern("order_id", "A-[12]", IsForbidden: true), null, 2, 3, 4);

    [Fact]
    public Task RowHolds_WhenFalse_FailsAndWhenUnknownDoesNot() => BreaksAsync(new RowHolds("amount >= 0", []), null, 3);

    [Fact]
    public Task RowHolds_WhenLabelsAndFunctionsAreUsed_MeansTheSame() =>
        BreaksAsync(new RowHolds("[country] in ('DE', 'FR') or length(country) <> 2 or ordered between '2026-11-20' and '2026-11-20'", []), null, 3);

    [Fact]
    public async Task DuplicateRows_WhenMissingValuesAreEqual_FailsBoth()
    {
        var load = await LoadedAsync(["A", null, "1.00", ""], ["A", null, "2.00", ""], ["B", null, "1.00", ""]);
        var (result, rows) = await BreakAsync(Rule(new DuplicateRows(["order_id", "country"])), _lake.Subject(load));
        Assert.Equal([2, 3], rows);
        Assert.Equal(3, result.Evaluated);
    }

    [Fact]
    public async Task ExistsIn_WhenValueStandsNowhere_Fails()
    {
        var countries = new TableName("kali_dev", "gold_layer", "countries");
        await _lake.CommitAsync(countries, new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT 'DE' AS code UNION ALL SELECT 'DE' UNION ALL SELECT 'FR' UNION ALL SELECT NULL"))));
        await BreaksAsync(new ExistsIn("country", countries.ToString(), "code"), null, 3, 6);
    }

    [Fact]
    public async Task NullRatio_WhenAboveTheShare_WarnsWithoutHoldingRowsBack()
    {
        var (result, _) = await BreakAsync(Rule(new NullRatio("country", 10), Severity.Warns));
        Assert.Equal((CheckOutcome.Warned, 1L, "20%"), (result.Outcome, result.Failing!.Value, result.Observed));
        Assert.False(result.HoldsRowsBack);
    }

    [Fact]
    public async Task RowCount_WhenTooFew_FailsTheGate() =>
        Assert.Equal((CheckOutcome.Failed, "5"), await OutcomeAsync(new RowCountWithin(6, null)));

    [Fact]
    public async Task IsFresh_WhenTheNewestDayIsOld_Fails()
    {
        Assert.Equal((CheckOutcome.Passed, "2026-11-22"), await OutcomeAsync(new IsFresh("ordered", TimeSpan.FromDays(2))));
        Assert.Equal((CheckOutcome.Failed, "2026-11-22"), await OutcomeAsync(new IsFresh("ordered", TimeSpan.FromHours(2))));
    }

    [Fact]
    public async Task HasSchema_WhenAColumnIsMissing_Fails()
    {
        Assert.Equal((CheckOutcome.Failed, "−weight, amount: decimal(10,2)"), await OutcomeAsync(new HasSchema([new("country"), new("weight"), new("amount", "double")])));
        Assert.Equal((CheckOutcome.Failed, "+amount, +ordered"), await OutcomeAsync(new HasSchema([new("order_id"), new("country")], IsStrict: true)));
    }

    private static async Task<(CheckOutcome, string?)> OutcomeAsync(RuleKind kind)
    {
        using var lake = new QualityLake();
        var load = await lake.LoadAsync(1, [Text("order_id"), Text("country"), Money("amount"), Day("ordered")],
            ["A-1", "DE", "10.00", "2026-11-20"], ["A-2", "de", "-5.00", "2026-11-21"], ["A-2", "FR", "7.5 €", "2026-11-22"], [null, "", "12.00", "2026-02-31"], ["A-5", "XX", null, ""]);
        await lake.SilverAsync(load);
        var result = (await lake.CheckAsync(lake.Subject(load), Rule(kind))).Results[0];
        return (result.Outcome, result.Observed);
    }

    [Fact]
    public async Task MatchesPattern_WhenALineFeedFollows_Fails()
    {
        var load = await LoadedAsync(["a@b.de", "x", "1.00", ""], ["a@b.de\nx", "y", "1.00", ""]);
        Assert.Equal(new long[] { 3 }, (await BreakAsync(Rule(new MatchesPattern("order_id", "^[a-z]+@[a-z.]+$")), _lake.Subject(load))).Rows);
    }

    [Fact]
    public async Task Unique_WhenAppended_LooksAtRowsThatAreThereAlready()
    {
        var first = await LoadedAsync(["A-1", "DE", "1.00", ""], ["A-2", "DE", "1.00", ""]);
        await _lake.GoldAsync(first, isAnyHeld: false);
        var second = await _lake.LoadAsync(2, first.Readings, ["A-2", "FR", "2.00", ""], ["A-3", "FR", "2.00", ""]);
        await _lake.SilverAsync(second);
        var gold = (await _lake.Lakehouse.DescribeAsync(Orders.Gold, Steward, TestContext.Current.CancellationToken))!.Schema;
        var subject = _lake.Subject(second) with { Existing = Orders.Gold, ExistingSchema = gold };
        var report = await _lake.CheckAsync(subject, Rule(new Unique(["order_id"])));
        Assert.Equal(1, report.Results[0].Failing);
        await _lake.QuarantineAsync(second, subject, report);
        Assert.Equal(new long[] { 2 }, await _lake.HeldAsync());
    }

    [Fact]
    public async Task Rules_WhenColumnNamesNeedQuoting_Work()
    {
        var load = await _lake.LoadAsync(1, [Text("größe_\"x\""), Text("select")], ["1", "a"], ["1", "b"], ["2", ""]);
        await _lake.SilverAsync(load);
        var report = await _lake.CheckAsync(_lake.Subject(load), Rule(new Unique(["größe_\"x\""]), name: "one"), Rule(new NotNull("select"), name: "two"));
        Assert.Equal([2, 1], report.Results.Select(result => result.Failing ?? -1));
    }
}
