using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every value lies between two bounds, one of which may be open; missing values are not looked at.</summary>
/// <param name="Column">A column of numbers, dates, times or text.</param>
/// <param name="Min">The least value, written as the type is: 0, 12.5, 2026-01-01, 2026-01-01T00:00:00Z.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="IsMinOutside">Whether the least value itself is too little.</param>
/// <param name="IsMaxOutside">Whether the greatest value itself is too much.</param>
public sealed record InRange(string Column, string? Min, string? Max, bool IsMinOutside = false, bool IsMaxOutside = false) : RuleKind
{
    internal const string Name = "in_range";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.InRange(label(Column), Min, Max, IsMinOutside, IsMaxOutside);

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        var fails = ImmutableArray.CreateBuilder<SqlExpression>();
        foreach (var (bound, isMin) in new[] { (Min, true), (Max, false) })
        {
            if (bound is null)
                continue;
            if (RuleValue.TryParse(bound, column.Type) is not { } value)
                return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{bound} ({column.Type})"));
            fails.Add(Outside(new Column(Column), value, isMin));
        }
        // NaN is greater than everything to both engines, and in no range.
        if (column.Type == DataType.Double)
            fails.Add(new Column(Column).EqualTo(new Constant(double.NaN)));
        return new RuleTest.Cells(new AnyOf(fails.ToImmutable()), Column, $"{(IsMinOutside ? "(" : "[")}{Min ?? "−∞"} … {Max ?? "∞"}{(IsMaxOutside ? ")" : "]")}");
    });

    private SqlExpression Outside(Column value, SqlExpression bound, bool isMin) => (isMin, isMin ? IsMinOutside : IsMaxOutside) switch
    {
        (true, true) => value.AtMost(bound),
        (true, false) => value.LessThan(bound),
        (false, true) => value.AtLeast(bound),
        _ => value.GreaterThan(bound),
    };
}
