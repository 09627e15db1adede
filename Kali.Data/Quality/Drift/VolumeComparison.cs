using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>The rows of a file against those of the loads before it.</summary>
internal static class VolumeComparison
{
    private const int LeastRows = 20;
    private const int EnoughLoads = 7;

    /// <param name="rows">Rows of the file; null when they are not known.</param>
    /// <param name="isExact">Whether they were counted.</param>
    /// <param name="loads">Rows of accepted loads, newest first.</param>
    public static UploadSign? Of(long? rows, bool isExact, IReadOnlyList<long> loads)
    {
        if (rows is not { } now || loads.Count == 0 || loads[0] < LeastRows)
            return null;
        var usual = loads.Count < EnoughLoads ? loads[0] : Median(loads);
        var times = usual == 0 ? 1 : (double)now / usual;
        if (!IsNotable(now, times, usual, loads))
            return null;
        var isGrave = times is < 0.25 or > 4;
        return new UploadSign(UploadSignKind.Volume, null, isGrave, isExact
            ? Said.Of($"The file has {now:N0} rows, usual are {usual:N0}.")
            : Said.Of($"The file has about {now:N0} rows, usual are {usual:N0}."));
    }

    private static bool IsNotable(long now, double times, long usual, IReadOnlyList<long> loads)
    {
        if (loads.Count < EnoughLoads)
            return times is < 0.5 or > 2;
        var spread = Median([.. loads.Select(load => Math.Abs(load - usual))]);
        var z = 0.6745 * Math.Abs(now - usual) / Math.Max(spread, 0.01 * usual);
        return z > 3.5 && Math.Abs(times - 1) >= 0.2;
    }

    private static long Median(IReadOnlyList<long> values) => values.Order().ElementAt(values.Count / 2);
}
