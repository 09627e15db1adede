namespace Kali.Data.Quality;

/// <summary>How many slips of the hand lie between two texts: a letter left out, put in or replaced, or two neighbours exchanged.</summary>
internal static class Slips
{
    /// <summary>The number of slips, or one more than <paramref name="most"/> where there are more.</summary>
    public static int Between(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
            return most + 1;
        // What both begin and end with takes no part.
        var from = FirstDifference(a, b);
        var (ofA, ofB) = (a.Length - from, b.Length - from);
        while (ofA > 0 && ofB > 0 && a[from + ofA - 1] == b[from + ofB - 1])
            (ofA, ofB) = (ofA - 1, ofB - 1);
        if (ofA == 0 || ofB == 0)
            return Math.Min(most + 1, Math.Max(ofA, ofB));
        var (before, last, now) = (new int[ofB + 1], new int[ofB + 1], new int[ofB + 1]);
        for (var j = 0; j <= ofB; j++)
            last[j] = j;
        for (var i = 1; i <= ofA; i++)
        {
            now[0] = i;
            for (var j = 1; j <= ofB; j++)
            {
                var (one, other) = (a[from + i - 1], b[from + j - 1]);
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + (one == other ? 0 : 1));
                if (i > 1 && j > 1 && one == b[from + j - 2] && a[from + i - 2] == other)
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
            }
            (before, last, now) = (last, now, before);
        }
        return Math.Min(most + 1, last[ofB]);
    }

    /// <summary>The first place where they differ; the shorter one's end where it begins the longer.</summary>
    public static int FirstDifference(string a, string b) => a.AsSpan().CommonPrefixLength(b.AsSpan());

    /// <summary>Whether two neighbours from that place on are exchanged, and nothing else differs.</summary>
    public static bool IsExchange(string a, string b, int at) =>
        a.Length == b.Length && at + 1 < a.Length && a[at] == b[at + 1] && a[at + 1] == b[at] && a.AsSpan(at + 2).SequenceEqual(b.AsSpan(at + 2));
}
