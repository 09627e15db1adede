using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No value lies between two bounds, the bounds themselves included; missing values are not looked at.</summary>
/// <param name="Column">A column of numbers, dates, times or text.</param>
/// <param name="Min">The least value of what must not be, written as the type is.</param>
/// <param name="Max">The greatest.</param>
public sealed record NotInRange(string Column, string Min, string Max) : RuleKind
{
    internal const string Name = "not_in_range";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.Say($"{label(Column)} does not lie between {Min} and {Max}", $"{label(Column)} liegt nicht zwischen {Min} und {Max}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        foreach (var bound in new[] { Min, Max })
        {
            if (RuleValue.TryParse(bound, column.Type) is null)
                return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{bound} ({column.Type})"));
        }
        var value = new Column(Column);
        return new RuleTest.Cells(
            new AllOf(value.AtLeast(RuleValue.TryParse(Min, column.Type)!), value.AtMost(RuleValue.TryParse(Max, column.Type)!)), Column, $"∉ [{Min} … {Max}]");
    });
}
