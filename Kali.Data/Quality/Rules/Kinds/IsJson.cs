using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text is JSON, and an object with these members where some are named; missing values are not looked at.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Members">Members the object must have; empty for any JSON.</param>
public sealed record IsJson(string Column, ImmutableArray<string> Members) : RuleKind
{
    internal const string Name = "json";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    public ImmutableArray<string> Members { get; init; } = Members.IsDefault ? [] : Members;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Members.IsEmpty
        ? words.Say($"{label(Column)} is JSON", $"{label(Column)} ist JSON")
        : words.Say($"{label(Column)} is JSON with {words.And(Members)}", $"{label(Column)} ist JSON mit {words.And(Members)}");

    internal override RuleTest Test(RuleSubject subject) => OfText(subject, Column, text =>
    {
        var members = Members.Select(SqlExpression (member) => SqlExpression.Call(SqlFunction.HasJsonMember, text, new Constant(member)));
        return new RuleTest.Cells(
            new AllOf(text.IsNotNull(), Case.When(SqlExpression.Call(SqlFunction.IsJson, text), new AllOf([.. members]).Not(), new Truth(true))),
            Column,
            Members.IsEmpty ? "JSON" : $"{{{string.Join(", ", Members)}}}");
    });

    public bool Equals(IsJson? other) => other is not null && Column == other.Column && SameColumns(Members, other.Members);

    public override int GetHashCode() => HashCode.Combine(Column, Members.Length);
}
