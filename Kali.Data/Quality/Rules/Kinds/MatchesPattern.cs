using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text matches a regular expression as a whole, or with <paramref name="IsForbidden"/> none does; missing values are not looked at.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Pattern">In the subset that all engines read alike.</param>
/// <param name="IsForbidden">Whether matching is what must not be.</param>
/// <param name="IgnoresCase">Compares in lower case; the pattern is then written in lower case.</param>
public sealed record MatchesPattern(string Column, string Pattern, bool IsForbidden = false, bool IgnoresCase = false) : RuleKind
{
    internal const string Name = "regex";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.MatchesPattern(label(Column), Pattern, IsForbidden);

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        if (column.Type != DataType.String)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
        if (!CommonRegex.TryParse(Pattern, out var regex, out var reason))
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.Pattern, reason));
        SqlExpression text = new Column(Column);
        var matches = new PatternMatch(IgnoresCase ? SqlExpression.Call(SqlFunction.Lower, text) : text, regex, IsWhole: true);
        return new RuleTest.Cells(IsForbidden ? matches : matches.Not(), Column, IsForbidden ? $"≠ {Pattern}" : Pattern);
    });
}
