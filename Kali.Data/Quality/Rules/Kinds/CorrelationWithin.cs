using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>How two columns of numbers go together (Pearson's correlation, -1 to 1) lies between two bounds.</summary>
/// <param name="Column">The one.</param>
/// <param name="Other">The other.</param>
/// <param name="Min">At least this; null for no bound.</param>
/// <param name="Max">At most this; null for no bound.</param>
public sealed record CorrelationWithin(string Column, string Other, double? Min, double? Max) : RuleKind
{
    internal const string Name = "correlation";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column, Other];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"The correlation of {label(Column)} and {label(Other)} is {words.Within(Min, Max)}", $"Die Korrelation von {label(Column)} und {label(Other)} ist {words.Within(Min, Max)}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Columns, () =>
        Columns.FirstOrDefault(column => !subject.Find(column)!.Type.IsNumeric) is { } other
            ? new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{other} ({subject.Find(other)!.Type})"))
            : new RuleTest.Whole(
                facts => FigureVerdict.Between(facts.Number(0), Min, Max),
                new Measure([new Column(Column).CastTo(DataType.Double), new Column(Other).CastTo(DataType.Double)], operands => new Correlation(operands[0], operands[1]))));
}
