using System.Collections.Immutable;
using Kali.Data.Quality;

namespace Kali.Web.Quality;

/// <summary>Rows held back over time, by cause: columns of days, weeks or months, whichever fit.</summary>
public sealed record HeldBackTrend(ImmutableArray<QualityDimension> Causes, ImmutableArray<TrendColumn> Columns, int DaysAColumn)
{
    public long Highest => Columns.IsEmpty ? 0 : Columns.Max(column => column.Total);

    public long Total => Columns.Sum(column => column.Total);

    public static HeldBackTrend Of(ImmutableArray<HeldBackCause> causes, int days, DateTimeOffset now)
    {
        var width = days switch { <= 31 => 1, <= 190 => 7, _ => 30 };
        var count = (int)Math.Ceiling((double)days / width);
        var last = DateOnly.FromDateTime(now.ToLocalTime().Date);
        var first = last.AddDays(1 - count * width);
        var dimensions = causes.GroupBy(cause => cause.Dimension).OrderByDescending(group => group.Sum(cause => cause.Rows)).ThenBy(group => group.Key).Select(group => group.Key).ToImmutableArray();
        var columns = Enumerable.Range(0, count).Select(i =>
        {
            var from = first.AddDays(i * width);
            var inside = causes.Where(cause => DateOnly.FromDateTime(cause.At.ToLocalTime().Date) is var day && day >= from && day < from.AddDays(width)).ToList();
            return new TrendColumn(from, [.. dimensions.Select(dimension => inside.Where(cause => cause.Dimension == dimension).Sum(cause => cause.Rows))]);
        });
        return new HeldBackTrend(dimensions, [.. columns], width);
    }

    /// <summary>A round number at or above the highest column, for the axis: 1, 2 or 5 times a power of ten.</summary>
    public static long Ceiling(long highest)
    {
        if (highest <= 0)
            return 1;
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(highest)));
        foreach (var step in new[] { 1, 2, 5, 10 })
        {
            if (highest <= step * power)
                return step * power;
        }
        return highest;
    }
}

/// <param name="From">Its first day.</param>
/// <param name="Rows">One figure a cause, in the trend's order.</param>
public sealed record TrendColumn(DateOnly From, ImmutableArray<long> Rows)
{
    public long Total => Rows.Sum();
}
