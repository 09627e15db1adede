using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The share of rows whose value stands in no other row lies between two bounds; rows in which it is missing are not looked at.</summary>
/// <param name="Counted">One or more columns.</param>
/// <param name="MinPercent">0 to 100; null for no bound.</param>
/// <param name="MaxPercent">0 to 100; null for no bound.</param>
public sealed record UniquenessRatio(ImmutableArray<string> Counted, double? MinPercent, double? MaxPercent = null) : RuleKind
{
    internal const string Name = "uniqueness_ratio";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Counted;

    public override QualityDimension Dimension => QualityDimension.Uniqueness;

    public override bool IsAboutRows => false;

    public ImmutableArray<string> Counted { get; init; } = Counted.IsDefault ? [] : Counted;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"In {words.Within(MinPercent, MaxPercent)} percent of the rows, {words.And(Counted.Select(label))} stands in no other row",
        $"In {words.Within(MinPercent, MaxPercent)} Prozent der Zeilen steht {words.And(Counted.Select(label))} in keiner anderen Zeile");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Counted, () => Counted.IsEmpty
        ? new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, "?"))
        : new RuleTest.Keys(Counted, MissingIsAValue: false, facts => FigureVerdict.Percent(facts.Rows - facts.Counted, facts.Rows, MinPercent, MaxPercent)));

    public bool Equals(UniquenessRatio? other) => other is not null && SameColumns(Counted, other.Counted) && (MinPercent, MaxPercent) == (other.MinPercent, other.MaxPercent);

    public override int GetHashCode() => HashCode.Combine(Counted.Length, MinPercent, MaxPercent);
}
