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

    public ImmutableArray<string> Allowed { get; init; } = Allowed.IsDefault ? [] : Allowed;

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column => IsIn(column, Allowed, IgnoresCase, out var obstacle) is { } found
        ? new RuleTest.Cells(found.Not(), Column, Shown(Allowed))
        : new RuleTest.Impossible(obstacle!));

    /// <summary>Whether the column's value is one of a list; null with the obstacle where one of them is no value of the column's type.</summary>
    internal static SqlExpression? IsIn(ColumnSchema column, ImmutableArray<string> list, bool ignoresCase, out Obstacle? obstacle)
    {
        obstacle = null;
        if (ignoresCase && column.Type == DataType.String)
            return SqlExpression.Call(SqlFunction.Lower, new Column(column.Name)).In(list.Select(value => value.ToLowerInvariant()));
        var values = list.Select(value => RuleValue.TryParse(value, column.Type)).ToList();
        var unread = values.IndexOf(null);
        if (unread >= 0)
            obstacle = new Obstacle(ObstacleKind.Value, $"{list[unread]} ({column.Type})");
        return unread >= 0 ? null : new Column(column.Name).In(values.OfType<SqlExpression>());
    }

    internal static string Shown(ImmutableArray<string> list) => string.Join(" | ", list.Take(MostShown)) + (list.Length > MostShown ? " | …" : "");

    public bool Equals(OneOf? other) => other is not null && Column == other.Column && SameColumns(Allowed, other.Allowed) && IgnoresCase == other.IgnoresCase;

    public override int GetHashCode() => HashCode.Combine(Column, Allowed.Length);
}
