using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Rows in which two columns of text have each other's values: each is far more at home in the other column. How often a value stands in either column,
/// this row apart, says so.
/// </summary>
internal sealed class SwapDetector : Detector
{
    private const double FarMore = 100;
    private const int MostColumns = 14;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var texts = look.Texts.Where(column => column.Present >= 50 && column.Distinct is > 1 and <= Look.ManyValues && column.Distinct <= 0.5 * column.Present && column.AverageLength <= 60).Take(MostColumns).ToList();
        if (texts.Count < 2)
            return [];
        var pairs = texts.SelectMany((one, place) => texts.Skip(place + 1).Select(other => (One: one, Other: other))).ToList();
        var values = texts.Select(column => Sql.Of($"{Look.Counted(column)} AS {new ComputedOnce()}({look.Values(column)})"));
        var shared = pairs.Select((pair, place) => Sql.Of($"SELECT {new WholeNumber(place)} AS place, count(*) AS shared FROM {Look.Counted(pair.One)} AS a JOIN {Look.Counted(pair.Other)} AS b ON a.v = b.v WHERE a.n < b.n"));
        var back = pairs.Select((pair, place) => Sql.Of($"SELECT {new WholeNumber(place)} AS place, count(*) AS shared FROM {Look.Counted(pair.One)} AS a JOIN {Look.Counted(pair.Other)} AS b ON a.v = b.v WHERE a.n > b.n"));
        var counted = await look.QueryAsync(Sql.Of($"WITH {values} SELECT place, sum(CASE WHEN shared > 0 THEN 1 ELSE 0 END) FROM ({Sql.Join(" UNION ALL ", shared.Concat(back))}) AS sharing GROUP BY place"), ct);
        return [.. counted.Where(row => CheckCounts.Number(row[1]) == 2).Select(row => (int)CheckCounts.Number(row[0])).Order().SelectMany(place => Of(look, pairs[place].One, pairs[place].Other))];
    }

    private static IEnumerable<Suspicion> Of(Look look, ColumnFacts one, ColumnFacts other)
    {
        var needs = ImmutableArray.Create(
            look.Need(one),
            look.Need(other),
            (Rows(one, other), Sql.Of($"""
                SELECT told.{Look.RowId}, told.{one.Sql} AS a, told.{other.Sql} AS b
                FROM {look.Silver(one.Sql, other.Sql)} AS told
                JOIN {Look.Counted(one)} AS a_here ON a_here.v = told.{one.Sql}
                JOIN {Look.Counted(other)} AS b_here ON b_here.v = told.{other.Sql}
                JOIN {Look.Counted(other)} AS a_there ON a_there.v = told.{one.Sql}
                JOIN {Look.Counted(one)} AS b_there ON b_there.v = told.{other.Sql}
                WHERE a_there.n > a_here.n AND b_there.n > b_here.n AND (a_there.n + 0.5) * (b_there.n + 0.5) >= {FarMore} * (a_here.n - 0.5) * (b_here.n - 0.5)
                """)));
        foreach (var (column, partner, value) in ((ColumnFacts, ColumnFacts, SqlName)[])[(one, other, new SqlName("b")), (other, one, new SqlName("a"))])
        {
            yield return new Suspicion(DetectorKind.SwappedColumns, column.Name, Sql.Of(
                $"SELECT {Look.RowId}, {value} AS proposal, {partner.Name} AS basis, CAST(1 AS DOUBLE) AS weight, {new Truth(true)} AS strong FROM {Rows(one, other)} AS swapped"))
            {
                Needs = needs,
            };
        }
    }

    private static SqlName Rows(ColumnFacts one, ColumnFacts other) => new(string.Create(CultureInfo.InvariantCulture, $"swapped_{one.Index}_{other.Index}"));
}
