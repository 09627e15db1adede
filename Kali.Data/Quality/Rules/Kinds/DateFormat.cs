using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text is a day that exists, written in one way; missing values are not looked at, and a column of days holds.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Pattern">A date pattern: <c>yyyy-MM-dd</c>, <c>dd.MM.yyyy</c>, <c>M/d/yy</c>.</param>
/// <param name="HasTime">Whether a time of the day follows, after a space or a T: <c>14:30</c>, <c>14:30:05</c>, perhaps with a fraction and a zone.</param>
public sealed record DateFormat(string Column, string Pattern = "yyyy-MM-dd", bool HasTime = false) : RuleKind
{
    private const string Time = "[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?";
    internal const string Name = "date_format";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) => HasTime
        ? words.Say($"{label(Column)} is a day with a time, the day written as {Pattern}", $"{label(Column)} ist ein Tag mit Uhrzeit, der Tag geschrieben als {Pattern}")
        : words.Say($"{label(Column)} is a day, written as {Pattern}", $"{label(Column)} ist ein Tag, geschrieben als {Pattern}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        if (column.Type == DataType.Date || column.Type == DataType.Timestamp || column.Type == DataType.TimestampNtz)
            return new RuleTest.Cells(new Truth(false), Column, Pattern);
        if (column.Type != DataType.String)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
        DatePattern pattern;
        try
        {
            pattern = DatePattern.Parse(Pattern);
        }
        catch (RefusedException fault)
        {
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.Pattern, fault.Message));
        }
        SqlExpression text = new Column(Column);
        var shaped = new PatternMatch(text, CommonRegex.Parse(HasTime ? pattern.Shape + Time : pattern.Shape), IsWhole: true);
        var day = HasTime ? new PatternReplace(text, CommonRegex.Parse(Time + "$"), "") : text;
        var exists = pattern.IsoText(day).TryCastTo(DataType.Date).IsNotNull();
        return new RuleTest.Cells(new AllOf(text.IsNotNull(), Case.When(shaped, exists.Not(), new Truth(true))), Column, HasTime ? $"{Pattern} HH:mm:ss" : Pattern);
    });
}
