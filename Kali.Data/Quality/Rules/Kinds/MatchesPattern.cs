using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text matches a regular expression, as a whole or somewhere in it, or with <paramref name="IsForbidden"/> none does; missing values are not looked at.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Pattern">In the subset that all engines read alike.</param>
/// <param name="IsForbidden">Whether matching is what must not be.</param>
/// <param name="IgnoresCase">Compares in lower case; the pattern is then written in lower case.</param>
/// <param name="IsAnywhere">Whether it may match any part of the text; else the whole text must.</param>
public sealed record MatchesPattern(string Column, string Pattern, bool IsForbidden = false, bool IgnoresCase = false, bool IsAnywhere = false) : RuleKind
{
    internal const string Name = "regex";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) => !IsAnywhere
        ? words.MatchesPattern(label(Column), Pattern, IsForbidden)
        : IsForbidden
            ? words.Say($"No part of {label(Column)} is written like {Pattern}", $"Kein Teil von {label(Column)} ist geschrieben wie {Pattern}")
            : words.Say($"A part of {label(Column)} is written like {Pattern}", $"Ein Teil von {label(Column)} ist geschrieben wie {Pattern}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        if (column.Type != DataType.String)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
        if (!CommonRegex.TryParse(Pattern, out var regex, out var reason))
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.Pattern, reason));
        SqlExpression text = new Column(Column);
        var matches = new PatternMatch(IgnoresCase ? SqlExpression.Call(SqlFunction.Lower, text) : text, regex, IsWhole: !IsAnywhere);
        return new RuleTest.Cells(IsForbidden ? matches : matches.Not(), Column, IsForbidden ? $"≠ {Pattern}" : Pattern);
    });
}
