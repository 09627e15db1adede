using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>
/// What formats call figures. The names of SQL are the same in all of them; each format has some besides, and leaves some out.
/// Of several names for one figure the first is written.
/// </summary>
internal sealed class FigureNames
{
    private static readonly ImmutableArray<(string Name, RuleFigure Figure)> OfSql =
    [
        ("count", RuleFigure.Count), ("sum", RuleFigure.Sum), ("avg", RuleFigure.Average), ("min", RuleFigure.Min), ("max", RuleFigure.Max), ("percentile", RuleFigure.Percentile),
        ("stddev", RuleFigure.StandardDeviation), ("stddev_samp", RuleFigure.StandardDeviation), ("stddev_pop", RuleFigure.PopulationStandardDeviation),
        ("variance", RuleFigure.Variance), ("var_samp", RuleFigure.Variance), ("var_pop", RuleFigure.PopulationVariance),
    ];

    private readonly FrozenDictionary<string, RuleFigure> _figures;
    private readonly FrozenDictionary<RuleFigure, string> _names;

    private FigureNames(params ImmutableArray<(string Name, RuleFigure Figure)> own)
    {
        var all = OfSql.AddRange(own);
        _figures = all.ToFrozenDictionary(known => known.Name, known => known.Figure, StringComparer.Ordinal);
        _names = all.DistinctBy(known => known.Figure).ToFrozenDictionary(known => known.Figure, known => known.Name);
    }

    public static FigureNames Dqx { get; } = new(
        ("count_distinct", RuleFigure.CountDistinct), ("approx_count_distinct", RuleFigure.CountDistinct), ("median", RuleFigure.Median),
        ("approx_percentile", RuleFigure.Percentile), ("skewness", RuleFigure.Skewness), ("kurtosis", RuleFigure.Kurtosis));

    public static FigureNames Soda { get; } = new(
        ("min_length", RuleFigure.ShortestLength), ("max_length", RuleFigure.LongestLength), ("avg_length", RuleFigure.AverageLength));

    public bool Knows(string name) => _figures.ContainsKey(name);

    public RuleFigure Read(string name) => _figures.TryGetValue(name, out var figure)
        ? figure
        : throw ExchangeFault.Because($"Kali does not compute “{ExchangeSubject.Short(name)}”.", $"„{ExchangeSubject.Short(name)}“ berechnet Kali nicht.");

    /// <param name="kind">The figure to write.</param>
    /// <param name="format">The format as people know it.</param>
    public string Write(AggregateWithin kind, string format) => _names.TryGetValue(kind.Figure, out var name)
        ? name
        : throw Unknown(format, kind);

    public static ExchangeFault Unknown(string format, AggregateWithin kind) => ExchangeFault.Because(
        $"{format} does not compute this figure: {RuleFigures.English(kind.Figure, kind.Column, kind.Share)}.", $"{format} berechnet diese Kennzahl nicht: {RuleFigures.German(kind.Figure, kind.Column, kind.Share)}.");
}
