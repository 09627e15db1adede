using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>There are as many rows as in another table, or a share of them between two bounds.</summary>
/// <param name="Table">The three-level name of the other table.</param>
/// <param name="MinPercent">At least so many percent of its rows.</param>
/// <param name="MaxPercent">At most so many percent of its rows.</param>
public sealed record RowCountMatches(string Table, double MinPercent = 100, double MaxPercent = 100) : RuleKind
{
    internal const string Name = "row_count_matches";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [];

    public override QualityDimension Dimension => QualityDimension.Completeness;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) => (MinPercent, MaxPercent) == (100, 100)
        ? words.Say($"There are as many rows as in {Table}", $"Es gibt so viele Zeilen wie in {Table}")
        : words.Say($"There are {words.Within(MinPercent, MaxPercent)} percent of the rows of {Table}", $"Es gibt {words.Within(MinPercent, MaxPercent)} Prozent der Zeilen von {Table}");

    internal override RuleTest Test(RuleSubject subject) => TableName.TryParse(Table, out var name)
        ? new RuleTest.Whole(facts =>
        {
            var there = CheckCounts.Number(facts.Elsewhere[0]);
            // Nothing there: only nothing here matches it.
            var percent = there == 0 ? facts.Rows == 0 ? 100 : double.PositiveInfinity : facts.Rows * 100.0 / there;
            return new WholeVerdict(percent >= MinPercent && percent <= MaxPercent, Failing: null, $"{facts.Rows} / {there}", $"{FigureVerdict.Shown(MinPercent, MaxPercent)}%");
        })
        { Elsewhere = [Sql.Of($"SELECT count(*) FROM {name} AS other_rows")] }
        : new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchTable, Table));
}
