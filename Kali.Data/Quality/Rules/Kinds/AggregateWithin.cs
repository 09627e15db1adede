using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A figure over all rows lies between two bounds; missing values take no part.</summary>
/// <param name="Figure">Which figure.</param>
/// <param name="Column">Of that column; null for the number of rows.</param>
/// <param name="Min">At least this, written as a number, or as a day or time where the figure is one.</param>
/// <param name="Max">At most this.</param>
/// <param name="IsMinOutside">Whether the least value itself is too little.</param>
/// <param name="IsMaxOutside">Whether the greatest value itself is too much.</param>
/// <param name="Share">For a percentile: 0 to 1.</param>
/// <param name="IsForbidden">Whether lying between the bounds is what must not be.</param>
public sealed record AggregateWithin(
    RuleFigure Figure, string? Column, string? Min, string? Max, bool IsMinOutside = false, bool IsMaxOutside = false, double? Share = null, bool IsForbidden = false) : RuleKind
{
    internal const string Name = "aggregate";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Column is null ? [] : [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label)
    {
        var bounds = words.Within(Min, Max, IsMinOutside, IsMaxOutside);
        var (english, german) = (RuleFigures.English(Figure, Column is null ? null : label(Column), Share), RuleFigures.German(Figure, Column is null ? null : label(Column), Share));
        return IsForbidden ? words.Say($"{english} is not {bounds}", $"{german} ist nicht {bounds}") : words.Say($"{english} is {bounds}", $"{german} ist {bounds}");
    }

    internal override RuleTest Test(RuleSubject subject)
    {
        if (Column is null)
            return OfRows();
        return With(subject, Column, column =>
        {
            if (!RuleFigures.Takes(Figure, column.Type))
                return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
            if (Bounds(column.Type) is not { Min: var least, Max: var most })
                return Unread(column.Type);
            return new RuleTest.Whole(facts => FigureVerdict.Between(RuleFigures.Read(facts.Measured[0]), least, most, IsMinOutside, IsMaxOutside, IsForbidden) with
            {
                Observed = RuleFigures.Shown(facts.Measured[0]),
                Expected = $"{(IsForbidden ? "∉ " : "")}{(Min == Max && Min is not null ? $"= {Min}" : $"{(IsMinOutside ? "(" : "[")}{Min ?? "−∞"} … {Max ?? "∞"}{(IsMaxOutside ? ")" : "]")}")}",
            }, RuleFigures.Of(Figure, new Column(Column), Share));
        });
    }

    private RuleTest OfRows()
    {
        if (Figure != RuleFigure.Count)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, "?"));
        return Bounds(null) is { Min: var least, Max: var most }
            ? new RuleTest.Whole(facts => FigureVerdict.Between(facts.Rows, least, most, IsMinOutside, IsMaxOutside, IsForbidden))
            : Unread(null);
    }

    private RuleTest.Impossible Unread(DataType? type) => new(new Obstacle(ObstacleKind.Value, $"{Min} … {Max} ({type?.Name ?? "number"})"));

    private (double? Min, double? Max)? Bounds(DataType? type)
    {
        var (min, max) = (RuleFigures.Bound(Figure, Min, type), RuleFigures.Bound(Figure, Max, type));
        return (Min is not null && min is null) || (Max is not null && max is null) ? null : (min, max);
    }
}
