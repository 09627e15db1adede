using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Where columns contradict each other, usually one cell is wrong. Each disputed cell is thought changed into what most votes say; the change after which the
/// row agrees with more of its dependencies names the wrong cell. Where two changes mend the row equally well, nothing tells which cell is wrong: both are
/// worth a look, and neither is confirmed by this alone.
/// </summary>
internal sealed class DependencyGains(ImmutableArray<PairFacts> voters, ImmutableArray<RowEquation> relations)
{
    /// <summary>What a basis begins with where nothing tells which of the cells is the wrong one.</summary>
    public const string Unclear = "⇄ ";

    private const double FilledMostly = 0.8;
    private const double ClearlyMore = 1.3;
    private const double RarelyBroken = 0.05;
    private const double BorneOut = 0.8;
    private const int FewestValues = 5;

    private static readonly SqlName Proposed = new("dependency_proposals");
    private static readonly SqlName Gained = new("dependency_gains");

    /// <summary>The columns voted on.</summary>
    public ImmutableArray<ColumnFacts> Rights { get; } = [.. voters.Select(pair => pair.Right).DistinctBy(column => column.Index).OrderBy(column => column.Index)];

    /// <param name="votes">Disputed rows with what each voter says and how much that counts.</param>
    public IEnumerable<(SqlName Name, Sql Rows)> Needs(Sql votes) => [(Proposed, Proposals(votes)), (Gained, Gains())];

    /// <summary>The cells of a column that are outvoted and not better explained by another column's.</summary>
    public Sql Cells(ColumnFacts right)
    {
        var y = right.Sql;
        var own = Own(right).ToList();
        var (pro, con, gain) = (Of("pro", right), Of("con", right), Of("gain", right));
        var isRare = new Truth(own.Min(voter => voter.Voter.AgainstShare) <= RarelyBroken);
        var fills = new Truth(right.Present >= FilledMostly * right.Rows);
        // Missing is missing, whatever else is wrong in the row.
        var (beaten, contested) = (AllDoubted(own, y, Sql.Of($"> {ClearlyMore} * {gain}")), AllDoubted(own, y, Sql.Of($"* {ClearlyMore} >= {gain}")));
        return Sql.Of($"""
            SELECT {Look.RowId}, {new Column(Of("proposal", right)).AsText()} AS proposal, CASE WHEN {contested} THEN concat({Unclear}, {Of("basis", right)}) ELSE {Of("basis", right)} END AS basis, {pro} / ({pro} + {con}) AS weight,
                {isRare} AND {Of("against", right)} >= 0.75 * ({Of("against", right)} + {con}) AND {Of("clear", right)} >= 0.7 AND NOT {contested} AS strong
            FROM {Gained} AS gained
            WHERE {gain} > 0 AND ({y} IS NOT NULL OR {fills}) AND NOT {beaten} AND NOT {IsExchanged}
            """);
    }

    /// <summary>Rows in which the votes give the column what another one has, and that one what this one has; null where no other can be meant.</summary>
    public Sql? Exchanged(ColumnFacts right) => !Exchangeable.Contains(right) ? null : Sql.Of($"""
        SELECT {Look.RowId}, CASE {Of("with", right)} {Sql.Join(" ", Alike(right).Select(other => Sql.Of($"WHEN {other.Name} THEN {new Column(other.Name).AsText()}")))} END AS proposal, {Of("with", right)} AS basis, CAST(1 AS DOUBLE) AS weight, {new Truth(true)} AS strong
        FROM {Gained} AS gained WHERE {Of("with", right)} IS NOT NULL
        """);

    /// <summary>Columns that decide others and are decided by none: of them nothing can be proposed.</summary>
    public IEnumerable<ColumnFacts> OnlyDeciding => voters.Where(voter => voter.Left.Second is null && voter.AgainstShare <= RarelyBroken && !Rights.Contains(voter.Left.First)).Select(voter => voter.Left.First).DistinctBy(column => column.Index);

