using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>An expression is true in every row. It says what must be so; a row fails where it is false. Unknown, because something is missing, does not fail.</summary>
/// <param name="Expression">In Kali's expression language: <c>[Delivery date] &gt;= [Order date]</c>.</param>
/// <param name="Mentioned">The columns it mentions, found when the rule is saved.</param>
public sealed record RowHolds(string Expression, ImmutableArray<string> Mentioned) : RuleKind
{
    internal const string Name = "row_expression";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Mentioned;

    public override QualityDimension Dimension => QualityDimension.Consistency;

    public ImmutableArray<string> Mentioned { get; init; } = Mentioned.IsDefault ? [] : Mentioned;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.RowHolds(ShownExpression.Of(Expression, Mentioned, label));

    internal override RuleTest Test(RuleSubject subject) =>
        RowExpression.TryParse(Expression, subject, out var parsed, out var reason)
            ? new RuleTest.Cells(parsed.Condition.Not(), parsed.Columns.FirstOrDefault(), Expression)
            : new RuleTest.Impossible(new Obstacle(ObstacleKind.Expression, reason));

    public bool Equals(RowHolds? other) => other is not null && Expression == other.Expression;

    public override int GetHashCode() => Expression.GetHashCode(StringComparison.Ordinal);
}
