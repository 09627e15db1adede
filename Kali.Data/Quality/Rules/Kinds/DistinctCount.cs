using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The column, or several together, hold at least and at most so many different values; missing ones are not counted.</summary>
/// <param name="Counted">One or more columns.</param>
/// <param name="Min">At least so many; null for no bound.</param>
/// <param name="Max">At most so many; null for no bound.</param>
public sealed record DistinctCount(ImmutableArray<string> Counted, long? Min, long? Max) : RuleKind
{
    internal const string Name = "distinct_count";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Counted;

    public override QualityDimension Dimension => QualityDimension.Validity;

    public override bool IsAboutRows => false;

    public ImmutableArray<string> Counted { get; init; } = Counted.IsDefault ? [] : Counted;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"{words.And(Counted.Select(label))} {(Counted.Length == 1 ? "has" : "together have")} {words.Within(Min, Max)} different values",
        $"{words.And(Counted.Select(label))} {(Counted.Length == 1 ? "hat" : "haben zusammen")} {words.Within(Min, Max)} verschiedene Werte");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Counted, () => Counted.IsEmpty
        ? new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, "?"))
        : new RuleTest.Whole(
            facts => FigureVerdict.Between(facts.Number(0) ?? 0, Min, Max),
            Measure.Of(AggregateFunction.Distinct, OneValue.Of(Counted))));

    public bool Equals(DistinctCount? other) => other is not null && SameColumns(Counted, other.Counted) && (Min, Max) == (other.Min, other.Max);

    public override int GetHashCode() => HashCode.Combine(Counted.Length, Min, Max);
}
