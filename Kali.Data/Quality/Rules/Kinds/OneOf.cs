using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every value is one of a list; missing values are not looked at.</summary>
/// <param name="Column">The column.</param>
/// <param name="Allowed">The values, written as the column's type is written without grouping: 12.5, 2026-09-30, true.</param>
/// <param name="IgnoresCase">For text.</param>
public sealed record OneOf(string Column, ImmutableArray<string> Allowed, bool IgnoresCase = false) : RuleKind
{
    internal const string Name = "in_list";
    private const int MostShown = 20;

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.OneOf(label(Column), Allowed);

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        var expected = string.Join(" | ", Allowed.Take(MostShown)) + (Allowed.Length > MostShown ? " | …" : "");
        if (IgnoresCase && column.Type == DataType.String)
        {
            var lowered = SqlExpression.Call(SqlFunction.Lower, new Column(Column)).In(Allowed.Select(value => value.ToLowerInvariant()));
            return new RuleTest.Cells(lowered.Not(), Column, expected);
        }
        var values = Allowed.Select(value => RuleValue.TryParse(value, column.Type)).ToList();
        var unread = values.IndexOf(null);
        return unread >= 0
            ? new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{Allowed[unread]} ({column.Type})"))
            : new RuleTest.Cells(new Column(Column).In(values.OfType<SqlExpression>()).Not(), Column, expected);
    });

    public bool Equals(OneOf? other) => other is not null && Column == other.Column && SameColumns(Allowed, other.Allowed) && IgnoresCase == other.IgnoresCase;

    public override int GetHashCode() => HashCode.Combine(Column, Allowed.Length);
}
