using System.Globalization;
using Kali.Data.Engines;

namespace Kali.Web.Explore;

/// <summary>The points of a plot: at most 2,000, sums for repeated bars, twenty bins for a histogram.</summary>
/// <param name="X">Words of bars, figures of points and bins, days and times as Plotly reads them (<c>2026-09-30 12:00:00</c>).</param>
/// <param name="Y">The figures.</param>
/// <param name="LeftOut">Points that are not drawn, so that the plot stays readable.</param>
public sealed record PlotData(IReadOnlyList<object> X, IReadOnlyList<double> Y, int LeftOut)
{
    /// <summary>Half of a bin's width, in what the axis below counts; null for other plots.</summary>
    public double? HalfBin { get; init; }

    public const int MostPoints = 2_000;
    private const int MostBars = 50;
    private const int Bins = 20;

    public static PlotData Of(PlotChoice choice, IReadOnlyList<object?[]> rows) => choice.Kind switch
    {
        PlotKind.Bars => OfBars(choice, rows),
        PlotKind.Histogram => OfBins([.. rows.Select(row => Number(row[choice.X])).OfType<double>()]),
        _ => OfPoints(choice, rows),
    };

    private static PlotData OfBars(PlotChoice choice, IReadOnlyList<object?[]> rows)
    {
        var bars = rows
            .GroupBy(row => CellText.Of(row[choice.X]))
            .Select(group => (group.Key, Sum: choice.Y is { } y ? group.Sum(row => Number(row[y]) ?? 0) : group.Count()))
            .ToList();
        return new PlotData([.. bars.Take(MostBars).Select(bar => (object)bar.Key)], [.. bars.Take(MostBars).Select(bar => bar.Sum)], Math.Max(0, bars.Count - MostBars));
    }

    private static PlotData OfPoints(PlotChoice choice, IReadOnlyList<object?[]> rows)
    {
        var points = rows
            .Where(row => row[choice.X] is not null && Number(row[choice.Y!.Value]) is not null)
            .Select(row => (X: row[choice.X]!, Y: Number(row[choice.Y!.Value])!.Value))
            .ToList();
        if (choice.Kind is PlotKind.Line || points.Exists(point => Moment(point.X) is not null))
            points = [.. points.OrderBy(point => point.X, Comparer<object>.Create((one, other) => Comparer<object>.Default.Compare(one, other)))];
        var step = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        var drawn = points.Where((_, index) => index % step == 0).ToList();
        return new PlotData([.. drawn.Select(point => Place(point.X))], [.. drawn.Select(point => point.Y)], points.Count - drawn.Count);
    }

    private static PlotData OfBins(double[] values)
    {
        if (values.Length == 0)
            return new PlotData([], [], 0);
        var (least, greatest) = (values.Min(), values.Max());
        var width = greatest > least ? (greatest - least) / Bins : 1;
        var counts = new double[greatest > least ? Bins : 1];
        foreach (var value in values)
            counts[Math.Min(counts.Length - 1, (int)((value - least) / width))]++;
        return new PlotData([.. counts.Select((_, bin) => (object)(least + (bin + 0.5) * width))], counts, 0) { HalfBin = width / 2 };
    }

    private static object Place(object value) => Moment(value) is { } moment
        ? moment.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
        : Number(value) is { } number ? number : CellText.Of(value);

    private static DateTime? Moment(object value) => value switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset instant => instant.UtcDateTime,
        DateTime wallClock => wallClock,
        _ => null,
    };

    private static double? Number(object? value) => CellText.IsNumber(value) && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null;
}
