using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Two columns stand in a relation to each other in every row; rows in which one of them is missing are not looked at, unless said otherwise.</summary>
/// <param name="Column">The one.</param>
/// <param name="Relation">How it stands to the other.</param>
/// <param name="Other">The other.</param>
/// <param name="MissingIsAValue">For equal and not equal: whether two missing values are equal, and a missing one differs from any other.</param>
public sealed record CompareColumns(string Column, Relation Relation, string Other, bool MissingIsAValue = false) : RuleKind
{
    internal const string Name = "compare_columns";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column, Other];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Relation switch
    {
        Relation.Equal => words.Say($"{label(Column)} equals {label(Other)}", $"{label(Column)} ist gleich {label(Other)}"),
        Relation.NotEqual => words.Say($"{label(Column)} differs from {label(Other)}", $"{label(Column)} ist ungleich {label(Other)}"),
        Relation.Less => words.Say($"{label(Column)} is less than {label(Other)}", $"{label(Column)} ist kleiner als {label(Other)}"),
        Relation.AtMost => words.Say($"{label(Column)} is at most {label(Other)}", $"{label(Column)} ist höchstens {label(Other)}"),
        Relation.Greater => words.Say($"{label(Column)} is more than {label(Other)}", $"{label(Column)} ist größer als {label(Other)}"),
        _ => words.Say($"{label(Column)} is at least {label(Other)}", $"{label(Column)} ist mindestens {label(Other)}"),
    };

    internal override RuleTest Test(RuleSubject subject) => With(subject, Columns, () =>
    {
        var (one, other) = (subject.Find(Column)!.Type, subject.Find(Other)!.Type);
        if (Moments.IsMoment(one) != Moments.IsMoment(other) || one.IsNumeric != other.IsNumeric || (one == DataType.String) != (other == DataType.String))
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({one}), {Other} ({other})"));
        var (left, right) = one != other && Moments.IsMoment(one)
            ? (Moments.Instant(subject, Column), Moments.Instant(subject, Other))
            : ((SqlExpression)new Column(Column), (SqlExpression)new Column(Other));
        if (MissingIsAValue && (Relation is Relation.Equal or Relation.NotEqual))
        {
            var same = new Comparison(ComparisonOperator.Same, left, right);
            return new RuleTest.Cells(Relation == Relation.Equal ? same.Not() : same, Column, $"{Sign} {Other}");
        }
        return new RuleTest.Cells(new Comparison(Operator, left, right).Not(), Column, $"{Sign} {Other}");
    });

    private ComparisonOperator Operator => Relation switch
    {
        Relation.Equal => ComparisonOperator.Equal,
        Relation.NotEqual => ComparisonOperator.NotEqual,
        Relation.Less => ComparisonOperator.Less,
        Relation.AtMost => ComparisonOperator.LessOrEqual,
        Relation.Greater => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };

    private string Sign => Relation switch
    {
        Relation.Equal => "=",
        Relation.NotEqual => "≠",
        Relation.Less => "<",
        Relation.AtMost => "≤",
        Relation.Greater => ">",
        _ => "≥",
    };
}
