using System.Text;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

/// <summary>Rules on their way into force, on the real store and the real engine: written, suggested, tried on past loads, approved.</summary>
public sealed class RuleReviewTests
{
    private static readonly Actor Ada = new("u-ada", "Ada", [KaliRole.DataEngineer]);
    private static readonly Actor Ben = new("u-ben", "Ben", [KaliRole.Admin]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Three uploads of forty orders; in the second, ten amounts are negative, and one country is rare in each.</summary>
    private static async Task<PipelineLake> ThreeUploadsAsync(params (string Key, string Value)[] settings)
    {
        var lake = await PipelineLake.OpenAsync(settings: settings);
        for (var upload = 1; upload <= 3; upload++)
        {
            var file = new StringBuilder("order_id,country,amount,ordered,delivered\n");
            for (var row = 1; row <= 400; row++)
            {
                var amount = upload == 2 && row <= 100 ? -5 : 10 + row % 37;
                var country = row == 399 ? "D3" : row % 2 == 0 ? "DE" : "FR";
                file.Append(FormattableString.Invariant($"A-{upload}{row:0000},{country},{amount}.50,2026-10-{1 + row % 20:00},2026-10-{3 + row % 20:00}\n"));
            }
            var sent = await Sending.ReceiveAsync(lake, $"orders_{upload}.csv", Encoding.UTF8.GetBytes(file.ToString()));
            var run = await Sending.LoadAsync(lake, sent with { Columns = [Text("order_id"), Text("country"), Money("amount"), Day("ordered"), Day("delivered")] });
            Assert.True(run.State is RunState.Done, run.Fault?.Message);
        }
        return lake;
    }

    private static Rule Positive(Limit? fail = null) => new()
    {
        Id = Guid.NewGuid(),
        Dataset = Orders,
        Name = "amount_positive",
        Kind = new InRange("amount", "0", null),
        Threshold = new Threshold(Limit.None, fail),
    };

    [Fact]
    public async Task Rule_IsWrittenReviewedAndApprovedByASecondPerson_AndScoresOfThePastFollow()
    {
        await using var lake = await ThreeUploadsAsync();
        var (rules, reviews, reports) = (lake.Get<Rules>(), lake.Get<RuleReviews>(), lake.Get<QualityReports>());
        var schema = (await lake.Get<RuleTrials>().SchemaAsync(Orders, Ada, Ct))!;
        var before = (await reports.ForAsync(Orders, null, Ada, Ct))!;
        // One country of 400 is a confirmed finding.
        Assert.Equal([99.9, 99.9, 99.9], before.History.Select(point => point.Score ?? 0));

        var draft = await rules.SaveAsync(Positive(Limit.OfPercent(10)), schema, Ada, Ct);
        Assert.DoesNotContain(await rules.OfAsync(Orders, Ada, Ct), rule => rule.Name == draft.Name);
        await Assert.ThrowsAsync<RefusedException>(() => reviews.ApproveAsync(Orders, draft.Id, 1, Ben, Ct));

        await reviews.AskAsync(Orders, draft.Id, Ada, Ct);
        await Assert.ThrowsAsync<NotAllowedException>(() => reviews.ApproveAsync(Orders, draft.Id, 1, Ada, Ct));
        await Assert.ThrowsAsync<NotAllowedException>(() => reviews.ApproveAsync(Orders, draft.Id, 1, PipelineLake.One, Ct));
        await reviews.SendBackAsync(Orders, draft.Id, 1, "Five percent will do.", Ben, Ct);
        var second = await rules.SaveAsync(draft with { Threshold = new Threshold(Limit.None, Limit.OfPercent(5)) }, schema, Ada, Ct);
        await reviews.AskAsync(Orders, draft.Id, Ada, Ct);
        await Assert.ThrowsAsync<RefusedException>(() => reviews.ApproveAsync(Orders, draft.Id, 1, Ben, Ct));
        await reviews.ApproveAsync(Orders, draft.Id, second.Version, Ben, Ct);

        var versions = await rules.VersionsAsync(Orders, draft.Id, Ada, Ct);
        Assert.Equal([(2, RuleState.InForce, "Ben"), (1, RuleState.Dropped, "Ben")], versions.Select(version => (version.Rule.Version, version.State, version.DecidedBy!)));
        Assert.Equal([new RuleChange("threshold.failAbove.percent", "10", "5")], RuleDiff.Of(versions[1].Rule, versions[0].Rule));
        Assert.Contains(await rules.OfAsync(Orders, Ada, Ct), rule => rule.Name == draft.Name && rule.Version == 2);

        Assert.Equal(3, await lake.Get<ScoreHistory>().RecomputeAsync(Orders, Ada, Ct));
        var after = (await reports.ForAsync(Orders, null, Ada, Ct))!;
        Assert.Equal([99.9, 99.9, 99.9], after.History.Select(point => point.ScoreThen ?? 0));
        Assert.True(after.History[1].Score < 95, $"{after.History[1].Score}");
        Assert.Single(after.History.Select(point => point.RuleSet).Distinct());
        Assert.Equal(0, await lake.Get<ScoreHistory>().RecomputeAsync(Orders, Ada, Ct));

        Assert.False(await rules.RemoveAsync(Orders, draft.Id, Ada, Ct));
        Assert.Contains(await rules.OfAsync(Orders, Ada, Ct), rule => rule.Id == draft.Id);
        await reviews.ApproveAsync(Orders, draft.Id, 3, Ben, Ct);
        Assert.DoesNotContain(await rules.StandingsAsync(Orders, Ada, Ct), standing => standing.Shown.Id == draft.Id);
    }

    [Fact]
    public async Task Backtest_AndSuggestions_SpeakFromWhatWasLoaded()
    {
        await using var lake = await ThreeUploadsAsync();
        var backtest = await lake.Get<RuleBacktests>().RunAsync(Positive(Limit.OfPercent(5)), 10, Ada, Ct);
        Assert.Equal((3, 1, 0, 2, 100L), (backtest.Uploads, backtest.Stopped, backtest.Warned, backtest.Passed, backtest.RowsHeldBack));
        Assert.Equal([0L, 100, 0], backtest.Points.Select(point => point.Result.Failing ?? -1));

        var suggestions = await lake.Get<RuleSuggestions>().ForAsync(Orders, Ada, Ct);
        var list = Assert.Single(suggestions, suggestion => suggestion.Rule.Kind is OneOf { Column: "country" });
        Assert.Equal(["DE", "FR"], ((OneOf)list.Rule.Kind).Allowed);
        Assert.Equal((399L, 400L, "profile"), (list.Holding, list.Result.Evaluated, list.Rule.Origin!.Source));
        Assert.Contains(suggestions, suggestion => suggestion.Rule.Kind is OlderThanColumn { Column: "ordered", Other: "delivered" });
        Assert.DoesNotContain(suggestions, suggestion => suggestion.Rule.Kind is OlderThanColumn { Column: "delivered" });
        Assert.Contains(suggestions, suggestion => suggestion.Rule.Kind is Unique { Key: ["order_id"] });
        Assert.Contains(suggestions, suggestion => suggestion.Rule.Kind is NotInFuture { Column: "ordered" });

        var schema = (await lake.Get<RuleTrials>().SchemaAsync(Orders, Ada, Ct))!;
        await lake.Get<Rules>().SaveAsync(list.Rule, schema, Ada, Ct);
        Assert.DoesNotContain(await lake.Get<RuleSuggestions>().ForAsync(Orders, Ada, Ct), suggestion => suggestion.Rule.Kind is OneOf { Column: "country" });
    }

    [Fact]
    public async Task Rule_WithFourEyesOff_IsInForceAtOnce_AndQueriesAreGuarded()
    {
        await using var lake = await ThreeUploadsAsync(("Kali:Rules:FourEyes", "false"));
        var schema = (await lake.Get<RuleTrials>().SchemaAsync(Orders, Ada, Ct))!;
        var saved = await lake.Get<Rules>().SaveAsync(Positive() with { Severity = Severity.Warns }, schema, Ada, Ct);
        Assert.Contains(await lake.Get<Rules>().OfAsync(Orders, Ada, Ct), rule => rule.Id == saved.Id);

        var trials = lake.Get<RuleTrials>();
        Task<RuleTrial?> Try(RuleKind kind) => trials.TryAsync(Positive() with { Kind = kind }, 3, Ada, Ct);
        Assert.Equal((CheckOutcome.Failed, "3"), Told(await Try(new SqlQuery("SELECT country FROM silver_layer.orders GROUP BY country"))));
        Assert.Equal((CheckOutcome.Passed, "1200"), Told(await Try(new SqlQuery("SELECT count(*) FROM silver_layer.orders", IsValue: true, Min: 1000))));
        var refused = (await Try(new SqlQuery("DROP TABLE orders")))!.Result;
        Assert.Equal((CheckOutcome.CouldNotRun, ObstacleKind.Expression), (refused.Outcome, refused.Obstacle!.Kind));
        var fixes = await lake.Get<ScoreFixes>().OfAsync(Orders, null, Ada, Ct);
        Assert.Empty(fixes);

        static (CheckOutcome, string?) Told(RuleTrial? trial) => (trial!.Result.Outcome, trial.Result.Observed);
    }

    [Fact]
    public async Task Records_TellResultsInTheLayoutOfDqx()
    {
        await using var lake = await ThreeUploadsAsync();
        var rows = await Sending.QueryAsync(lake, Sql.Of($"SELECT metric_name, metric_value, run_id FROM {MetadataTables.DqxMetrics("kali_dev")} ORDER BY run_time, metric_name"));
        Assert.Equal(["check_metrics", "error_row_count", "input_row_count", "valid_row_count", "warning_row_count"], rows.Take(5).Select(row => (string)row[0]!));
        Assert.Equal(3, rows.Select(row => row[2]).Distinct().Count());
        Assert.Equal("400", rows[2][1]);
        Assert.Contains("\"error_count\":0", (string)rows[0][1]!, StringComparison.Ordinal);
        // The rows and the checks stand there only where somebody wants them.
        Assert.Null(await lake.Get<ILakehouse>().DescribeAsync(Orders.DqxQuarantine, Ada, Ct));
    }
}
