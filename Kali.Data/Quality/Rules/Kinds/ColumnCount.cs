using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The table has at least and at most so many columns of its own.</summary>
/// <param name="Min">At least so many; null for no bound.</param>
/// <param name="Max">At most so many; null for no bound.</param>
public sealed record ColumnCount(int? Min, int? Max) : RuleKind
{
    internal const string Name = "column_count";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.Say($"The table has {words.Within(Min, Max)} columns", $"Die Tabelle hat {words.Within(Min, Max)} Spalten");

    internal override RuleTest Test(RuleSubject subject)
    {
        var columns = subject.Schema.Columns.Count(column => !column.IsSystem);
        return new RuleTest.Whole(_ => FigureVerdict.Between(columns, Min, Max));
    }
}
