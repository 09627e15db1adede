using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No day or time lies in the future, or further in it than allowed; missing values are not looked at.</summary>
/// <param name="Column">A column of days or times.</param>
/// <param name="DaysAhead">How many days ahead are still well.</param>
public sealed record NotInFuture(string Column, int DaysAhead = 0) : RuleKind
{
    internal const string Name = "not_in_future";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Timeliness;

    internal override string Sentence(RuleWords words, Func<string, string> label) => DaysAhead == 0
        ? words.Say($"{label(Column)} does not lie in the future", $"{label(Column)} liegt nicht in der Zukunft")
        : words.Say($"{label(Column)} lies at most {words.Number(DaysAhead)} days ahead", $"{label(Column)} liegt höchstens {words.Number(DaysAhead)} Tage in der Zukunft");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column => Moments.Ago(subject, column, -DaysAhead) is { } latest
        ? new RuleTest.Cells(new Column(Column).GreaterThan(latest), Column, FormattableString.Invariant($"≤ {subject.Today.AddDays(DaysAhead):yyyy-MM-dd}"))
        : new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})")));
}
