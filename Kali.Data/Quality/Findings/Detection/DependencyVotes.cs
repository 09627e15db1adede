using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Votes of columns on each other, row by row. A voter counts as far as the rest of the row bears it out: one that contradicts everything it usually decides
/// is itself the wrong one. Whether a cell is outvoted, or the one that votes against it is wrong, is for <see cref="DependencyGains"/> to tell.
/// </summary>
internal sealed class DependencyVotes(Look look, ImmutableArray<PairFacts> voters, ImmutableArray<RowEquation> relations)
{
    private static readonly SqlName Disputed = new("dependency_rows");

    public IEnumerable<Suspicion> Suspicions()
    {
        var gains = new DependencyGains(voters, relations);
        (SqlName, Sql)[] needs = [.. voters.Select((pair, place) => (MapName(place), MajorityOf(look, pair, IsMajority))), (Disputed, DisputedRows()), .. gains.Needs(Votes())];
        return gains.Rights.Select(right => new Suspicion(DetectorKind.Dependency, right.Name, gains.Cells(right)) { Needs = [.. needs] })
            .Concat(gains.Rights.Select(right => (Right: right, Cells: gains.Exchanged(right))).Where(one => one.Cells is not null).Select(one => new Suspicion(DetectorKind.SwappedColumns, one.Right.Name, one.Cells!) { Needs = [.. needs] }))
            .Concat(gains.OnlyDeciding.Select(left => new Suspicion(DetectorKind.Dependency, left.Name, gains.Contradicted(left)) { Needs = [.. needs] }));
    }

    /// <summary>The most frequent value of the right side for each of the left, how many rows say anything and how large its share is.</summary>
    public static Sql MajorityOf(Look look, PairFacts pair, Sql where)
    {
        var x = pair.Left.Columns.Select((column, i) => Sql.Of($"{column.Sql} AS {X(i)}")).ToList();
        var names = pair.Left.Columns.Select((_, i) => X(i)).ToList();
        var present = Sql.Join(" AND ", pair.Left.Columns.Append(pair.Right).Select(column => Sql.Of($"{column.Sql} IS NOT NULL")));
        return Sql.Of($"""
            SELECT * FROM (
                SELECT {names}, max(CASE WHEN place = 1 THEN y END) AS maj, sum(n) AS nx, max(n) AS most, max(CASE WHEN place = 2 THEN n ELSE 0 END) AS second, CAST(max(n) AS DOUBLE) / sum(n) AS share
                FROM (
                    SELECT {names}, y, n, row_number() OVER (PARTITION BY {names} ORDER BY n DESC, y) AS place
                    FROM (SELECT {names}, y, count(*) AS n
                        FROM (SELECT {x}, {pair.Right.Sql} AS y FROM {look.Silver(pair.Left.Columns.Append(pair.Right).Select(column => column.Sql))} AS known WHERE {present}) AS named
                        GROUP BY {names}, y) AS pairs) AS placed
                GROUP BY {names}) AS majority
            WHERE {where}
            """);
    }

    public static SqlName X(int place) => new(string.Create(CultureInfo.InvariantCulture, $"x{place}"));

    /// <summary>What a second value has more than once and in more than an eighth of the rows is a second truth; such a group does not vote.</summary>
    private static Sql IsMajority => Sql.Of($"nx >= 3 AND most >= 2 AND most >= 0.4 * nx AND most > second AND (second < 2 OR second * 8 <= nx)");

    /// <summary>What a voter says for each value of its left side: <c>x0 (, x1), maj, share</c>.</summary>
    public static SqlName MapName(int place) => new(string.Create(CultureInfo.InvariantCulture, $"dependency_{place}"));

    /// <summary>What the voter says of a row; NULL where it says nothing.</summary>
    public static SqlName Maj(int place) => new(string.Create(CultureInfo.InvariantCulture, $"maj_{place}"));

    /// <summary>In how many of the rows with the same left side it is so.</summary>
    public static SqlName Share(int place) => new(string.Create(CultureInfo.InvariantCulture, $"share_{place}"));

