using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text has at least and at most so many characters; missing values are not looked at.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Min">At least so many; null for no bound.</param>
/// <param name="Max">At most so many; null for no bound.</param>
public sealed record LengthWithin(string Column, int? Min, int? Max) : RuleKind
{
    internal const string Name = "length";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.Say($"{label(Column)} has {words.Within(Min, Max)} characters", $"{label(Column)} hat {words.Within(Min, Max)} Zeichen");

    internal override RuleTest Test(RuleSubject subject) => OfText(subject, Column, text =>
    {
        var length = SqlExpression.Call(SqlFunction.Length, text);
        var fails = ImmutableArray.CreateBuilder<SqlExpression>();
        if (Min is { } min)
            fails.Add(length.LessThan(new WholeNumber(min)));
        if (Max is { } max)
            fails.Add(length.GreaterThan(new WholeNumber(max)));
        return new RuleTest.Cells(new AnyOf(fails.ToImmutable()), Column, FigureVerdict.Shown(Min, Max));
    });
}
