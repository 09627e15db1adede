using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The value that stands in most rows is one of a list; of several that stand equally often, the least one.</summary>
/// <param name="Column">The column.</param>
/// <param name="Allowed">The values, written as text.</param>
public sealed record MostCommonValue(string Column, ImmutableArray<string> Allowed) : RuleKind
{
    internal const string Name = "most_common_value";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    public override bool IsAboutRows => false;

    public ImmutableArray<string> Allowed { get; init; } = Allowed.IsDefault ? [] : Allowed;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.Say($"The most frequent {label(Column)} is {words.Or(Allowed)}", $"Der häufigste Wert in {label(Column)} ist {words.Or(Allowed)}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, _ =>
        new RuleTest.Whole(facts => new WholeVerdict(
            facts.Tallied is not string found || Allowed.Contains(found), Failing: null, facts.Tallied as string ?? "∅", OneOf.Shown(Allowed)))
        {
            Tally = new Tally(new Column(Column).AsText(), counted => Sql.Of($"SELECT value FROM ({counted}) AS counted ORDER BY n DESC, value LIMIT 1")),
        });

    public bool Equals(MostCommonValue? other) => other is not null && Column == other.Column && SameColumns(Allowed, other.Allowed);

    public override int GetHashCode() => HashCode.Combine(Column, Allowed.Length);
}
