using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Finds relations in a few hundred rows; all rows decide whether they hold.</summary>
internal sealed class EquationSearch(Look look)
{
    private const int Sampled = 400;
    private const int MostColumns = 16;
    private const double HoldsInSample = 0.8;
    private const double HoldsInAll = 0.9;
    private const int Varied = 8;
    private const int FewestTelling = 15;

    public async Task<ImmutableArray<(RowEquation Equation, double Share)>> FindAsync(CancellationToken ct)
    {
        var columns = look.Columns.Where(column => column.Quantiles.Length > 0 && column.Reading.Type != DataType.Timestamp && column.Present >= 0.3 * look.Rows && column.Distinct > 1).Take(MostColumns).ToList();
        if (columns.Count < 2 || look.Rows < 50)
            return [];
        var every = Math.Max(1, look.Rows / Sampled);
        var rows = await look.QueryAsync(Sql.Of($"""
            SELECT {Positions(columns)} FROM {look.Silver(columns.Select(column => column.Sql))} AS sampled
            WHERE {SqlExpression.Call(SqlFunction.Remainder, new Column(Look.RowId), new WholeNumber(every))} = 0 ORDER BY {Look.RowId} LIMIT {new WholeNumber(2 * Sampled)}
            """), ct);
        var values = rows.Select(row => row.Select(value => value is null ? (double?)null : FactsPlan.Real(value)).ToArray()).ToList();
        var candidates = Candidates(columns, values).ToList();
        if (candidates.Count == 0)
            return [];
        var used = candidates.SelectMany(relation => relation.Columns).DistinctBy(column => column.Index).ToList();
        var counts = candidates.SelectMany(relation => (Sql[])[Sql.Of($"count_if({relation.Holds})"), Sql.Of($"count({relation.Holds})")]);
        var counted = (await look.QueryAsync(Sql.Of($"SELECT {counts} FROM (SELECT {Positions(used)} FROM {look.Silver(used.Select(column => column.Sql))} AS positioned_rows) AS positions"), ct))[0];
        return
        [
            .. candidates.Index().Select(one => (Equation: one.Item, Share: (double)CheckCounts.Number(counted[2 * one.Index]) / Math.Max(1, CheckCounts.Number(counted[2 * one.Index + 1]))))
                .Where(one => one.Share >= HoldsInAll),
        ];
    }

    public static IEnumerable<Sql> Positions(IEnumerable<ColumnFacts> columns) => columns.Select(column => Sql.Of($"{Look.Position(column.Reading)!} AS {RowEquation.Name(column)}"));

    private static IEnumerable<RowEquation> Candidates(List<ColumnFacts> columns, List<double?[]> rows)
    {
        var found = new List<(RowEquation Equation, double Share)>();
        for (var r = 0; r < columns.Count; r++)
        {
            for (var a = 0; a < columns.Count; a++)
            {
                if (a == r || columns[a].IsDate != columns[r].IsDate)
                    continue;
                if (Fixed(columns, rows, r, a) is { } one)
                    found.Add(one);
                for (var b = 0; b < columns.Count; b++)
                {
                    if (b == r || b == a || columns[b].IsDate)
                        continue;
                    foreach (var kind in (EquationKind[])[EquationKind.Product, EquationKind.Sum, EquationKind.Percentage, EquationKind.WithPercentage, EquationKind.LessPercentage])
                    {
                        var isCommutative = kind is EquationKind.Product or EquationKind.Percentage or EquationKind.Sum;
                        if ((isCommutative && b < a && !columns[a].IsDate) || (columns[r].IsDate && kind is not EquationKind.Sum))
                            continue;
                        var relation = new RowEquation(kind, columns[r], columns[a], columns[b]);
                        if (Share(relation, rows, r, a, b) is var share && share >= HoldsInSample)
                            found.Add((relation, share));
                    }
                }
            }
        }
        // Of relations over the same columns the first of the surest says it; a fixed rate or distance says less than two columns do.
        return found.OrderByDescending(one => one.Share).ThenBy(one => one.Equation.Kind)
            .DistinctBy(one => string.Join(',', one.Equation.Columns.Select(column => column.Index).Order())).Take(12).Select(one => one.Equation);
    }

    /// <summary>
    /// In what share of the rows it holds; 0 where it tells nothing. Times one and plus nothing hold with any column: rows in which the result would be one of
    /// the operands do not tell, and among those that do it must hold as well.
    /// </summary>
    private static double Share(RowEquation relation, List<double?[]> rows, int r, int a, int b)
    {
        var (known, holds, telling, tells) = (0, 0, 0, 0);
        var (results, firsts, seconds) = (new HashSet<double>(), new HashSet<double>(), new HashSet<double>());
        foreach (var row in rows)
        {
            if (row[r] is not { } result || row[a] is not { } first || row[b] is not { } second)
                continue;
            known++;
            if (known > 40 && holds < 0.5 * known)
                return 0;
            if (relation.Expected(first, second) is not { } expected)
                continue;
            var isTelling = Math.Abs(expected - first) > relation.Tolerance && Math.Abs(expected - second) > relation.Tolerance && Math.Abs(expected) > 2 * relation.Tolerance && second != 0 && first != 0;
            telling += isTelling ? 1 : 0;
            if (Math.Abs(result - expected) > relation.Tolerance)
                continue;
            holds++;
            tells += isTelling ? 1 : 0;
            results.Add(result);
            firsts.Add(first);
            seconds.Add(second);
        }
        var isVaried = results.Count >= Varied || (results.Count > 1 && firsts.Count >= Varied && seconds.Count >= Varied);
        return known < 20 || !isVaried || tells < Math.Max(FewestTelling, 0.1 * known) || tells < HoldsInSample * telling ? 0 : (double)holds / known;
    }

    private static (RowEquation Equation, double Share)? Fixed(List<ColumnFacts> columns, List<double?[]> rows, int r, int a)
    {
        if (r < a)
            return null;
        var pairs = rows.Where(row => row[r] is not null && row[a] is not null && row[a] != 0).Select(row => (Result: row[r]!.Value, First: row[a]!.Value)).ToList();
        if (pairs.Count < 20 || pairs.Select(pair => pair.First).Distinct().Count() < 8)
            return null;
        (RowEquation, double)? best = null;
        foreach (var kind in (EquationKind[])[EquationKind.Distance, EquationKind.Rate])
        {
            if (kind is EquationKind.Rate && columns[r].IsDate)
                continue;
            var constants = pairs.Select(pair => kind is EquationKind.Rate ? pair.Result / pair.First : pair.Result - pair.First).Order().ToList();
            var constant = constants[constants.Count / 2];
            if (kind is EquationKind.Rate)
                constant = Math.Round(constant, 4);
            if (constant == 0 || Math.Abs(constant - 1) < 1e-9 && kind is EquationKind.Rate)
                continue;
            var relation = new RowEquation(kind, columns[r], columns[a], null, constant);
            var share = (double)pairs.Count(pair => Math.Abs(pair.Result - relation.Expected(pair.First, 0)!.Value) <= relation.Tolerance) / pairs.Count;
            if (share >= HoldsInSample && (best is null || share > best.Value.Item2))
                best = (relation, share);
        }
        return best;
    }
}
