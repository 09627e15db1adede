using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Finds which columns decide which others: a sample proposes, all rows decide. Of small columns a sample of rows is enough;
/// of large ones some of the values with all their rows, for groups must stay whole.
/// </summary>
internal sealed class DependencySearch(Look look)
{
    private const long Sampled = 25_000;
    private const int LeftsAtOnce = 4;
    private const double Proposed = 0.3;
    private const double Decided = 0.8;
    private const double Hinted = 0.1;
    private const double SurelyTogether = 0.9;
    private const int MostTogether = 8;
    private const int MostSteps = 50;
    private const int RowsPerStep = 100;
    private const int DigitsOfMu = 9;
    private ImmutableArray<PairFacts> _measured = [];

    /// <summary>Every pair with at least a third of a dependency, with figures from all rows.</summary>
    public async Task<ImmutableArray<PairFacts>> FindAsync(CancellationToken ct)
    {
        var right = look.Columns.Where(column => column.Distinct > 1 && column.Distinct <= 0.9 * column.Present && column.Present >= 0.05 * look.Rows).ToList();
        var found = ImmutableArray.CreateBuilder<PairFacts>();
        // Where some of the rows are enough, they are the same ones for several columns, and are read once.
        foreach (var lefts in look.Columns.Where(MayDecide).GroupBy(IsSampledByValue).SelectMany(lefts => lefts.Chunk(lefts.Key ? 1 : LeftsAtOnce)))
            found.AddRange(await MeasureAsync([.. lefts.Select(left => (new LeftSide(left), right.Where(column => column.Index != left.Index).ToList()))], isSample: true, ct));
        _measured = found.ToImmutable();
        var proposed = found.Where(pair => pair.Mu >= Proposed).ToList();
        return
        [
            .. look.Rows <= Sampled ? proposed : await VerifyAsync(proposed, ct),
            .. await TogetherAsync(found, right, ct),
        ];
    }

    /// <summary>
    /// Pairs in which no dependency holds for all values of the left, but one does for some of them; from the sample. Known once <see cref="FindAsync"/> has looked.
    /// </summary>
    public IEnumerable<PairFacts> HoldingForSome => _measured.Where(pair => pair.Mu < Decided && pair.Pure > 0 && pair.Pure < pair.Rows);

    private bool MayDecide(ColumnFacts column) =>
        column.Distinct > 1 && column.Present >= 0.5 * look.Rows && column.Distinct <= 0.9 * column.Present && column.Present >= 2 * column.Distinct
        && (!column.IsMeasure || IsScale(column)) && column.Reading.Type != DataType.Timestamp && column.AverageLength <= 100;

    /// <summary>Fractions with a few values, each in very many rows, are codes: a rate of tax, a limit, the price of a tariff.</summary>
    private static bool IsScale(ColumnFacts column) => column.Distinct <= MostSteps && column.Present >= RowsPerStep * column.Distinct;

    private async Task<IEnumerable<PairFacts>> VerifyAsync(List<PairFacts> proposed, CancellationToken ct)
    {
        var verified = new List<PairFacts>();
        foreach (var left in proposed.GroupBy(pair => pair.Left))
            verified.AddRange(await MeasureAsync(left.Key, [.. left.Select(pair => pair.Right)], isSample: false, ct));
        return verified;
    }

    /// <summary>Two columns together, where none decides alone: the best single one with each other that may, on a sample first.</summary>
    private async Task<IEnumerable<PairFacts>> TogetherAsync(IReadOnlyCollection<PairFacts> singles, List<ColumnFacts> right, CancellationToken ct)
    {
        var decides = singles.Where(pair => pair.Mu >= Decided).Select(pair => (pair.Left.First.Index, pair.Right.Index)).ToHashSet();
        var tried = singles.GroupBy(pair => pair.Right.Index)
            .Where(group => group.All(pair => pair.Mu < Decided))
            .Select(group => group.MaxBy(pair => pair.Mu)!)
            .Where(best => best.Mu >= Hinted)
            .OrderByDescending(best => best.Mu).Take(MostTogether)
            .SelectMany(best => look.Columns
                .Where(other => MayDecide(other) && other.Index != best.Left.First.Index && other.Index != best.Right.Index
                    && !decides.Contains((best.Left.First.Index, other.Index)) && !decides.Contains((other.Index, best.Left.First.Index)))
                .Select(other => (Left: new LeftSide(best.Left.First, other), best.Right)))
            .ToList();
        var found = new List<PairFacts>();
        foreach (var group in tried.GroupBy(pair => pair.Left))
        {
            var proposed = (await MeasureAsync(group.Key, [.. group.Select(pair => pair.Right)], isSample: true, ct)).Where(pair => pair.Mu >= SurelyTogether).ToList();
            if (proposed.Count > 0)
                found.AddRange(look.Rows <= Sampled ? proposed : await MeasureAsync(group.Key, [.. proposed.Select(pair => pair.Right)], isSample: false, ct));
        }
        return found.Where(pair => pair.Mu >= SurelyTogether);
    }

    internal Task<IReadOnlyList<PairFacts>> MeasureAsync(LeftSide left, List<ColumnFacts> rights, bool isSample, CancellationToken ct) => MeasureAsync([(left, rights)], isSample, ct);