    /// <summary>Rows in which all that the column decides is otherwise, and other columns say that it is right so: then it is the column itself that does not belong there.</summary>
    public Sql Contradicted(ColumnFacts left)
    {
        var own = voters.Index().Where(voter => voter.Item.Left.First == left && voter.Item.Left.Second is null).ToList();
        var kept = Sql.Join(" OR ", own.Select(voter => Sql.Of($"{DependencyVotes.Maj(voter.Index)} = {voter.Item.Right.Sql}")).Append(Sql.Of($"{new Truth(false)}")));
        var denied = own.Where(voter => voter.Item.AgainstShare <= RarelyBroken).Select(voter => (Voter: voter.Item, Says: Sql.Of($"{DependencyVotes.Maj(voter.Index)} <> {voter.Item.Right.Sql} AND {Of("agree", voter.Item.Right)} >= {BorneOut} AND {Of("gain", voter.Item.Right)} <= 0"))).ToList();
        return Sql.Of($"""
            SELECT {Look.RowId}, {new Missing(DataType.String)} AS proposal, CASE {Sql.Join(" ", denied.Select(one => Sql.Of($"WHEN {one.Says} THEN {one.Voter.Right.Name}")))} END AS basis, CAST(0.5 AS DOUBLE) AS weight, {new Truth(false)} AS strong
            FROM {Gained} AS gained WHERE ({Sql.Join(" OR ", denied.Select(one => Sql.Of($"({one.Says})")))}) AND NOT coalesce(({kept}), {new Truth(false)})
            """);
    }

    /// <summary>For each column voted on: what most votes say instead, on what basis, and how much speaks for what is there.</summary>
    private Sql Proposals(Sql votes)
    {
        var sums = Rights.SelectMany(right => (Sql[])
        [
            Sql.Of($"{DependencyVotes.Sum(Own(right).Select(voter => Sql.Of($"CASE WHEN {DependencyVotes.Maj(voter.Place)} = {right.Sql} THEN {DependencyVotes.Force(voter.Place)} ELSE 0 END")))} AS {Of("agree", right)}"),
            Sql.Of($"{DependencyVotes.Sum(Own(right).Select(voter => Sql.Of($"CASE WHEN {DependencyVotes.Maj(voter.Place)} IS DISTINCT FROM {right.Sql} THEN {DependencyVotes.Force(voter.Place)} ELSE 0 END")))} AS {Of("against", right)}"),
            .. Own(right).Select(voter => Sql.Of($"CASE WHEN {DependencyVotes.Maj(voter.Place)} IS DISTINCT FROM {right.Sql} THEN {SayingTheSame(right, voter.Place)} ELSE 0 END AS {All(voter.Place)}")),
        ]);
        var best = Rights.Select(right => Own(right).ToList() is [var only]
            ? Sql.Of($"{All(only.Place)} AS {Of("best", right)}")
            : Sql.Of($"greatest({Own(right).Select(voter => Sql.Of($"{All(voter.Place)}"))}) AS {Of("best", right)}"));
        var proposals = Rights.SelectMany(right => (Sql[])
        [
            Sql.Of($"CASE WHEN {Of("best", right)} > 0 THEN CASE {OfBest(right, voter => Sql.Of($"{DependencyVotes.Maj(voter.Place)}"))} END END AS {Of("proposal", right)}"),
            Sql.Of($"CASE {OfBest(right, voter => Sql.Of($"{voter.Voter.Left.Shown}"))} END AS {Of("basis", right)}"),
            Sql.Of($"CASE {OfBest(right, voter => Sql.Of($"{DependencyVotes.Share(voter.Place)}"))} END AS {Of("clear", right)}"),
        ]);
        return Sql.Of($"SELECT *, {proposals} FROM (SELECT *, {best} FROM (SELECT *, {sums} FROM ({votes}) AS votes) AS summed) AS weighed");
    }

