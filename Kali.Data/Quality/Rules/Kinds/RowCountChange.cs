using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The upload has about as many rows as those before it; the first one has nothing to be compared with and holds.</summary>
/// <param name="MinPercent">At least so many percent of what the uploads before it had on average.</param>
/// <param name="MaxPercent">At most so many percent of it.</param>
/// <param name="Loads">How many of them.</param>
public sealed record RowCountChange(double? MinPercent, double? MaxPercent, int Loads = 1) : RuleKind
{
    internal const string Name = "row_count_change";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [];

    public override QualityDimension Dimension => QualityDimension.Completeness;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Loads == 1
        ? words.Say($"The upload has {words.Within(MinPercent, MaxPercent)} percent of the rows of the one before", $"Der Upload hat {words.Within(MinPercent, MaxPercent)} Prozent der Zeilen des vorigen")
        : words.Say(
            $"The upload has {words.Within(MinPercent, MaxPercent)} percent of the rows that the {words.Number(Loads)} before it have on average",
            $"Der Upload hat {words.Within(MinPercent, MaxPercent)} Prozent der Zeilen, die die {words.Number(Loads)} vorigen im Mittel haben");

    internal override RuleTest Test(RuleSubject subject) => subject is { Table: { } table, LoadNo: { } loadNo }
        ? new RuleTest.Whole(facts => CheckCounts.Real(facts.Elsewhere[0]) is { } before
            ? FigureVerdict.Percent(facts.Rows, before, MinPercent, MaxPercent) with { Observed = FormattableString.Invariant($"{facts.Rows} / {before:0.#}") }
            : new WholeVerdict(true, Failing: null, $"{facts.Rows} / ∅", FigureVerdict.Percent(1, 1, MinPercent, MaxPercent).Expected))
        { Elsewhere = [Before(table, loadNo)] }
        : new RuleTest.Whole(facts => new WholeVerdict(true, Failing: null, $"{facts.Rows} / ∅", FigureVerdict.Percent(1, 1, MinPercent, MaxPercent).Expected));

    private Sql Before(TableRef table, long loadNo)
    {
        var rowId = new Column(DataLoad.RowId);
        var load = SqlExpression.Call(SqlFunction.Floor, new Arithmetic(ArithmeticOperator.Divide, rowId, new WholeNumber(DataLoad.IdsPerLoad)));
        return Sql.Of($"""
            SELECT avg(n) FROM (SELECT {load} AS load_no, count(*) AS n FROM {table} AS earlier_rows
                WHERE {rowId.LessThan(new WholeNumber(loadNo * DataLoad.IdsPerLoad))} GROUP BY 1 ORDER BY 1 DESC LIMIT {new WholeNumber(Math.Max(1, Loads))}) AS earlier_loads
            """);
    }
}
