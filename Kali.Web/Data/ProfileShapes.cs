using System.Collections.Immutable;
using Kali.Data.Quality;

namespace Kali.Web.Data;

/// <summary>How the values of a column are drawn small.</summary>
public enum ProfileShape
{
    /// <summary>Nothing to draw.</summary>
    None,

    /// <summary>Counts along a line of numbers or days.</summary>
    Histogram,

    /// <summary>The most frequent values.</summary>
    Values,

    /// <summary>The share of each way texts are built.</summary>
    Patterns,
}

/// <summary>A bar of a small drawing, in pixels.</summary>
/// <param name="IsRest">Whether it is not what is typical: the lesser patterns.</param>
public readonly record struct ProfileBar(double X, double Y, double Width, double Height, bool IsRest);

/// <summary>Counts along a line: from, below, how many.</summary>
public sealed record ProfileBin(double From, double Below, long Count, string Filter);

/// <summary>The arithmetic of the small drawings beside a column's name, and of the bins its plot is made of.</summary>
public static class ProfileShapes
{
    private const int MostValues = 5;
    private const int MostBars = 40;
    private const long MostDistinctForValues = 100;

    public static ProfileShape Of(ColumnProfile column) => column switch
    {
        { Present: 0 } => ProfileShape.None,
        _ when Bins(column).Length > 2 => ProfileShape.Histogram,
        { TopValues.IsEmpty: false, Distinct: <= MostDistinctForValues } => ProfileShape.Values,
        { Patterns.IsEmpty: false } => ProfileShape.Patterns,
        { TopValues.IsEmpty: false } => ProfileShape.Values,
        _ => ProfileShape.None,
    };

    /// <summary>Counts along the line of numbers, empty places included; nothing where the column has no such line.</summary>
    public static ImmutableArray<ProfileBin> Bins(ColumnProfile column)
    {
        // Whole numbers and days have no halves: bins finer than one are drawn value by value.
        var isFine = column is { Histogram.Exponent: < 0, Type: "date" or "long" or "integer" or "short" or "byte" };
        if (column.Histogram is { Bins: { IsEmpty: false } bins } histogram && !(isFine && column.TopValues.Length >= column.Distinct))
        {
            var counts = bins.ToDictionary(bin => bin.Index, bin => bin.Count);
            var width = histogram.Width;
            return [.. Range(bins[0].Index, bins[^1].Index).Select(index => new ProfileBin(index * width, (index + 1) * width, counts.GetValueOrDefault(index), ProfileFilters.Bin(column.Name, index)))];
        }
        if (!ProfileWords.HasPosition(column.Type) || column.TopValues.Length < 3 || column.TopValues.Length < column.Distinct)
            return [];
        var places = column.TopValues.Index().Select(value => (Position: ProfileWords.Position(column.Type, value.Item.Value), value.Item.Count, value.Index)).ToList();
        if (places.Exists(place => place.Position is null))
            return [];
        var step = StepOf(places.Select(place => place.Position!.Value).Order().ToList());
        return [.. places.OrderBy(place => place.Position).Select(place => new ProfileBin(place.Position!.Value, place.Position!.Value + step, place.Count, ProfileFilters.Value(column.Name, place.Index)))];
    }

    /// <summary>The bars of the small drawing, within that width and height.</summary>
    public static ImmutableArray<ProfileBar> Bars(ColumnProfile column, double width, double height) => Of(column) switch
    {
        ProfileShape.Histogram => Standing(Bins(column), width, height),
        ProfileShape.Values => Lying([.. column.TopValues.Take(MostValues)], width, height),
        ProfileShape.Patterns => Share(column, width, height),
        _ => [],
    };

    private static ImmutableArray<ProfileBar> Standing(ImmutableArray<ProfileBin> bins, double width, double height)
    {
        var (from, span) = (bins[0].From, bins[^1].Below - bins[0].From);
        var most = bins.Max(bin => bin.Count);
        var gap = bins.Length > MostBars / 2 ? 0.5 : 1;
        return
        [
            .. bins.Where(bin => bin.Count > 0).Select(bin =>
            {
                // What is there is never drawn as nothing.
                var tall = Math.Max(1, height * bin.Count / most);
                return new ProfileBar(width * (bin.From - from) / span, height - tall, Math.Max(1, width * (bin.Below - bin.From) / span - gap), tall, IsRest: false);
            }),
        ];
    }

    private static ImmutableArray<ProfileBar> Lying(ImmutableArray<ValueCount> values, double width, double height)
    {
        var each = height / values.Length;
        var most = values.Max(value => value.Count);
        return [.. values.Select((value, index) => new ProfileBar(0, index * each, Math.Max(1, width * value.Count / most), Math.Max(1, Math.Min(6, each - 2)), IsRest: false))];
    }

    private static ImmutableArray<ProfileBar> Share(ColumnProfile column, double width, double height)
    {
        var all = Math.Max(column.PatternsOf, column.Patterns.Sum(pattern => pattern.Count));
        var first = width * column.Patterns[0].Count / all;
        var isWhole = column.Patterns[0].Count == all;
        if (!isWhole)
            first = Math.Min(first, width - 3);
        var (y, tall) = (height / 2 - 5, 10.0);
        return isWhole ? [new ProfileBar(0, y, width, tall, false)] : [new ProfileBar(0, y, first, tall, false), new ProfileBar(first + 1, y, width - first - 1, tall, true)];
    }

    /// <summary>The least distance between two values: how wide the bar of one is.</summary>
    private static double StepOf(List<double> positions) => positions.Zip(positions.Skip(1), (one, next) => next - one).Where(step => step > 0).DefaultIfEmpty(1).Min();

    private static IEnumerable<long> Range(long from, long to)
    {
        for (var index = from; index <= to; index++)
            yield return index;
    }
}
