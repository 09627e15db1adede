using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Votes of columns on each other, row by row. A voter counts as far as the rest of the row bears it out: one that contradicts everything it usually decides
/// is itself the wrong one. A value is borne out where it decides other columns of its row rightly.
/// </summary>
internal sealed class DependencyVotes(Look look, ImmutableArray<PairFacts> voters, ImmutableArray<RowEquation> relations)
{
    private const double FilledMostly = 0.8;
    private const double ClearlyMore = 1.3;
    private const double RarelyBroken = 0.05;
    private static readonly SqlName Disputed = new("dependency_rows");

    public IEnumerable<Suspicion> Suspicions() => voters.Select(pair => pair.Right.Index).Distinct().Order().Select(index => new Suspicion(DetectorKind.Dependency, look.Columns[index].Name, Cells(look.Columns[index]))
    {
        Needs = [.. voters.Select((pair, place) => (MapName(place), MajorityOf(look, pair, IsMajority))), (Disputed, DisputedRows())],
    });

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

    private static SqlName MapName(int place) => new(string.Create(CultureInfo.InvariantCulture, $"dependency_{place}"));

    private static SqlName Maj(int place) => new(string.Create(CultureInfo.InvariantCulture, $"maj_{place}"));

    private static SqlName Share(int place) => new(string.Create(CultureInfo.InvariantCulture, $"share_{place}"));

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

    private Sql Cells(ColumnFacts right)
    {
        var own = voters.Index().Where(voter => voter.Item.Right.Index == right.Index).ToList();
        var y = right.Sql;
        var says = own.Select(voter => Sql.Of($"{Maj(voter.Index)} AS {Says(voter.Index)}, coalesce({Weight(voter.Item)} * {Share(voter.Index)} * {Credit(voter.Item.Left, right)}, 0) AS {Force(voter.Index)}"));
        var agree = Sum(own.Select(voter => Sql.Of($"CASE WHEN {Says(voter.Index)} = {y} THEN {Force(voter.Index)} ELSE 0 END")));
        var against = Sum(own.Select(voter => Sql.Of($"CASE WHEN {Says(voter.Index)} IS DISTINCT FROM {y} THEN {Force(voter.Index)} ELSE 0 END")));
        var forces = own.Select(voter => Sql.Of($"CASE WHEN {Says(voter.Index)} IS DISTINCT FROM {y} THEN {Sum(own.Select(other => Sql.Of($"CASE WHEN {Says(other.Index)} = {Says(voter.Index)} THEN {Force(other.Index)} ELSE 0 END")))} ELSE 0 END AS {All(voter.Index)}"));
        var best = own.Count == 1 ? Sql.Of($"{All(own[0].Index)}") : Sql.Of($"greatest({own.Select(voter => Sql.Of($"{All(voter.Index)}"))})");
        var proposal = Sql.Join(" ", own.Select(voter => Sql.Of($"WHEN {All(voter.Index)} = best THEN {new Column(Says(voter.Index)).AsText()}")));
        var basis = Sql.Join(" ", own.Select(voter => Sql.Of($"WHEN {All(voter.Index)} = best THEN {voter.Item.Left.Shown}")));
        var clearest = Sql.Join(" ", own.Select(voter => Sql.Of($"WHEN {All(voter.Index)} = best THEN {Share(voter.Index)}")));
        var isRare = new Truth(own.Min(voter => voter.Item.AgainstShare) <= RarelyBroken);
        var fills = new Truth(right.Present >= FilledMostly * right.Rows);
        return Sql.Of($"""
            SELECT {Look.RowId}, CASE {proposal} END AS proposal, CASE {basis} END AS basis, against / (against + agree + borne) AS weight,
                {isRare} AND against >= 0.75 * (against + agree + borne) AND CASE {clearest} END >= 0.7 AS strong
            FROM (
                SELECT *, {best} AS best
                FROM (SELECT *, {agree} AS agree, {against} AS against, {forces}
                    FROM (SELECT *, {says}, {Borne(right)} AS borne FROM {Disputed}) AS said) AS weighed) AS votes
            WHERE best > {ClearlyMore} * (agree + borne) AND best > 0 AND ({y} IS NOT NULL OR {fills})
            """);
    }

    /// <summary>
    /// How far the rest of the row bears a voter out: of the other columns that it decides, the share that is as it says. Those that vote on the same column
    /// have their say there already: two that contradict each other would else take each other's credit.
    /// </summary>
    private Sql Credit(LeftSide left, ColumnFacts right)
    {
        var say = voters.Where(voter => voter.Right.Index == right.Index).SelectMany(voter => voter.Left.Columns).Select(column => column.Index).ToHashSet();
        var others = voters.Index().Where(voter => voter.Item.Left == left && voter.Item.Right.Index != right.Index && !say.Contains(voter.Item.Right.Index)).ToList();
        if (others.Count == 0)
            return Sql.Of($"1");
        var agree = Sum(others.Select(voter => Sql.Of($"CASE WHEN {Maj(voter.Index)} = {voter.Item.Right.Sql} THEN 1 ELSE 0 END")));
        var known = Sum(others.Select(voter => Sql.Of($"CASE WHEN {Maj(voter.Index)} IS NOT NULL AND {voter.Item.Right.Sql} IS NOT NULL THEN 1 ELSE 0 END")));
        return Sql.Of($"CASE WHEN {known} = 0 THEN 1 ELSE {agree} / {known} END");
    }

    /// <summary>What speaks for a value because it decides other columns of its row rightly, or because a sum of the row that it takes part in adds up.</summary>
    private Sql Borne(ColumnFacts right) => Sum(voters.Index()
        .Where(voter => voter.Item.Left.Second is null && voter.Item.Left.First.Index == right.Index)
        .Select(voter => Sql.Of($"CASE WHEN {Maj(voter.Index)} = {voter.Item.Right.Sql} THEN {Weight(voter.Item)} * {Share(voter.Index)} ELSE 0 END"))
        .Concat(relations.Index().Where(relation => relation.Item.Has(right)).Select(relation => Sql.Of($"CASE WHEN {Held(relation.Index)} THEN 1 ELSE 0 END"))));

    private IEnumerable<ColumnFacts> Summed => relations.SelectMany(relation => relation.Columns).DistinctBy(column => column.Index);

    private static SqlName Held(int place) => new(string.Create(CultureInfo.InvariantCulture, $"held_{place}"));

    private static Sql Sum(IEnumerable<Sql> parts) => Sql.Of($"({Sql.Join(" + ", parts.Prepend(Sql.Of($"CAST(0 AS DOUBLE)")))})");

    private static SqlName Says(int place) => new(string.Create(CultureInfo.InvariantCulture, $"says_{place}"));

    private static SqlName Force(int place) => new(string.Create(CultureInfo.InvariantCulture, $"force_{place}"));

    private static SqlName All(int place) => new(string.Create(CultureInfo.InvariantCulture, $"all_{place}"));

    private static Constant Weight(PairFacts pair) => new(Math.Round(pair.Mu, 6));
}
