using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The values are distributed as a baseline says: by how far the shares differ, as one figure.</summary>
/// <param name="Column">The column.</param>
/// <param name="Baseline">Shares of values, or of spans of numbers; what they leave of 100 percent is one share of all others.</param>
/// <param name="Distance">How the difference is measured.</param>
/// <param name="Most">At most so much; for the stability index 0.1 is little and 0.25 much.</param>
public sealed record DistributedLike(string Column, ImmutableArray<BaselineShare> Baseline, DistributionDistance Distance = DistributionDistance.Psi, double Most = 0.2) : RuleKind
{
    internal const string Name = "distribution";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Accuracy;

    public override bool IsAboutRows => false;

    public ImmutableArray<BaselineShare> Baseline { get; init; } = Baseline.IsDefault ? [] : Baseline;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"{label(Column)} is distributed as in its baseline of {words.Number(Baseline.Length)} shares, differing by at most {words.Number(Most)} ({Distances.Name(Distance)})",
        $"{label(Column)} ist verteilt wie in der Vorlage mit {words.Number(Baseline.Length)} Anteilen, mit höchstens {words.Number(Most)} Abweichung ({Distances.Name(Distance)})");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        var shares = ImmutableArray.CreateBuilder<Measure>();
        foreach (var share in Baseline)
        {
            if (share.Condition(column) is not { } condition)
                return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{share.Shown} ({column.Type})"));
            shares.Add(Measure.Of(AggregateFunction.CountIf, condition));
        }
        shares.Add(Measure.Of(AggregateFunction.Count, new Column(Column)));
        return Baseline.IsEmpty
            ? new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, "0"))
            : new RuleTest.Whole(Judge, shares.ToImmutable());
    });

    private WholeVerdict Judge(WholeFacts facts)
    {
        var counts = Baseline.Select((_, index) => facts.Number(index) ?? 0).ToList();
        var all = facts.Number(Baseline.Length) ?? 0;
        var expected = $"≤ {FigureVerdict.Figure(Most)} {Distances.Name(Distance)}";
        if (all == 0)
            return new WholeVerdict(true, Failing: null, "∅", expected);
        var (now, then) = (counts.Select(count => count / all).ToList(), Baseline.Select(share => share.Percent / 100).ToList());
        now.Add(Math.Max(0, 1 - now.Sum()));
        then.Add(Math.Max(0, 1 - then.Sum()));
        var distance = Distances.Of(Distance, now, then);
        return new WholeVerdict(distance <= Most, Failing: null, FigureVerdict.Figure(Math.Round(distance, 4)), expected);
    }

    public bool Equals(DistributedLike? other) =>
        other is not null && Column == other.Column && Baseline.AsSpan().SequenceEqual(other.Baseline.AsSpan()) && Distance == other.Distance && Most.Equals(other.Most);

    public override int GetHashCode() => HashCode.Combine(Column, Baseline.Length, Distance, Most);
}
