using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A day lies at least so many days before that of another column; rows in which one of them is missing are not looked at.</summary>
/// <param name="Column">A column of days or times.</param>
/// <param name="Other">The later one.</param>
/// <param name="Days">At least so many days before it; 0 for not after it.</param>
public sealed record OlderThanColumn(string Column, string Other, int Days = 0) : RuleKind
{
    internal const string Name = "older_than_column";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column, Other];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Days == 0
        ? words.Say($"{label(Column)} is not after {label(Other)}", $"{label(Column)} liegt nicht nach {label(Other)}")
        : words.Say($"{label(Column)} is at least {words.Number(Days)} days before {label(Other)}", $"{label(Column)} liegt mindestens {words.Number(Days)} Tage vor {label(Other)}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Columns, () =>
    {
        if (Columns.FirstOrDefault(column => !Moments.IsMoment(subject.Find(column)!.Type)) is { } other)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{other} ({subject.Find(other)!.Type})"));
        var days = SqlExpression.Call(SqlFunction.DaysBetween, Moments.Day(subject, Column), Moments.Day(subject, Other));
        return new RuleTest.Cells(days.LessThan(new WholeNumber(Days)), Column, Days == 0 ? $"≤ {Other}" : FormattableString.Invariant($"≤ {Other} − {Days} d"));
    });
}
