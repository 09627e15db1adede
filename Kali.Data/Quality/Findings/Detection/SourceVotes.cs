using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Tables that several sources fill: something (a flight) is described by several rows, one a source. What at least two sources and a third of all agree on
/// stands against the others; where a source has nothing and others have something, it is missing.
/// </summary>
internal static class SourceVotes
{
    private const double ManyColumns = 0.4;
    private const double Weak = 0.35;
    private const double Strong = 0.75;
    private const double NearlyAKey = 0.98;

    /// <summary>
    /// The pairs to vote on: one column decides another well and many to some degree, has at least three rows a value, and is nearly a key together with a
    /// column of few values, the sources. There a lower degree is error, not freedom.
    /// </summary>
    public static async Task<ImmutableArray<PairFacts>> FindAsync(Look look, ImmutableArray<PairFacts> pairs, Func<PairFacts, bool> isDependency, CancellationToken ct)
    {
        var measured = look.Columns.Count(column => column.Distinct > 1 && column.Distinct <= 0.9 * column.Present);
        foreach (var left in pairs.Where(pair => pair.Left.Second is null).GroupBy(pair => pair.Left.First.Index))
        {
            var about = look.Columns[left.Key];
            var weak = left.Where(pair => pair.Mu >= Weak).ToList();
            if (about.Present < 3 * about.Distinct || !weak.Exists(pair => pair.Mu >= Strong) || weak.Count < ManyColumns * (measured - 1) || weak.TrueForAll(isDependency.Invoke))
                continue;
            foreach (var source in look.Columns.Where(column => column.Index != about.Index && column.Distinct > 2 && column.Distinct <= 0.1 * look.Rows && column.Present >= NearlyAKey * look.Rows && column.IsText))
            {
                var keys = await look.QueryAsync(Sql.Of($"SELECT count(*) FROM (SELECT DISTINCT {about.Sql}, {source.Sql} FROM {look.Silver(about.Sql, source.Sql)} AS rows_of) AS keys"), ct);
                if (CheckCounts.Number(keys[0][0]) >= NearlyAKey * look.Rows)
                    return [.. weak.Where(pair => pair.Right.Index != source.Index)];
            }
        }
        return [];
    }

    /// <summary>Outvoted is what fewer sources say than say the most frequent; a proposal needs one value that leads.</summary>
    public static Suspicion Of(Look look, PairFacts pair)
    {
        var (y, about) = (pair.Right.Sql, pair.Left.First.Sql);
        return new Suspicion(DetectorKind.Dependency, pair.Right.Name, Sql.Of($"""
            SELECT {Look.RowId}, proposal, {pair.Left.Shown} AS basis, share AS weight, is_missing OR (is_clear AND share >= 0.75) AS strong
            FROM (
                SELECT told.{Look.RowId}, told.y IS NULL AS is_missing, known.share, known.most > known.second AS is_clear, CASE WHEN known.most > known.second THEN {new ColumnOf("known", "maj").AsText()} END AS proposal
                FROM (SELECT {Look.RowId}, {about} AS about, {y} AS y, count(*) OVER (PARTITION BY {about}, {y}) AS mine FROM {look.Silver(about, y)} AS told_rows) AS told
                JOIN ({DependencyVotes.MajorityOf(look, pair, Sql.Of($"nx >= 2"))}) AS known ON told.about = known.{DependencyVotes.X(0)}
                WHERE told.y IS NULL OR (known.most >= 2 AND told.mine < known.most)) AS outvoted
            """));
    }
}
