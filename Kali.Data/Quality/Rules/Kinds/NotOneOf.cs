using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No value is one of a list; missing values are not looked at.</summary>
/// <param name="Column">The column.</param>
/// <param name="Forbidden">The values, written as the column's type is written without grouping: 12.5, 2026-09-30, true.</param>
/// <param name="IgnoresCase">For text.</param>
public sealed record NotOneOf(string Column, ImmutableArray<string> Forbidden, bool IgnoresCase = false) : RuleKind
{
    internal const string Name = "not_in_list";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    public ImmutableArray<string> Forbidden { get; init; } = Forbidden.IsDefault ? [] : Forbidden;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.Say($"{label(Column)} is never {words.Or(Forbidden)}", $"{label(Column)} ist nie {words.Or(Forbidden)}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column => OneOf.IsIn(column, Forbidden, IgnoresCase, out var obstacle) is { } found
        ? new RuleTest.Cells(found, Column, $"≠ {OneOf.Shown(Forbidden)}")
        : new RuleTest.Impossible(obstacle!));

    public bool Equals(NotOneOf? other) => other is not null && Column == other.Column && SameColumns(Forbidden, other.Forbidden) && IgnoresCase == other.IgnoresCase;

    public override int GetHashCode() => HashCode.Combine(Column, Forbidden.Length);
}
