using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The share of different values among all that are there lies between two bounds.</summary>
/// <param name="Counted">One or more columns.</param>
/// <param name="MinPercent">0 to 100; null for no bound.</param>
/// <param name="MaxPercent">0 to 100; null for no bound.</param>
public sealed record DistinctRatio(ImmutableArray<string> Counted, double? MinPercent, double? MaxPercent) : RuleKind
{
    internal const string Name = "distinct_ratio";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Counted;

    public override QualityDimension Dimension => QualityDimension.Uniqueness;

    public override bool IsAboutRows => false;

    public ImmutableArray<string> Counted { get; init; } = Counted.IsDefault ? [] : Counted;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"Of the values of {words.And(Counted.Select(label))}, {words.Within(MinPercent, MaxPercent)} percent are different ones",
        $"Von den Werten in {words.And(Counted.Select(label))} sind {words.Within(MinPercent, MaxPercent)} Prozent verschiedene");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Counted, () => Counted.IsEmpty
        ? new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, "?"))
        : new RuleTest.Whole(
            facts => FigureVerdict.Percent(facts.Number(0) ?? 0, facts.Number(1) ?? 0, MinPercent, MaxPercent),
            Measure.Of(AggregateFunction.Distinct, OneValue.Of(Counted)),
            Measure.Of(AggregateFunction.Count, OneValue.Of(Counted))));

    public bool Equals(DistinctRatio? other) => other is not null && SameColumns(Counted, other.Counted) && (MinPercent, MaxPercent) == (other.MinPercent, other.MaxPercent);

    public override int GetHashCode() => HashCode.Combine(Counted.Length, MinPercent, MaxPercent);
}
