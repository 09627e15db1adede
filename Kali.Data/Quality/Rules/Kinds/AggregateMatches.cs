using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A figure over all rows is the same as over another table, perhaps within a tolerance.</summary>
/// <param name="Figure">Which figure.</param>
/// <param name="Column">Of that column here.</param>
/// <param name="Table">The three-level name of the other table.</param>
/// <param name="There">Of that column there.</param>
/// <param name="TolerancePercent">How far from the other's figure still counts as it, 0 to 100.</param>
public sealed record AggregateMatches(RuleFigure Figure, string Column, string Table, string There, double TolerancePercent = 0) : RuleKind
{
    internal const string Name = "aggregate_matches";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Accuracy;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label)
    {
        var (english, german) = (RuleFigures.English(Figure, label(Column), null), RuleFigures.German(Figure, label(Column), null));
        return TolerancePercent == 0
            ? words.Say($"{english} is that of {There} in {Table}", $"{german} entspricht {There} in {Table}")
            : words.Say($"{english} is that of {There} in {Table} ± {words.Number(TolerancePercent)}%", $"{german} entspricht {There} in {Table} ± {words.Number(TolerancePercent)} %");
    }

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        if (!TableName.TryParse(Table, out var table))
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchTable, Table));
        if (!RuleFigures.Takes(Figure, column.Type))
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
        var there = RuleFigures.Of(Figure, new Column(There), null);
        return new RuleTest.Whole(facts => Judge(facts.Measured[0], facts.Elsewhere[0]), RuleFigures.Of(Figure, new Column(Column), null))
        {
            Elsewhere = [Sql.Of($"SELECT {there.Figure(there.Operands)} FROM {table} AS other_rows")],
        };
    });

    private WholeVerdict Judge(object? here, object? there)
    {
        var (one, other) = (RuleFigures.Read(here), RuleFigures.Read(there));
        // Figures of doubles differ in their last digits by the order in which rows are added.
        var holds = one is { } a && other is { } b ? Math.Abs(a - b) <= Math.Max(Math.Abs(b) * TolerancePercent / 100, Math.Abs(b) * 1e-9) : one is null && other is null;
        return new WholeVerdict(holds, Failing: null, RuleFigures.Shown(here), FormattableString.Invariant($"= {RuleFigures.Shown(there)}{(TolerancePercent > 0 ? $" ± {TolerancePercent:0.##}%" : "")}"));
    }
}