    /// <summary>What each change would put right in the rest of the row, and what it would put wrong.</summary>
    private Sql Gains()
    {
        var changes = Rights.SelectMany(right => Deciding(right).Select(voter => (Right: right, voter.Voter, voter.Place))).ToList();
        var joins = Sql.Join(" ", changes.Select(change => Sql.Of($"LEFT JOIN {DependencyVotes.MapName(change.Place)} AS {After(change.Right, change.Place)} ON {Sql.Join(" AND ", change.Voter.Left.Columns.Select((column, i) =>
            Sql.Of($"{After(change.Right, change.Place)}.{DependencyVotes.X(i)} = proposed.{(column.Index == change.Right.Index ? Of("proposal", column) : column.Sql)}")))}")));
        var turned = changes.Select(change => Sql.Of($"{Turn(change.Right, change.Voter, change.Place)} AS {Turned(change.Right, change.Place)}"));
        var sides = Rights.SelectMany(right => (Sql[])
        [
            Sql.Of($"{Of("best", right)} + {DependencyVotes.Sum(Deciding(right).Select(voter => Sql.Of($"greatest({Turned(right, voter.Place)}, 0)")))} AS {Of("pro", right)}"),
            Sql.Of($"{Of("agree", right)} + {DependencyVotes.Sum(Deciding(right).Select(voter => Sql.Of($"greatest(-{Turned(right, voter.Place)}, 0)")).Concat(Sums(right)))} AS {Of("con", right)}"),
        ]);
        var gains = Rights.Select(right => Sql.Of($"CASE WHEN {Of("best", right)} > 0 AND {Of("pro", right)} > {ClearlyMore} * {Of("con", right)} THEN {Of("pro", right)} - {Of("con", right)} ELSE 0 END AS {Of("gain", right)}"));
        var all = changes.Count == 0 ? Sql.Of($"SELECT * FROM {Proposed} AS proposed") : Sql.Of($"SELECT proposed.*, {turned} FROM {Proposed} AS proposed {joins}");
        var exchanges = Exchangeable.Select(right => Sql.Of($", CASE {Sql.Join(" ", Alike(right).Select(other => Exchange(right, other)))} END AS {Of("with", right)}"));
        return Sql.Of($"SELECT *, {gains}{Sql.Join("", exchanges)} FROM (SELECT *, {sides} FROM ({all}) AS turned) AS sided");
    }

    /// <summary>Whether two columns of the row have each other's values: that explains whatever else is contradicted there.</summary>
    private Sql IsExchanged => Exchangeable.Select(right => Sql.Of($"{Of("with", right)} IS NOT NULL")).ToList() is { Count: > 0 } all ? Sql.Of($"({Sql.Join(" OR ", all)})") : Sql.Of($"{new Truth(false)}");

    /// <summary>The columns voted on that have another one like them.</summary>
    private IEnumerable<ColumnFacts> Exchangeable => Rights.Where(right => Alike(right).Any());

    private Sql Exchange(ColumnFacts right, ColumnFacts other) => Sql.Of($"WHEN {right.Sql} <> {other.Sql} AND {IsSaidToBe(right, other)} AND {IsSaidToBe(other, right)} THEN {other.Name}");

    private Sql IsSaidToBe(ColumnFacts right, ColumnFacts other) => Sql.Of($"({Sql.Join(" OR ", Others(right, other).Select(voter => Sql.Of($"{DependencyVotes.Maj(voter.Place)} = {other.Sql}")))})");

    /// <summary>Voters on a column without another one: Berlin is a city and a state, and each says the other should be so.</summary>
    private IEnumerable<(PairFacts Voter, int Place)> Others(ColumnFacts right, ColumnFacts other) => Own(right).Where(voter => !voter.Voter.Left.Has(other));

    /// <summary>Other columns voted on that are of its type. Columns of a few values have each other's by chance where something else is wrong.</summary>
    private IEnumerable<ColumnFacts> Alike(ColumnFacts right) => Rights.Where(other =>
        other.Index != right.Index && other.Reading.Type == right.Reading.Type && Math.Min(other.Distinct, right.Distinct) >= FewestValues && Others(right, other).Any() && Others(other, right).Any());