    private async Task<IReadOnlyList<PairFacts>> MeasureAsync((LeftSide Left, List<ColumnFacts> Rights)[] sides, bool isSample, CancellationToken ct)
    {
        var pairs = sides.SelectMany(side => side.Rights.Select(right => (side.Left, Right: right))).ToList();
        if (pairs.Count == 0)
            return [];
        var names = pairs.SelectMany(pair => pair.Left.Columns.Append(pair.Right)).DistinctBy(column => column.Index).Select(column => column.Sql).ToList();
        var sampled = isSample ? Sample(sides[0].Left) : Sql.Empty;
        var measured = await look.QueryAsync(Sql.Of($"""
            WITH looked AS {new ComputedOnce()}(SELECT {names} FROM {look.Silver(names)} AS silver_rows WHERE {SqlExpression.True}{sampled})
            {Sql.Join(" UNION ALL ", pairs.Select((pair, place) => isSample && look.Rows > Sampled ? Propose(pair.Left, pair.Right, place) : Measure(pair.Left, pair.Right, place)))}
            """), ct);
        return [.. measured.OrderBy(row => CheckCounts.Number(row[0])).Select(row => Read(pairs[(int)CheckCounts.Number(row[0])].Left, pairs[(int)CheckCounts.Number(row[0])].Right, row)).OfType<PairFacts>()];
    }

    /// <summary>A condition that keeps the sample; nothing where all rows are few enough.</summary>
    internal Sql Sample(LeftSide left)
    {
        if (look.Rows <= Sampled)
            return Sql.Empty;
        var every = (look.Rows + Sampled - 1) / Sampled;
        var keeps = IsSampledByValue(left.First)
            ? SqlExpression.Call(SqlFunction.RowHash, new Column(left.First.Name))
            : new Column(Look.RowId);
        return Sql.Of($" AND {SqlExpression.Call(SqlFunction.Remainder, keeps, new WholeNumber(every))} = 0");
    }

    private static bool IsSampledByValue(ColumnFacts column) => column.Distinct >= 1000;

    private static Sql Measure(LeftSide left, ColumnFacts right, int place)
    {
        var x = left.Columns.Select(column => column.Sql).ToList();
        var known = Sql.Join(" AND ", left.Columns.Append(right).Select(column => Sql.Of($"{column.Sql} IS NOT NULL")));
        return Sql.Of($"""
            SELECT {new WholeNumber(place)} AS place, sum(nx) AS n, count(*) AS k, sum(squares / nx) AS decided,
                sum(CASE WHEN nx >= 3 THEN nx ELSE 0 END) AS voting, sum(CASE WHEN nx >= 3 THEN nx - most ELSE 0 END) AS against, sum(CASE WHEN nx >= 3 THEN repeated ELSE 0 END) AS repeated,
                {Pure} AS pure,
                (SELECT sum(CAST(n AS DOUBLE) * n) FROM (SELECT count(*) AS n FROM looked WHERE {known} GROUP BY {right.Sql}) AS counted) AS squares_y
            FROM (
                SELECT {x}, sum(n) AS nx, max(n) AS most, sum(CAST(n AS DOUBLE) * n) AS squares,
                    sum(CASE WHEN place > 1 AND n >= 2 AND n * 10 > all_n THEN n ELSE 0 END) AS repeated
                FROM (
                    SELECT {x}, n, sum(n) OVER (PARTITION BY {x}) AS all_n, row_number() OVER (PARTITION BY {x} ORDER BY n DESC) AS place
                    FROM (SELECT {x}, {right.Sql}, count(*) AS n FROM looked WHERE {known} GROUP BY {x}, {right.Sql}) AS pairs) AS placed
                GROUP BY {x}) AS groups
            """);
    }

    /// <summary>As <see cref="Measure"/>, but only what the degree of dependency needs: of what is proposed all rows are measured anyway.</summary>
    private static Sql Propose(LeftSide left, ColumnFacts right, int place)
    {
        var x = left.Columns.Select(column => column.Sql).ToList();
        var known = Sql.Join(" AND ", left.Columns.Append(right).Select(column => Sql.Of($"{column.Sql} IS NOT NULL")));
        return Sql.Of($"""
            SELECT {new WholeNumber(place)} AS place, sum(nx) AS n, count(*) AS k, sum(squares / nx) AS decided, 0 AS voting, 0 AS against, 0 AS repeated, {Pure} AS pure,
                (SELECT sum(CAST(n AS DOUBLE) * n) FROM (SELECT count(*) AS n FROM looked WHERE {known} GROUP BY {right.Sql}) AS counted) AS squares_y
            FROM (SELECT {x}, sum(n) AS nx, max(n) AS most, sum(CAST(n AS DOUBLE) * n) AS squares
                FROM (SELECT {x}, count(*) AS n FROM looked WHERE {known} GROUP BY {x}, {right.Sql}) AS pairs GROUP BY {x}) AS groups
            """);
    }

    /// <summary>Rows of groups that are large and have one value in nearly all their rows.</summary>
    private static Sql Pure => Sql.Of($"sum(CASE WHEN nx >= {new WholeNumber(ConditionalDetector.FewestRows)} AND most >= {ConditionalDetector.Nearly} * nx THEN nx ELSE 0 END)");

    private static PairFacts? Read(LeftSide left, ColumnFacts right, object?[] row)
    {
        var (n, k) = ((double)CheckCounts.Number(row[1]), (double)CheckCounts.Number(row[2]));
        if (n < 20 || n <= k)
            return null;
        var byLeft = FactsPlan.Real(row[3]) / n;
        var byChance = FactsPlan.Real(row[8]) / (n * n);
        if (byChance >= 1)
            return null;
        var mu = Math.Max(0, 1 - (1 - byLeft) / (1 - byChance) * (n - 1) / (n - k));
        // The engine adds fractions in any order: what differs by that alone must not decide which of two equal pairs comes first.
        return new PairFacts(left, right, (long)n, Math.Round(mu, DigitsOfMu), CheckCounts.Number(row[4]), CheckCounts.Number(row[5]), CheckCounts.Number(row[6]), CheckCounts.Number(row[7]));
    }
}
