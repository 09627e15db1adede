using System.Collections.Immutable;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Ingest;

/// <summary>Compares the columns a dataset has with those of a new file.</summary>
public static class SchemaComparison
{
    private const double EnoughToFit = 0.95;
    private const double AlikeFrom = 0.55;

    /// <param name="dataset">The readings the dataset's columns have now, in order.</param>
    /// <param name="file">The new file's preview; its rows tell how many values fit the dataset's types.</param>
    public static SchemaDiff Compare(ImmutableArray<ColumnReading> dataset, FilePreview file)
    {
        var columns = file.Columns.Select(column => column.Reading).ToImmutableArray();
        var old = dataset.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var both = columns.Where(column => old.ContainsKey(column.Name)).Select(column => column.Name).ToArray();
        var moved = Moved(both, [.. dataset.Select(column => column.Name).Where(both.Contains)]);
        var renamed = Renamed(dataset, columns);
        var changes = ImmutableArray.CreateBuilder<ColumnChange>();
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            if (old.TryGetValue(column.Name, out var known))
                changes.Add(SameOrChanged(known, column, moved.Contains(column.Name), [.. file.Rows.Select(row => row.Cells[i])]));
            else
                changes.Add(renamed.FirstOrDefault(change => change.To == column.Name) ?? (ColumnChange)new ColumnChange.New(column.Name, column.Label, column.Type));
        }
        var names = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in dataset.Where(column => !names.Contains(column.Name) && renamed.All(change => change.From != column.Name)))
            changes.Add(new ColumnChange.Missing(column.Name, column.Label));
        return new SchemaDiff(changes.ToImmutable());
    }

    private static ColumnChange SameOrChanged(ColumnReading known, ColumnReading found, bool isMoved, string?[] values)
    {
        var present = values.OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0).ToArray();
        var fitting = present.Count(value => ValueFit.Fits(value, known.Type, known.Format));
        return known.Type == found.Type && known.Format == found.Format || fitting >= present.Length * EnoughToFit
            ? new ColumnChange.Same(known.Name, found.Label, isMoved)
            : new ColumnChange.TypeChanged(known.Name, found.Label, known.Type, found.Type, fitting, present.Length);
    }

    /// <summary>The fewest columns whose move explains the new order: those outside of a longest run that kept it.</summary>
    private static HashSet<string> Moved(string[] now, string[] before)
    {
        var places = now.Select(name => Array.IndexOf(before, name)).ToArray();
        var length = new int[places.Length];
        var previous = new int[places.Length];
        var best = -1;
        for (var i = 0; i < places.Length; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && length[j] >= length[i])
                    (length[i], previous[i]) = (length[j] + 1, j);
            }
            if (best < 0 || length[i] > length[best])
                best = i;
        }
        var moved = now.ToHashSet(StringComparer.Ordinal);
        for (; best >= 0; best = previous[best])
            moved.Remove(now[best]);
        return moved;
    }

    private static List<ColumnChange.Renamed> Renamed(ImmutableArray<ColumnReading> dataset, ImmutableArray<ColumnReading> file)
    {
        var gone = dataset.Where(column => file.All(other => other.Name != column.Name)).ToArray();
        var added = file.Where(column => dataset.All(other => other.Name != column.Name)).ToArray();
        var pairs = from one in gone
                    from other in added
                    let likeness = Likeness(one, dataset.IndexOf(one), other, file.IndexOf(other))
                    where likeness >= AlikeFrom
                    orderby likeness descending
                    select new ColumnChange.Renamed(one.Name, one.Label, other.Name, other.Label, Math.Round(likeness, 2));
        var taken = new List<ColumnChange.Renamed>();
        foreach (var pair in pairs)
        {
            if (taken.All(one => one.From != pair.From && one.To != pair.To))
                taken.Add(pair);
        }
        return taken;
    }

    private static double Likeness(ColumnReading one, int place, ColumnReading other, int otherPlace) =>
        0.6 * Math.Max(Names.Closeness(one.Name, other.Name), Names.Abbreviation(one.Name, other.Name))
        + (one.Type == other.Type ? 0.2 : 0)
        + (place == otherPlace ? 0.2 : 0);

    private static class Names
    {
        /// <summary>1 − edit distance ÷ length of the longer.</summary>
        public static double Closeness(string one, string other)
        {
            var row = Enumerable.Range(0, other.Length + 1).ToArray();
            for (var i = 1; i <= one.Length; i++)
            {
                var diagonal = row[0];
                row[0] = i;
                for (var j = 1; j <= other.Length; j++)
                    (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
            return 1 - (double)row[other.Length] / Math.Max(1, Math.Max(one.Length, other.Length));
        }

        /// <summary>0.8 when the letters of the shorter occur in the longer in that order, from its first one: plz, postleitzahl.</summary>
        public static double Abbreviation(string one, string other)
        {
            var (brief, full) = one.Length <= other.Length ? (one, other) : (other, one);
            if (brief.Length < 2 || brief[0] != full[0])
                return 0;
            var at = 0;
            foreach (var letter in full)
            {
                if (at < brief.Length && brief[at] == letter)
                    at++;
            }
            return at == brief.Length ? 0.8 : 0;
        }
    }
}
