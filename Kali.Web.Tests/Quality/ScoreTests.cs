using System.Collections.Immutable;
using CsCheck;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

/// <summary>The arithmetic of the score: what is shown adds up, weights are those of the design, optional columns count half.</summary>
public sealed class ScoreTests
{
    private static readonly string[] Columns = ["a", "b", "c", "d"];

    private static readonly Gen<CheckResult> Result = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Long[0, 1000], Gen.Int[0, 9]).Select((column, dimension, severity, failing, how) =>
    {
        var rule = Rule(how == 0 ? new NullRatio(Columns[column], 20) : how == 1 ? new Unique([Columns[column]]) : new NotNull(Columns[column]), (Severity)severity) with { DimensionAsSaid = (QualityDimension)dimension };
        return new CheckResult(rule, failing == 0 ? CheckOutcome.Passed : CheckOutcome.Warned, 1000, failing, null, null, null);
    });

    [Fact]
    public void Waterfall_AddsUpExactly_ForAnyResults() => Gen.Select(Result.Array[1, 12], Gen.Bool).Sample((results, hasKey) =>
    {
        var score = ScoreOf([.. results], hasKey ? ["a"] : [])!;

        var lost = score.Dimensions.Sum(part => Tenth(part.PointsLost)) + Tenth(score.LostToCap);
        Assert.Equal(1000 - Tenth(score.Value), lost);
        Assert.All(score.Dimensions, part => Assert.Equal(Tenth(part.PointsLost), part.Rules.Sum(rule => Tenth(rule.PointsLost))));
        Assert.True(score.Value is >= 0 and <= 100 && score.Dimensions.All(part => part.PointsLost >= 0 && part.Rules.All(rule => rule.PointsLost >= 0)));
        // A hundred is shown only where nothing is lost.
        Assert.Equal(score.Value == 100, results.All(result => result.Failing == 0 || result.Rule.Severity == Severity.Notes));
    });

    [Fact]
    public void Dimensions_WeighAsDesigned_AndOnlyThoseAssessed()
    {
        var score = ScoreOf([Of(new NotNull("a"), 1000, QualityDimension.Completeness), Of(new NotNull("b"), 0, QualityDimension.Validity), Of(new NotNull("c"), 0, QualityDimension.Timeliness)], [])!;

        Assert.Equal([(QualityDimension.Completeness, 3.0), (QualityDimension.Validity, 3.0), (QualityDimension.Timeliness, 1.0)], score.Dimensions.Select(part => (part.Dimension, part.Weight)));
        Assert.Equal((57.1, 42.9), (score.Value, score.Dimensions[0].PointsLost));
        Assert.Equal([QualityDimension.Uniqueness, QualityDimension.Consistency, QualityDimension.Accuracy], score.NotAssessed);
    }

    [Fact]
    public void Rows_WithAProblemInOptionalColumnsOnly_CountHalf()
    {
        var required = new[] { Rule(new NotNull("a")), Rule(new InRange("b", "0", null)) };
        Assert.Empty(OptionalColumns.Of(required, []));
        Assert.Equal(["b"], OptionalColumns.Of([.. required, Rule(new NotNull("b"), Severity.Warns)], []));
        Assert.Equal(["b"], OptionalColumns.Of([.. required, Rule(new NotNull("b"), filter: "a = 'x'")], []));
        Assert.Empty(OptionalColumns.Of([.. required, Rule(new MissingValues("b", []), Severity.Notes), Rule(new NotNull("a"), Severity.Warns)], ["b"]));
        // What every dataset begins with says of no column that it may be empty.
        Assert.Empty(OptionalColumns.Of(RuleProposals.For(Orders, [Text("a"), Money("b")], ["a"]), []));

        var failing = Of(new InRange("b", "0", null), 100, QualityDimension.Validity);
        Assert.Equal((90.0, 95.0), (ScoreOf([failing], [])!.Value, ScoreOf([failing, Of(new NotNull("b"), 0, QualityDimension.Validity) with { Rule = Rule(new NotNull("b"), Severity.Warns) with { DimensionAsSaid = QualityDimension.Validity } }], [])!.Value));
    }

    private static CheckResult Of(RuleKind kind, long failing, QualityDimension dimension) =>
        new(Rule(kind) with { DimensionAsSaid = dimension }, failing == 0 ? CheckOutcome.Passed : CheckOutcome.Warned, 1000, failing, null, null, null);

    /// <summary>As if no row broke two rules of one dimension.</summary>
    private static QualityScore? ScoreOf(ImmutableArray<CheckResult> results, ImmutableArray<string> keys)
    {
        var optional = OptionalColumns.Of(results.Select(result => result.Rule), keys);
        var counts = new CheckCounts { Rows = 1000, Optional = optional };
        foreach (var group in results.Where(result => result.Rule.Kind is NotNull or InRange && result.Rule.Severity != Severity.Notes).GroupBy(result => result.Rule.Dimension))
        {
            var any = Math.Min(1000, group.Sum(result => result.Failing ?? 0));
            counts.Dimensions[group.Key] = new DimensionCounts(
                Math.Min(any, group.Where(result => Scoring.IsWhole(result.Rule, optional)).Sum(result => result.Failing ?? 0)), any, Math.Min(any, group.Where(result => result.Rule.Columns.Any(keys.Contains)).Sum(result => result.Failing ?? 0)));
        }
        return Scoring.Score(results, keys, counts);
    }

    private static int Tenth(double points) => (int)Math.Round(points * 10);
}