    /// <summary>A dependency of the row that was broken and holds after the change: 1; the other way round: -1; where nothing was or is said, half of it.</summary>
    private static Sql Turn(ColumnFacts right, PairFacts voter, int place)
    {
        var (other, after) = (Sql.Of($"proposed.{voter.Right.Sql}"), After(right, place));
        var now = Sql.Of($"CASE WHEN proposed.{DependencyVotes.Maj(place)} = {other} THEN proposed.{DependencyVotes.Share(place)} WHEN proposed.{DependencyVotes.Maj(place)} <> {other} THEN -proposed.{DependencyVotes.Share(place)} ELSE 0 END");
        var then = Sql.Of($"CASE WHEN {after}.maj = {other} THEN {after}.share WHEN {after}.maj <> {other} THEN -{after}.share ELSE 0 END");
        return Sql.Of($"CASE WHEN proposed.{Of("proposal", right)} IS NULL THEN 0 ELSE 0.5 * {DependencyVotes.Weight(voter)} * ({then} - {now}) END");
    }

    /// <summary>Sums of the row that the column takes part in and that add up as it is.</summary>
    private IEnumerable<Sql> Sums(ColumnFacts right) => relations.Index().Where(relation => relation.Item.Has(right))
        .Select(relation => Sql.Of($"CASE WHEN {DependencyVotes.Held(relation.Index)} THEN 1 ELSE 0 END"));

    /// <summary>Whether each vote against the value comes from a column whose own change gains as said.</summary>
    private Sql AllDoubted(List<(PairFacts Voter, int Place)> own, SqlName y, Sql gains)
    {
        var undoubted = own.Select(voter =>
        {
            var doubts = Rights.Where(voter.Voter.Left.Has).Select(column => Sql.Of($"({Of("gain", column)} > 0 AND {Of("gain", column)} {gains})")).ToList();
            var isAgainst = Sql.Of($"{DependencyVotes.Maj(voter.Place)} IS DISTINCT FROM {y} AND {DependencyVotes.Force(voter.Place)} > 0");
            return doubts.Count == 0 ? Sql.Of($"({isAgainst})") : Sql.Of($"({isAgainst} AND NOT ({Sql.Join(" OR ", doubts)}))");
        });
        return Sql.Of($"({y} IS NOT NULL AND NOT ({Sql.Join(" OR ", undoubted)}))");
    }

    private IEnumerable<(PairFacts Voter, int Place)> Own(ColumnFacts right) => voters.Index().Where(voter => voter.Item.Right.Index == right.Index).Select(voter => (voter.Item, voter.Index));

    /// <summary>Voters that the column is the left side of, or a part of it.</summary>
    private IEnumerable<(PairFacts Voter, int Place)> Deciding(ColumnFacts right) => voters.Index().Where(voter => voter.Item.Left.Has(right)).Select(voter => (voter.Item, voter.Index));

    private Sql SayingTheSame(ColumnFacts right, int place) => DependencyVotes.Sum(Own(right).Select(other =>
        Sql.Of($"CASE WHEN {DependencyVotes.Maj(other.Place)} = {DependencyVotes.Maj(place)} THEN {DependencyVotes.Force(other.Place)} ELSE 0 END")));

    private Sql OfBest(ColumnFacts right, Func<(PairFacts Voter, int Place), Sql> value) =>
        Sql.Join(" ", Own(right).Select(voter => Sql.Of($"WHEN {All(voter.Place)} = {Of("best", right)} THEN {value(voter)}")));

    private static SqlName All(int place) => new(string.Create(CultureInfo.InvariantCulture, $"all_{place}"));

    private static SqlName After(ColumnFacts right, int place) => new(string.Create(CultureInfo.InvariantCulture, $"after_{right.Index}_{place}"));

    private static SqlName Turned(ColumnFacts right, int place) => new(string.Create(CultureInfo.InvariantCulture, $"turned_{right.Index}_{place}"));

    private static SqlName Of(string what, ColumnFacts right) => new(string.Create(CultureInfo.InvariantCulture, $"{what}_of_{right.Index}"));
}