    /// <summary>How much its vote counts in the row.</summary>
    public static SqlName Force(int place) => new(string.Create(CultureInfo.InvariantCulture, $"force_{place}"));

    /// <summary>Whether a sum holds in the row.</summary>
    public static SqlName Held(int place) => new(string.Create(CultureInfo.InvariantCulture, $"held_{place}"));

    public static Constant Weight(PairFacts pair) => new(Math.Round(pair.Mu, 6));

    public static Sql Sum(IEnumerable<Sql> parts) => Sql.Of($"({Sql.Join(" + ", parts.Prepend(Sql.Of($"CAST(0 AS DOUBLE)")))})");

    /// <summary>Rows in which at least one voter is contradicted, with what each voter says.</summary>
    private Sql DisputedRows()
    {
        var used = voters.SelectMany(pair => pair.Left.Columns.Append(pair.Right)).DistinctBy(column => column.Index).Select(column => column.Sql).ToList();
        var told = used.Select(column => Sql.Of($"told.{column}"));
        var maps = voters.Select((_, place) => Sql.Of($"{MapName(place)}.maj AS {Maj(place)}, {MapName(place)}.share AS {Share(place)}"));
        var joins = Sql.Join(" ", voters.Select((pair, place) =>
            Sql.Of($"LEFT JOIN {MapName(place)} ON {Sql.Join(" AND ", pair.Left.Columns.Select((column, i) => Sql.Of($"told.{column.Sql} = {MapName(place)}.{X(i)}")))}")));
        var disagrees = Sql.Join(" OR ", voters.Select((pair, place) => Sql.Of($"({MapName(place)}.maj IS NOT NULL AND {MapName(place)}.maj IS DISTINCT FROM told.{pair.Right.Sql})")));
        var rows = relations.IsEmpty
            ? look.Silver(used)
            : Sql.Of($"(SELECT *, {relations.Select((relation, place) => Sql.Of($"{relation.Holds} AS {Held(place)}"))} FROM (SELECT {Look.RowId}, {used.Select(column => (Sql)column).Concat(EquationSearch.Positions(Summed))} FROM {look.Silver(used.Concat(Summed.Select(column => column.Sql)))} AS silver_rows) AS positioned)");
        var held = relations.Select((_, place) => Sql.Of($"told.{Held(place)}"));
        return Sql.Of($"SELECT told.{Look.RowId}, {told.Concat(held)}, {maps} FROM {rows} AS told {joins} WHERE {disagrees}");
    }

    private Sql Votes() => Sql.Of($"SELECT *, {voters.Select((pair, place) => Sql.Of($"coalesce({Weight(pair)} * {Share(place)} * {Credit(pair)}, 0) AS {Force(place)}"))} FROM {Disputed}");

    /// <summary>
    /// How far the rest of the row bears a voter out: of the other columns that it decides, the share that is as it says. Those that vote on the same column
    /// have their say there already: two that contradict each other would else take each other's credit.
    /// </summary>
    private Sql Credit(PairFacts pair)
    {
        var say = voters.Where(voter => voter.Right.Index == pair.Right.Index).SelectMany(voter => voter.Left.Columns).Select(column => column.Index).ToHashSet();
        var others = voters.Index().Where(voter => voter.Item.Left == pair.Left && voter.Item.Right.Index != pair.Right.Index && !say.Contains(voter.Item.Right.Index)).ToList();
        if (others.Count == 0)
            return Sql.Of($"1");
        var agree = Sum(others.Select(voter => Sql.Of($"CASE WHEN {Maj(voter.Index)} = {voter.Item.Right.Sql} THEN 1 ELSE 0 END")));
        var known = Sum(others.Select(voter => Sql.Of($"CASE WHEN {Maj(voter.Index)} IS NOT NULL AND {voter.Item.Right.Sql} IS NOT NULL THEN 1 ELSE 0 END")));
        return Sql.Of($"CASE WHEN {known} = 0 THEN 1 ELSE {agree} / {known} END");
    }

    private IEnumerable<ColumnFacts> Summed => relations.SelectMany(relation => relation.Columns).DistinctBy(column => column.Index);
}
