using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Shares the rows of copies among the defects.</summary>
internal static class BitePlaces
{
    private const int Wanted = 20;
    private const int Enough = 10;
    private const int MostCopies = 4;
    private const double MostOfACopy = 0.25;
    private const double LeastFitting = 0.1;

    /// <summary>
    /// Up to twenty of each in as few copies as give at least ten, since every copy is looked at by all detectors; in a small table, as many of each as four
    /// copies have room for. By far most rows of each copy stay as they are: detectors live from them. Of a table too small for all, the last ones are left out.
    /// </summary>
    /// <returns>One list a copy.</returns>
    public static ImmutableArray<ImmutableArray<PlacedDefect>> Of(ImmutableArray<Defect> defects, long rows)
    {
        var room = Math.Max(1, (long)(rows * MostOfACopy));
        for (var copies = 1; copies <= MostCopies; copies++)
        {
            for (var wanted = Wanted; wanted >= (copies == MostCopies ? 2 : Enough); wanted--)
            {
                if (Share(defects, wanted, room) is var shared && shared.Length <= copies)
                    return shared;
            }
        }
        return [.. Share(defects, 1, room).Take(MostCopies)];
    }

    private static ImmutableArray<ImmutableArray<PlacedDefect>> Share(ImmutableArray<Defect> defects, int wanted, long room)
    {
        var copies = new List<List<PlacedDefect>>();
        var next = room + 1;
        foreach (var (number, defect) in defects.Index())
        {
            var width = Math.Min(room, (long)Math.Ceiling(wanted / Math.Max(LeastFitting, defect.Fitting)));
            if (next + width > room + 1)
            {
                copies.Add([]);
                next = 1;
            }
            copies[^1].Add(new PlacedDefect(defect, number, next, next + width));
            next += width;
        }
        return [.. copies.Select(copy => copy.ToImmutableArray())];
    }
}
