using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every day or time lies at least so many days back; missing values are not looked at.</summary>
/// <param name="Column">A column of days or times.</param>
/// <param name="Days">How many days back at least.</param>
/// <param name="IsYounger">The other way round: at most so many days back.</param>
public sealed record OlderThan(string Column, int Days, bool IsYounger = false) : RuleKind
{
    internal const string Name = "older_than";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Timeliness;

    internal override string Sentence(RuleWords words, Func<string, string> label) => IsYounger
        ? words.Say($"{label(Column)} lies at most {words.Number(Days)} days back", $"{label(Column)} liegt höchstens {words.Number(Days)} Tage zurück")
        : words.Say($"{label(Column)} lies at least {words.Number(Days)} days back", $"{label(Column)} liegt mindestens {words.Number(Days)} Tage zurück");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        if (Moments.Ago(subject, column, Days) is not { } bound)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
        var value = new Column(Column);
        return new RuleTest.Cells(
            IsYounger ? value.LessThan(bound) : value.GreaterThan(bound), Column, FormattableString.Invariant($"{(IsYounger ? "≥" : "≤")} {subject.Today.AddDays(-Days):yyyy-MM-dd}"));
    });
}
