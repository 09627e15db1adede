using System.Collections.Immutable;
using Kali.Data.Ingest;
using SchemaChange = Kali.Data.Ingest.ColumnChange;

namespace Kali.Data.Quality;

/// <summary>Columns that were one and are several now, or the other way round: told by values that fall apart at a sign between them.</summary>
internal static class SplitColumns
{
    private static readonly string[] Separators = [", ", " ", "-", "/", ";", "|", "_", "T"];
    private const double EnoughShare = 0.6;
    private const int MostParts = 4;

    /// <param name="diff">Missing columns of the dataset and new ones of the file.</param>
    /// <param name="before">The dataset's last profile.</param>
    /// <param name="now">The file's columns.</param>
    public static IEnumerable<UploadSign> Of(SchemaDiff diff, Profile before, ImmutableArray<SampledColumn> now)
    {
        var gone = diff.Columns.OfType<SchemaChange.Missing>().Select(change => (change.Name, change.Label)).Concat(diff.Columns.OfType<SchemaChange.Renamed>().Select(change => (Name: change.From, Label: change.FromLabel))).ToList();
        var added = diff.Columns.Select(change => change switch { SchemaChange.New column => column.Name, SchemaChange.Renamed column => column.From, _ => null })
            .Select(name => now.FirstOrDefault(column => column.Reading.Name == name)).OfType<SampledColumn>().ToList();
        foreach (var (name, label) in gone)
        {
            if (before.Find(name) is { TopValues.IsEmpty: false } profile && Parts([.. profile.TopValues.Select(value => value.Value)], added) is ({ Count: > 1 } parts, var separator))
                yield return new UploadSign(UploadSignKind.ColumnSplit, name, true, Said.Of($"{label} seems to be split into {string.Join(", ", parts.Select(part => part.Reading.Label))}. They are loaded as columns of their own; {label} stays empty unless they are put together again."))
                {
                    Join = new ColumnJoin(name, [.. parts.Select(part => part.Reading.Name)], separator),
                };
        }
        foreach (var column in added)
        {
            var known = gone.Select(one => (one.Label, Values: before.Find(one.Name)?.TopValues.Select(value => value.Value).ToHashSet(StringComparer.Ordinal) ?? [])).Where(one => one.Values.Count > 0).ToList();
            var joined = Separators.Select(separator => known.Where(one => Share(column.Counts.Keys, separator, one.Values) >= EnoughShare).Select(one => one.Label).ToList()).FirstOrDefault(labels => labels.Count > 1);
            if (joined is not null)
                yield return new UploadSign(UploadSignKind.ColumnsJoined, column.Reading.Name, true, Said.Of($"{column.Reading.Label} seems to hold what was in {string.Join(", ", joined)}. It is loaded as a column of its own, and those stay empty."));
        }
    }

    /// <summary>The new columns whose values are parts of the old ones', in the order of the parts, and what stands between them.</summary>
    private static (List<SampledColumn>? Parts, string Separator) Parts(ImmutableArray<string> old, List<SampledColumn> added)
    {
        foreach (var separator in Separators)
        {
            var pieces = old.Select(value => value.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length is > 1 and <= MostParts).ToList();
            if (pieces.Count < Math.Max(2, old.Length * EnoughShare))
                continue;
            var count = pieces.Max(parts => parts.Length);
            var found = Enumerable.Range(0, count)
                .Select(place => pieces.Where(parts => place < parts.Length).Select(parts => parts[place]).ToHashSet(StringComparer.OrdinalIgnoreCase))
                .Select(values => added.Find(column => column.Counts.Count > 0 && values.Count(value => column.Counts.Keys.Contains(value, StringComparer.OrdinalIgnoreCase)) >= Math.Max(1, values.Count * EnoughShare)))
                .ToList();
            if (found.TrueForAll(column => column is not null) && found.Distinct().Count() == count)
                return ([.. found.OfType<SampledColumn>()], separator);
        }
        return (null, "");
    }

    private static double Share(IEnumerable<string> values, string separator, HashSet<string> known)
    {
        var (whole, held) = (0, 0);
        foreach (var value in values)
        {
            whole++;
            held += value.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts && parts.Any(known.Contains) ? 1 : 0;
        }
        return whole == 0 ? 0 : (double)held / whole;
    }
}
