using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>Rules that may close blind spots: what the profile suggests, and what each kind of defect would break. All are tried before one is proposed.</summary>
internal static class ClosingKinds
{
    private const int MostListed = 50;
    private const double MostlyListed = 0.98;
    private const int MostDependencies = 6;
    private const int MostCombinations = 60;
    private const double SureDependency = 0.9;
    private const int LongestCode = 40;
    private static readonly ImmutableArray<string> StandIns = ["tbd", "tba", "todo", "unknown", "unbekannt", "none", "test", "xxx", "dummy", "-", "?"];

    /// <param name="readings">The columns of the file.</param>
    /// <param name="profile">Of the newest load.</param>
    /// <param name="schema">Silver's columns.</param>
    /// <param name="today">What lies in the future is measured from it.</param>
    public static IEnumerable<RuleKind> OfRows(ImmutableArray<ColumnReading> readings, Profile profile, TableSchema schema, DateOnly today) =>
        SuggestedKinds.From(profile, profile, schema, today)
            .Concat(readings.SelectMany(reading => profile.Find(reading.Name) is { } known ? OfColumn(reading, known) : []))
            .Concat(readings.Zip(readings.Skip(1)).Where(pair => pair.First.Type.IsNumeric && pair.Second.Type.IsNumeric).SelectMany(pair => new[]
            {
                new CompareColumns(pair.First.Name, Relation.AtMost, pair.Second.Name),
                new CompareColumns(pair.First.Name, Relation.AtLeast, pair.Second.Name),
            }))
            .Concat(profile.Keys.Select(key => new Unique(key)))
            .Distinct();

    /// <summary>The combinations of columns where one decides the other, read from the rows themselves.</summary>
    public static async Task<ImmutableArray<RuleKind>> CombinationsAsync(ILakehouse lakehouse, TableRef silver, TableSchema schema, Profile profile, Actor worker, CancellationToken ct)
    {
        var kinds = ImmutableArray.CreateBuilder<RuleKind>();
        var sure = (profile.Relations?.Dependencies ?? []).Where(dependency => dependency.Share >= SureDependency && IsListed(dependency.From) && IsListed(dependency.To)).Take(MostDependencies);
        foreach (var (from, to, _, _) in sure)
        {
            var (one, other) = (new Column(from), new Column(to));
            await using var result = await lakehouse.QueryAsync(
                Sql.Of($"""
                    SELECT {one.AsText()} AS one, {other.AsText()} AS other FROM {silver} AS listed_rows WHERE {one} IS NOT NULL AND {other} IS NOT NULL
                    GROUP BY {one}, {other} HAVING count(*) > 1 ORDER BY 1, 2 LIMIT {new WholeNumber(MostCombinations + 1)}
                    """),
                worker, ct);
            var rows = await result.ToListAsync(ct);
            if (rows.Count is > 1 and <= MostCombinations)
                kinds.Add(new CombinationInList([from, to], [.. rows.Select(row => ImmutableArray.Create((string)row[0]!, (string)row[1]!))]));
        }
        return kinds.ToImmutable();

        bool IsListed(string column) => schema.Find(column) is { } found && (found.Type == DataType.String || found.Type == DataType.Long) && profile.Find(column)?.Distinct <= MostCombinations;
    }

    /// <summary>Rules about the upload as a whole.</summary>
    public static IEnumerable<RuleKind> OfUpload(ImmutableArray<ColumnReading> readings, Profile profile, DateOnly today)
    {
        yield return new RowCountChange(67, 150);
        yield return new RowCountWithin(profile.Rows * 2 / 3, null);
        foreach (var reading in readings)
        {
            if (profile.Find(reading.Name) is not { } known)
                continue;
            var missing = known.Present + known.Missing == 0 ? 0 : 100.0 * known.Missing / (known.Present + known.Missing);
            if (missing < 80)
                yield return new NullRatio(reading.Name, Math.Ceiling(missing / 5) * 5 + 5);
            if (reading.Format is ValueFormat.Date or ValueFormat.Timestamp && Day(known.Max) is { } newest && newest <= today)
                yield return new IsFresh(reading.Name, TimeSpan.FromDays(today.DayNumber - newest.DayNumber + 31));
        }
    }

    private static IEnumerable<RuleKind> OfColumn(ColumnReading reading, ColumnProfile known)
    {
        if (reading.Type == DataType.String)
        {
            yield return new NotOneOf(known.Name, StandIns, IgnoresCase: true);
            yield return new MatchesPattern(known.Name, "[ÃÂ�]", IsForbidden: true, IsAnywhere: true);
            if (known is { ShortestText: { } shortest, LongestText: { } longest and <= LongestCode })
                yield return new LengthWithin(known.Name, shortest, longest);
            var twice = known.TopValues.Where(value => value.Count > 1).ToList();
            if (twice.Count is > 1 and <= MostListed && known.Distinct <= MostListed && twice.Sum(value => value.Count) >= MostlyListed * known.TopValuesBase)
                yield return new OneOf(known.Name, [.. twice.Select(value => value.Value).Order(StringComparer.Ordinal)]);
        }
        if (reading.Type.IsNumeric && known.Quantiles.Length == Profile.QuantileShares.Length && known.Quantiles[0] >= 0)
            yield return new InRange(known.Name, "0", null);
        if (reading.Format is ValueFormat.Date && Day(known.Min) is { } oldest && Day(known.Max) is { } newest)
            yield return new InRange(known.Name, Written(new DateOnly(oldest.Year, 1, 1)), Written(new DateOnly(newest.Year, 12, 31)));
        if (reading.Format is ValueFormat.Timestamp && Day(known.Min) is { } first && Day(known.Max) is { } last)
            yield return new InRange(known.Name, $"{first.Year:0000}-01-01T00:00:00Z", $"{last.Year:0000}-12-31T23:59:59Z");
        if (known.MayBeKey)
            yield return new Unique([known.Name]);
    }

    private static DateOnly? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
