using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Columns vote on each other: where a value decides another one in nearly all its rows, the rows that differ are outvoted.
/// In tables that several sources fill, sources vote on what they all report on.
/// </summary>
internal sealed class DependencyDetector : Detector
{
    private const double Decides = 0.8;
    private const double MostAgainst = 0.15;
    private const double SecondTruths = 0.3;
    private const double RarelyBroken = 0.05;
    private const double FilledMostly = 0.8;
    private const int MostVoters = 5;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        if (look.Rows < 20)
            return [];
        var pairs = await new DependencySearch(look).FindAsync(ct);
        var reported = await ReportedAsync(look, pairs, ct);
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var group in pairs.GroupBy(pair => pair.Right.Index).OrderBy(group => group.Key))
        {
            var right = look.Columns[group.Key];
            var sources = reported.Where(pair => pair.Right.Index == right.Index).ToList();
            var voters = group.Where(pair => IsDependency(pair) && !sources.Contains(pair))
                .OrderByDescending(pair => pair.Mu).ThenBy(pair => pair.Left.First.Index).Take(look.Rows > 200_000 ? 3 : MostVoters).ToImmutableArray();
            if (sources.Count > 0)
                found.Add(new Suspicion(DetectorKind.Dependency, right.Name, Cells(look, right, [.. sources], areSources: true)));
            else if (!voters.IsEmpty)
                found.Add(new Suspicion(DetectorKind.Dependency, right.Name, Cells(look, right, voters, areSources: false)));
        }
        return found.ToImmutable();
    }

    private static bool IsDependency(PairFacts pair) =>
        pair.Mu >= Decides && pair.Voting >= 0.5 * pair.Rows && pair.AgainstShare <= MostAgainst && (pair.RepeatedShare <= SecondTruths || pair.Repeated <= 2)
        && pair.Against > 0 | pair.Right.Present < pair.Right.Rows;

    /// <summary>
    /// Tables of several sources: something (a flight) is described by several rows, one a source; it decides one column well and many to some degree,
    /// and with the column of sources it is a key. There a lower degree is error, not freedom.
    /// </summary>
    private static async Task<ImmutableArray<PairFacts>> ReportedAsync(Look look, ImmutableArray<PairFacts> pairs, CancellationToken ct)
    {
        var measured = look.Columns.Count(column => column.Distinct > 1 && column.Distinct <= 0.9 * column.Present);
        foreach (var left in pairs.Where(pair => pair.Left.Second is null).GroupBy(pair => pair.Left.First.Index))
        {
            var about = look.Columns[left.Key];
            var weak = left.Where(pair => pair.Mu >= 0.35).ToList();
            if (about.Present < 3 * about.Distinct || !weak.Exists(pair => pair.Mu >= 0.75) || weak.Count < 0.4 * (measured - 1) || weak.TrueForAll(IsDependency))
                continue;
            foreach (var source in look.Columns.Where(column => column.Index != about.Index && column.Distinct is > 2 && column.Distinct <= 0.1 * look.Rows && column.Present >= 0.98 * look.Rows && column.IsText))
            {
                var keys = CheckCounts.Number((await look.QueryAsync(Sql.Of($"SELECT count(*) FROM (SELECT DISTINCT {about.Sql}, {source.Sql} FROM {look.Silver(about.Sql, source.Sql)} AS rows_of) AS keys"), ct))[0][0]);
                if (keys >= 0.98 * look.Rows)
                    return [.. weak.Where(pair => pair.Right.Index != source.Index)];
            }
        }
        return [];
    }

    private static Sql Cells(Look look, ColumnFacts right, ImmutableArray<PairFacts> voters, bool areSources)
    {
        var y = right.Sql;
        var all = voters.Select((pair, place) => (pair, Name: new SqlName(string.Create(CultureInfo.InvariantCulture, $"m{place}")))).ToList();
        var majorities = all.Select(voter => Sql.Of($"{voter.Name} AS (SELECT * FROM ({Majority(look, voter.pair)}) AS majority WHERE {(areSources ? IsPlurality : IsMajority)})"));
        var joins = Sql.Join(" ", all.Select(voter => Sql.Of($"LEFT JOIN {voter.Name} ON {Sql.Join(" AND ", voter.pair.Left.Columns.Select((column, i) => Sql.Of($"told.{column.Sql} = {voter.Name}.{X(i)}")))}")));
        var weight = (PairFacts pair) => new Constant(Math.Round(pair.Mu, 6));
        var agree = Sql.Join(" + ", all.Select(voter => Sql.Of($"CASE WHEN {voter.Name}.maj = told.{y} THEN {weight(voter.pair)} * {voter.Name}.share ELSE 0 END")));
        var support = (SqlName of) => Sql.Join(" + ", all.Select(voter => Sql.Of($"CASE WHEN {voter.Name}.maj = {of}.maj THEN {weight(voter.pair)} * {voter.Name}.share ELSE 0 END")));
        var disagrees = Sql.Join(" OR ", all.Select(voter => Sql.Of($"({voter.Name}.maj IS NOT NULL AND {voter.Name}.maj IS DISTINCT FROM told.{y})")));
        var against = Sql.Join(" + ", all.Select(voter => Sql.Of($"CASE WHEN {voter.Name}.maj IS DISTINCT FROM told.{y} THEN coalesce({weight(voter.pair)} * {voter.Name}.share, 0) ELSE 0 END")));
        var best = Sql.Join(", ", all.Select(voter => Sql.Of($"coalesce({support(voter.Name)}, 0)")).Append(Sql.Of($"0")));
        var proposal = Sql.Join(" ", all.Select((voter, place) => Sql.Of($"WHEN {new SqlName(Support(place))} = best AND best > 0 THEN {new SqlName(Choice(place))}")));
        var basis = Sql.Join(" ", all.Select((voter, place) => Sql.Of($"WHEN {new SqlName(Support(place))} = best AND best > 0 THEN {voter.pair.Left.Shown}")));
        var columns = all.Select((voter, place) => Sql.Of($"""
            coalesce({support(voter.Name)}, 0) AS {new SqlName(Support(place))}, {new ColumnOf(voter.Name, new SqlName("maj")).AsText()} AS {new SqlName(Choice(place))}
            """));
        var used = voters.SelectMany(pair => pair.Left.Columns).Append(right).Select(column => column.Sql).Distinct();
        var broken = voters.Min(pair => pair.AgainstShare);
        var mayConfirm = new Truth(areSources || broken <= RarelyBroken);
        var fills = new Truth(areSources || right.Present >= FilledMostly * right.Rows);
        return Sql.Of($"""
            SELECT {Look.RowId}, CASE {proposal} END AS proposal, CASE {basis} END AS basis, against / (against + agree) AS weight,
                {mayConfirm} AND against / (against + agree) >= 0.75 AND (is_missing OR top_share >= {(areSources ? 0.75 : 0.7)}) AS strong
            FROM (
                WITH {majorities}
                SELECT told.{Look.RowId}, told.{y} IS NULL AS is_missing, {columns}, {agree} AS agree, {against} AS against, greatest({best}) AS best, {Top(all.Select(voter => voter.Name))} AS top_share
                FROM {look.Silver(used)} AS told {joins}
                WHERE {disagrees}) AS votes
            WHERE best > agree AND best >= against * 0.5 AND (NOT is_missing OR {fills})
            """);
    }

    private static Sql Top(IEnumerable<SqlName> voters) => Sql.Of($"greatest({voters.Select(voter => Sql.Of($"coalesce({voter}.share, 0)")).Append(Sql.Of($"0"))})");

    private static Sql IsMajority => Sql.Of($"nx >= 3 AND most >= 2 AND most >= 0.4 * nx AND most > second");

    /// <summary>Sources that agree: at least two, a third of all, and more than on anything else.</summary>
    private static Sql IsPlurality => Sql.Of($"nx >= 3 AND most >= 2 AND most * 3 >= nx AND most > second");

    private static Sql Majority(Look look, PairFacts pair)
    {
        var x = pair.Left.Columns.Select((column, i) => Sql.Of($"{column.Sql} AS {X(i)}")).ToList();
        var names = pair.Left.Columns.Select((_, i) => X(i)).ToList();
        var present = Sql.Join(" AND ", pair.Left.Columns.Append(pair.Right).Select(column => Sql.Of($"{column.Sql} IS NOT NULL")));
        return Sql.Of($"""
            SELECT {names}, max(CASE WHEN place = 1 THEN y END) AS maj, sum(n) AS nx, max(n) AS most, max(CASE WHEN place = 2 THEN n ELSE 0 END) AS second, CAST(max(n) AS DOUBLE) / sum(n) AS share
            FROM (
                SELECT {names}, y, n, row_number() OVER (PARTITION BY {names} ORDER BY n DESC, y) AS place
                FROM (SELECT {names}, y, count(*) AS n FROM (SELECT {x}, {pair.Right.Sql} AS y FROM {look.Silver(pair.Left.Columns.Append(pair.Right).Select(column => column.Sql))} AS known WHERE {present}) AS named GROUP BY {names}, y) AS pairs) AS placed
            GROUP BY {names}
            """);
    }

    private static SqlName X(int place) => new(string.Create(CultureInfo.InvariantCulture, $"x{place}"));

    private static string Support(int place) => string.Create(CultureInfo.InvariantCulture, $"support_{place}");

    private static string Choice(int place) => string.Create(CultureInfo.InvariantCulture, $"choice_{place}");
}
