using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Whether the rows that differ from a dependency differ in a third column as well, and the others do not. Then that column explains the difference:
/// it decides together with the first, or the dependency is none.
/// </summary>
internal sealed class Explanations(Look look, DependencySearch search)
{
    private const double Explained = 0.8;
    private const double Usual = 0.3;
    private const int FewestRows = 3;

    public async Task<ImmutableArray<PairFacts>> ExplainedAsync(ImmutableArray<PairFacts> voters, CancellationToken ct)
    {
        var kept = ImmutableArray.CreateBuilder<PairFacts>();
        var isDecided = voters.Select(pair => (pair.Left.First.Index, pair.Right.Index)).ToHashSet();
        foreach (var left in voters.GroupBy(pair => pair.Left))
        {
            var broken = left.Where(pair => pair.Against >= FewestRows).ToList();
            kept.AddRange(left.Except(broken));
            if (broken.Count == 0)
                continue;
            if (left.Key.Second is not null)
            {
                kept.AddRange(broken);
                continue;
            }
            var thirds = look.Columns.Where(column => column.Index != left.Key.First.Index && column.Distinct > 1 && column.Distinct <= Math.Min(1000, 0.2 * column.Present) && !column.IsMeasure && !isDecided.Contains((left.Key.First.Index, column.Index))).ToList();
            foreach (var (pair, third) in await ReasonsAsync(left.Key, broken, thirds, ct))
            {
                if (third is null)
                    kept.Add(pair);
                else if (!isDecided.Contains((third.Index, pair.Right.Index)) && await search.MeasureAsync(new LeftSide(left.Key.First, third), [pair.Right], isSample: false, ct) is [var both] && both.AgainstShare < pair.AgainstShare)
                    kept.Add(both);
            }
        }
        return kept.ToImmutable();
    }

    private async Task<List<(PairFacts Pair, ColumnFacts? Third)>> ReasonsAsync(LeftSide left, List<PairFacts> broken, List<ColumnFacts> thirds, CancellationToken ct)
    {
        if (thirds.Count == 0)
            return [.. broken.Select(pair => (pair, (ColumnFacts?)null))];
        var columns = broken.Select(pair => pair.Right).Concat(thirds).DistinctBy(column => column.Index).ToList();
        var names = columns.Append(left.First).Select(column => column.Sql).ToList();
        var maps = columns.Select(column => Sql.Of($"""
            {Map(column)} AS (SELECT x, v AS maj FROM (
                SELECT x, v, row_number() OVER (PARTITION BY x ORDER BY n DESC, v) AS place, sum(n) OVER (PARTITION BY x) AS nx
                FROM (SELECT {left.First.Sql} AS x, {column.Sql} AS v, count(*) AS n FROM looked WHERE {column.Sql} IS NOT NULL GROUP BY {left.First.Sql}, {column.Sql}) AS pairs) AS placed
                WHERE place = 1 AND nx >= 3)
            """));
        var joins = Sql.Join(" ", columns.Select(column => Sql.Of($"LEFT JOIN {Map(column)} ON looked.{left.First.Sql} = {Map(column)}.x")));
        var figures = broken.SelectMany(pair => thirds.Where(third => third.Index != pair.Right.Index).SelectMany(third => (Sql[])
        [
            Sql.Of($"count_if({Differs(pair.Right)} AND {Differs(third)})"),
            Sql.Of($"count_if({Same(pair.Right)} AND {Differs(third)})"),
        ]));
        var totals = broken.SelectMany(pair => (Sql[])[Sql.Of($"count_if({Differs(pair.Right)})"), Sql.Of($"count_if({Same(pair.Right)})")]);
        var row = (await look.QueryAsync(Sql.Of($"""
            WITH looked AS {new ComputedOnce()}(SELECT {names.Distinct()} FROM {look.Silver(names)} AS silver_rows WHERE {left.First.Sql} IS NOT NULL{search.Sample(left)}), {maps}
            SELECT {totals.Concat(figures)} FROM looked {joins}
            """), ct))[0];
        var found = new List<(PairFacts, ColumnFacts?)>();
        var at = 2 * broken.Count;
        foreach (var (place, pair) in broken.Index())
        {
            var (against, agreeing) = (Math.Max(1, CheckCounts.Number(row[2 * place])), Math.Max(1, CheckCounts.Number(row[2 * place + 1])));
            (ColumnFacts Third, double Share)? best = null;
            foreach (var third in thirds.Where(third => third.Index != pair.Right.Index))
            {
                var (with, without) = ((double)CheckCounts.Number(row[at++]) / against, (double)CheckCounts.Number(row[at++]) / agreeing);
                if (with >= Explained && without <= Usual && with > (best?.Share ?? 0))
                    best = (third, with);
            }
            found.Add((pair, best?.Third));
        }
        return found;
    }

    private static SqlName Map(ColumnFacts column) => new(string.Create(CultureInfo.InvariantCulture, $"usual_{column.Index}"));

    private static Sql Differs(ColumnFacts column) => Sql.Of($"({Map(column)}.maj IS NOT NULL AND looked.{column.Sql} <> {Map(column)}.maj)");

    private static Sql Same(ColumnFacts column) => Sql.Of($"(looked.{column.Sql} = {Map(column)}.maj)");
}
