using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Quality.Exchange;

namespace Kali.Data.Quality;

/// <summary>What rows of one kind leave empty, though others do not: what is open has no date of payment.</summary>
/// <param name="Condition">The column that says of which kind a row is.</param>
/// <param name="Value">The kind.</param>
/// <param name="Column">The column that is empty there.</param>
/// <param name="Share">The share of rows of that kind.</param>
/// <param name="Elsewhere">The share of all rows in which the column has a value.</param>
internal sealed record EmptyByCustom(string Condition, string Value, string Column, double Share, double Elsewhere)
{
    private const double Often = 0.5;
    private const double SometimesEmpty = 0.03;
    private const double LeastShare = 0.02;
    private const int MostKinds = 50;

    /// <summary>At most one custom a column, that of most rows.</summary>
    public static async Task<ImmutableArray<EmptyByCustom>> FindAsync(ILakehouse lakehouse, TableRef silver, ImmutableArray<ColumnReading> readings, Profile? profile, Actor worker, CancellationToken ct)
    {
        var optional = readings.Where(reading => profile?.Find(reading.Name) is { } known && known.Missing >= SometimesEmpty * (known.Present + known.Missing) && known.Present > 0).ToList();
        var kinds = readings.Where(reading => reading.Type == DataType.String && profile?.Find(reading.Name) is { Distinct: > 1 and <= MostKinds }).ToList();
        if (optional.Count == 0 || kinds.Count == 0)
            return [];
        var counts = optional.Select(reading => new Aggregate(AggregateFunction.Count, new Column(reading.Name))).ToList();
        await using var counted = await lakehouse.QueryAsync(Sql.Join(" UNION ALL ", kinds.Select((kind, place) => Sql.Of($"""
            SELECT {new WholeNumber(place)} AS place, {new SqlName(kind.Name)} AS kind, count(*) AS n, {counts.Select((count, at) => Sql.Of($"{count} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"filled_{at}"))}"))}
            FROM {silver} AS counted_rows WHERE {new SqlName(kind.Name)} IS NOT NULL GROUP BY {new SqlName(kind.Name)}
            """))), worker, ct);
        var found = (await counted.ToListAsync(ct)).GroupBy(row => (int)CheckCounts.Number(row[0])).SelectMany(rows => Of(kinds[rows.Key].Name, [.. rows], optional));
        return [.. found.GroupBy(custom => custom.Column).Select(customs => customs.OrderByDescending(custom => custom.Share).ThenBy(custom => custom.Value, StringComparer.Ordinal).First())];
    }

    /// <summary>The rule that says so.</summary>
    public (RuleKind Kind, string Filter) AsRule() => (new MustBeMissing(Column), $"{ConditionOf.Name(Condition)} = {ConditionOf.Quoted(Value)}");

    private static IEnumerable<EmptyByCustom> Of(string condition, List<object?[]> rows, List<ColumnReading> optional)
    {
        var all = rows.Sum(row => CheckCounts.Number(row[2]));
        foreach (var (at, column) in optional.Index().Where(column => column.Item.Name != condition))
        {
            var filled = rows.Sum(row => CheckCounts.Number(row[3 + at]));
            foreach (var row in rows)
            {
                var (here, there) = (CheckCounts.Number(row[2]), CheckCounts.Number(row[3 + at]));
                if (here >= LeastShare * all && here < all && there <= (1 - ConditionalDetector.Nearly) * here && filled - there >= Often * (all - here))
                    yield return new EmptyByCustom(condition, (string)row[1]!, column.Name, (double)here / all, (double)filled / all);
            }
        }
    }
}
