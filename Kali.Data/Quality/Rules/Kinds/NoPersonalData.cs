using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No text holds personal data of these kinds, anywhere in it; missing values are not looked at.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Kinds">Which; empty for all that can be found by how they are written.</param>
public sealed record NoPersonalData(string Column, ImmutableArray<PersonalText> Kinds) : RuleKind
{
    internal const string Name = "no_personal_data";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    public ImmutableArray<PersonalText> Kinds { get; init; } = Kinds.IsDefault ? [] : Kinds;

    private IEnumerable<PersonalText> Looked => Kinds.IsEmpty ? Enum.GetValues<PersonalText>() : Kinds;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"{label(Column)} holds no {words.Or([.. Looked.Select(PersonalTexts.English)])}", $"{label(Column)} enthält keine {words.Or([.. Looked.Select(PersonalTexts.German)])}");

    internal override RuleTest Test(RuleSubject subject) => OfText(subject, Column, text => new RuleTest.Cells(
        new AnyOf([.. Looked.Select(SqlExpression (kind) => new PatternMatch(text, PersonalTexts.Pattern(kind), IsWhole: false))]),
        Column,
        $"≠ {string.Join(" | ", Looked.Select(PersonalTexts.English))}"));

    public bool Equals(NoPersonalData? other) => other is not null && Column == other.Column && Kinds.AsSpan().SequenceEqual(other.Kinds.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Column, Kinds.Length);
}
