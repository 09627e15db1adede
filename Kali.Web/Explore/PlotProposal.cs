using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Web.Explore;

public enum PlotKind
{
    Bars,
    Line,
    Points,
    Histogram,
}

/// <summary>What of an answer is drawn, and how.</summary>
/// <param name="Kind">How.</param>
/// <param name="X">The column along the axis.</param>
/// <param name="Y">The column that is measured; the rows themselves are counted when it is null.</param>
public sealed record PlotChoice(PlotKind Kind, int X, int? Y);

/// <summary>The plot that suggests itself from the types of an answer's columns. A person can choose another.</summary>
public static class PlotProposal
{
    private const int MostBars = 50;

    /// <summary>Null when nothing can be drawn: no rows, or no column with few values or numbers.</summary>
    public static PlotChoice? For(ImmutableArray<ResultColumn> columns, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count < 2)
            return null;
        var measures = Where(columns, type => type.IsNumeric);
        var times = Where(columns, IsTime);
        var words = Where(columns, type => !type.IsNumeric && !IsTime(type)).Where(column => Distinct(rows, column) <= MostBars).ToList();
        return (times, words, measures) switch
        {
            ([var time, ..], _, [var measure, ..]) => new PlotChoice(StandsOnce(rows, time) ? PlotKind.Line : PlotKind.Points, time, measure),
            (_, [var word, ..], [var measure, ..]) => new PlotChoice(PlotKind.Bars, word, measure),
            (_, _, [var one, var other, ..]) => new PlotChoice(PlotKind.Points, one, other),
            (_, _, [var only]) => new PlotChoice(PlotKind.Histogram, only, null),
            (_, [var word, ..], _) => new PlotChoice(PlotKind.Bars, word, null),
            _ => null,
        };
    }

    private static List<int> Where(ImmutableArray<ResultColumn> columns, Func<DataType, bool> isMeant) =>
        [.. columns.Index().Where(column => isMeant(column.Item.Type) && !column.Item.Name.StartsWith('_')).Select(column => column.Index)];

    private static bool IsTime(DataType type) => type == DataType.Date || type == DataType.Timestamp || type.Name == "timestamp_ntz";

    /// <summary>Several figures for one day make no line.</summary>
    private static bool StandsOnce(IReadOnlyList<object?[]> rows, int column) => rows.Select(row => row[column]).Distinct().Count() >= rows.Count * 0.9;

    private static int Distinct(IReadOnlyList<object?[]> rows, int column) => rows.Take(5_000).Select(row => row[column]).Distinct().Take(MostBars + 1).Count();
}
