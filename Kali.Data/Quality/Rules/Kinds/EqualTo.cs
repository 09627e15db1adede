using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every value is one value, perhaps within a tolerance, or with <paramref name="IsForbidden"/> none is; missing values are not looked at.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value, written as the column's type is written without grouping.</param>
/// <param name="IsForbidden">Whether being it is what must not be.</param>
/// <param name="Tolerance">For numbers: how far from it still counts as it.</param>
/// <param name="TolerancePercent">For numbers: the same as a share of the value, 0 to 100; the wider of both counts.</param>
public sealed record EqualTo(string Column, string Value, bool IsForbidden = false, double? Tolerance = null, double? TolerancePercent = null) : RuleKind
{
    internal const string Name = "equal_to";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label)
    {
        var about = (Tolerance, TolerancePercent) switch
        {
            (null, null) => Value,
            ({ } wide, null) => $"{Value} ± {words.Number(wide)}",
            (null, { } percent) => words.Say($"{Value} ± {words.Number(percent)}%", $"{Value} ± {words.Number(percent)} %"),
            ({ } wide, { } percent) => words.Say($"{Value} ± {words.Number(wide)} or {words.Number(percent)}%", $"{Value} ± {words.Number(wide)} oder {words.Number(percent)} %"),
        };
        return IsForbidden
            ? words.Say($"{label(Column)} is not {about}", $"{label(Column)} ist nicht {about}")
            : words.Say($"{label(Column)} is {about}", $"{label(Column)} ist {about}");
    }

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        if (RuleValue.TryParse(Value, column.Type) is not { } value)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{Value} ({column.Type})"));
        if (Tolerance is null && TolerancePercent is null)
        {
            var same = new Column(Column).EqualTo(value);
            return new RuleTest.Cells(IsForbidden ? same : same.Not(), Column, $"{(IsForbidden ? "≠" : "=")} {Value}");
        }
        if (!column.Type.IsNumeric)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
        var number = double.Parse(Value, System.Globalization.CultureInfo.InvariantCulture);
        var most = Math.Max(Tolerance ?? 0, Math.Abs(number) * (TolerancePercent ?? 0) / 100);
        var distance = SqlExpression.Call(SqlFunction.Absolute, new Arithmetic(ArithmeticOperator.Subtract, new Column(Column).CastTo(DataType.Double), new Constant(number)));
        return new RuleTest.Cells(
            IsForbidden ? distance.AtMost(new Constant(most)) : distance.GreaterThan(new Constant(most)),
            Column,
            FormattableString.Invariant($"{(IsForbidden ? "≠" : "=")} {Value} ± {most:0.####}"));
    });
}
