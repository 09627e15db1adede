using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// Numbers and dates beyond the reach of their own column, or of the group they belong to (a product, a place, a kind): outliers, values in another unit,
/// numbers that stand for "no value".
/// </summary>
internal sealed class SizeDetector : Detector
{
    private const double Rarely = 0.02;
    private const double HardlyEver = 0.005;
    private const double TellsMuch = 0.5;
    private const int RowsPerGroup = 20;
    private const double DecidesItsSpan = 0.8;
    private const double GapOfSpread = 0.1;
    private const double Custom = 0.1;
    private const int FewestSizes = 10;

    /// <summary>How many times the last value may be stretched as the tail stretches from one row in so many to one in e times as many, before it is apart.</summary>
    private const double StepsApart = 2;

    private const double StepsFarApart = 3;

    /// <summary>Units that are taken for one another: powers of ten, inches, pounds, ounces, miles, feet, hours and minutes, miles and kilometres an hour.</summary>
    private static readonly ImmutableArray<double> Factors = [10, 100, 1000, 10_000, 1_000_000, 2.54, 25.4, 0.45359, 28.3495, 1.609344, 3.28084, 60, 3600, 3.6, 24, 1024, 4.184, 6.89476, 33.8639, 1.8];

    private static readonly ImmutableArray<DateOnly> NoDates = [new(1900, 1, 1), new(1970, 1, 1), new(1899, 12, 31), new(1899, 12, 30), new(1, 1, 1), new(2099, 12, 31), new(9999, 12, 31)];

    private static readonly ImmutableArray<double> NoValues = [-1, -9, -99, -999, -9999, 99, 999, 9999, 99999, 999999, 9999999, 999.9, 99.9, 999.99, -999.9, -99.9];

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var column in look.Columns.Where(column => column.Present >= 50 && column.Quantiles.Length > 0 && column.Distinct > 4))
        {
            if (OnlyOneBelowZero(look, column) is { } sentinel)
                found.Add(sentinel);
            if (IsName(column))
            {
                if (!column.IsNearlyUnique)
                    found.AddRange(UnlikeTheNumbers(look, column));
                continue;
            }
            if (await WholeAsync(look, column, ct) is { } whole)
                found.AddRange(whole);
            if (column.IsNumber && column.Distinct > 10)
                found.AddRange(await GroupAsync(look, column, ct));
        }
        return found.ToImmutable();
    }

    /// <summary>Whole numbers, each with a row of its own, are numbers of things, not sizes; so are those of four and more digits that repeat and are equally long.</summary>
    private static bool IsName(ColumnFacts column) => column.IsWhole
        && (column.IsNearlyUnique || (column.Distinct * 3 <= column.Present && column.Quantiles[0] >= 1000 && Math.Floor(Math.Log10(column.Quantiles[0])) == Math.Floor(Math.Log10(column.Quantiles[^1]))));

    /// <summary>
    /// Numbers of things, all of which are equally long (years, zip codes): those less than half the smallest or more than twice the largest are none of them.
    /// </summary>
    private static IEnumerable<Suspicion> UnlikeTheNumbers(Look look, ColumnFacts column)
    {
        var (low, high) = (column.Quantiles[0], column.Quantiles[^1]);
        if (column.Min >= low / 2 && column.Max <= high * 2)
            return [];
        var isNoValue = Sql.Of($"(alike >= 2 AND {new Column("size").In(NoValues.Append(0).Select(value => (SqlExpression)new Constant(value)))})");
        Suspicion Of(DetectorKind kind, Sql where) => new(kind, column.Name, Sql.Of($"""
            SELECT {Look.RowId}, {Missing} AS proposal, {Range(column, low, high)} AS basis, CAST(1 AS DOUBLE) AS weight, every <= {HardlyEver * column.Present} AS strong
            FROM (SELECT {Look.RowId}, size, count(*) OVER (PARTITION BY size) AS alike, count(*) OVER () AS every
                FROM (SELECT {Look.RowId}, {Look.Position(column.Reading)!} AS size FROM {look.Silver(column.Sql)} AS all_numbers) AS numbers WHERE size < {low / 2} OR size > {high * 2}) AS beyond
            WHERE every <= {Rarely * column.Present} AND {where}
            """));
        return [Of(DetectorKind.DisguisedMissing, isNoValue), Of(DetectorKind.NumericOutlier, Sql.Of($"NOT {isNoValue}"))];
    }

    /// <summary>The only number below zero, in several rows, more than have zero itself, and one that people write for "no value".</summary>
    private static Suspicion? OnlyOneBelowZero(Look look, ColumnFacts column) =>
        !column.IsNumber || column.Distinct <= FewestSizes || column.Negative < 2 || column.Negative > Custom * column.Present || column.Zero >= column.Negative || !NoValues.Contains(column.Min)
            ? null
            : new Suspicion(DetectorKind.DisguisedMissing, column.Name, Sql.Of($"""
                SELECT {Look.RowId}, {Missing} AS proposal, {Range(column, 0, column.Max)} AS basis, CAST(1 AS DOUBLE) AS weight, TRUE AS strong
                FROM (SELECT {Look.RowId}, max(size) OVER () AS largest FROM (SELECT {Look.RowId}, {Look.Position(column.Reading)!} AS size FROM {look.Silver(column.Sql)} AS all_numbers) AS numbers WHERE size < 0) AS below
                WHERE largest = {column.Min}
                """));

    private static double Step(ColumnFacts column) => column.Reading.Type switch
    {
        DataType.Decimal(_, var scale) => Math.Pow(10, -scale),
        _ when column.IsWhole || column.IsDate => 1,
        _ => 1e-9,
    };

    private static async Task<IEnumerable<Suspicion>?> WholeAsync(Look look, ColumnFacts column, CancellationToken ct)
    {
        var isPositive = column.IsNumber && column.Quantiles[0] > 0;
        var bounds = (isPositive ? Reach.OfPositive(column.Quantiles, column.Present, Step(column)) : null) ?? Reach.Of(column.Quantiles, column.Present, Step(column));
        if (bounds is not var (low, high))
            return null;
        high = Math.Max(high, Reach.OfLongTail(column.Quantiles, column.Present) ?? high);
        var isSigned = column.IsNumber && column.Quantiles[0] >= 0 && column.Negative > 0 && column.Negative <= HardlyEver * column.Present;
        if (column.IsNumber && column.Quantiles[0] >= 0 && column.Negative <= HardlyEver * column.Present)
            low = Math.Max(low, column.Zero <= HardlyEver * column.Present && isPositive ? low : -Step(column) / 2);
        if (column.Min >= low && column.Max <= high)
            return null;
        var sizes = Sql.Of($"SELECT {Look.RowId}, {Look.Position(column.Reading)!} AS size FROM {look.Silver(column.Sql)} AS all_sizes WHERE {column.Sql} IS NOT NULL");
        var apart = await GapsAsync(look, sizes, low, high, column.Quantiles, Step(column), column.Present, ct);
        // A sign that hardly any row has is a gap in itself, however small the number.
        if ((isSigned, apart) switch { (true, null) => Sql.Of($"size < 0"), (true, var (beyond, _)) => Sql.Of($"(size < 0 OR {beyond})"), (false, var (beyond, _)) => beyond, _ => null } is not { } outside)
            return null;
        var middle = column.Quantile(0.5);
        var isFar = apart is var (_, far) ? Sql.Of($"((size < {low - (middle - low)} OR size > {high + (high - middle)}) AND {far})") : Sql.Of($"{new Truth(false)}");
        var noValues = column.IsDate ? NoDates.Select(day => (double)(day.DayNumber - new DateOnly(1970, 1, 1).DayNumber)) : NoValues;
        var isNoValue = Sql.Of($"(alike >= 2 AND {new Column("size").In(noValues.Select(value => (SqlExpression)new Constant(value)))})");
        // A whole number that many rows have is no slip but a code.
        var few = new WholeNumber(column.IsWhole ? Math.Max(2, column.Present / 2000) : column.Present);
        Sql Cells(Sql where, Sql strong) => Sql.Of($"""
            SELECT {Look.RowId}, {Missing} AS proposal, {Range(column, low, high)} AS basis, CAST(1 AS DOUBLE) AS weight, {strong} AS strong
            FROM (SELECT {Look.RowId}, size, count(*) OVER (PARTITION BY size) AS alike FROM ({sizes}) AS sizes WHERE {outside}) AS beyond
            WHERE {where}
            """);
        return
        [
            new Suspicion(DetectorKind.DisguisedMissing, column.Name, Cells(isNoValue, Sql.Of($"TRUE"))),
            new Suspicion(column.IsDate ? DetectorKind.DateOutlier : DetectorKind.NumericOutlier, column.Name, Cells(Sql.Of($"NOT {isNoValue} AND alike <= {few}"), isFar)),
        ];
    }

    /// <summary>
    /// Which sizes are apart from all that is within the reach: on either side, where the last one before the first gap beyond it would have to be stretched
    /// further than the tail stretches by chance; and which of them are far apart. Null when there are none, or too many for slips.
    /// </summary>
    private static async Task<(Sql Outside, Sql Far)?> GapsAsync(Look look, Sql sizes, double low, double high, ImmutableArray<double> quantiles, double step, long present, CancellationToken ct)
    {
        var (from, middle, to) = (quantiles[1], quantiles[4], quantiles[7]);
        var gap = Math.Max(GapOfSpread * (to - from), 3 * step);
        var cuts = (await look.QueryAsync(Sql.Of($"""
            WITH ends AS {new ComputedOnce()}(SELECT size, count(*) AS n FROM ({sizes}) AS sizes WHERE size < {from} OR size > {to} GROUP BY size),
                steps AS (SELECT size, greatest(coalesce(lag(size) OVER (ORDER BY size), {to}), {to}) AS before, least(coalesce(lead(size) OVER (ORDER BY size), {from}), {from}) AS next FROM ends),
                cuts AS (SELECT min(CASE WHEN size > {high} AND size - before >= {gap} THEN size END) AS upper, max(CASE WHEN size < {low} AND next - size >= {gap} THEN size END) AS lower FROM steps)
            SELECT (SELECT sum(n) FROM ends WHERE size >= upper), (SELECT sum(n) FROM ends WHERE size <= lower), (SELECT max(before) FROM steps WHERE size = upper), (SELECT min(next) FROM steps WHERE size = lower) FROM cuts
            """), ct))[0];
        var (outside, far) = (new List<Sql>(), new List<Sql>());
        if (cuts[2] is not null && CheckCounts.Number(cuts[0]) <= Rarely * present)
        {
            var (last, stretch) = (FactsPlan.Real(cuts[2]) - middle, Reach.StretchAbove(quantiles, step));
            outside.Add(Sql.Of($"size >= {middle + Math.Max(last * Math.Pow(stretch, StepsApart), last + gap)}"));
            far.Add(Sql.Of($"size >= {middle + last * Math.Pow(stretch, StepsFarApart)}"));
        }
        if (cuts[3] is not null && CheckCounts.Number(cuts[1]) <= Rarely * present)
        {
            var (last, stretch) = (middle - FactsPlan.Real(cuts[3]), Reach.StretchBelow(quantiles, step));
            outside.Add(Sql.Of($"size <= {middle - Math.Max(last * Math.Pow(stretch, StepsApart), last + gap)}"));
            far.Add(Sql.Of($"size <= {middle - last * Math.Pow(stretch, StepsFarApart)}"));
        }
        return outside.Count == 0 ? null : (Sql.Of($"({Sql.Join(" OR ", outside)})"), Sql.Of($"({Sql.Join(" OR ", far)})"));
    }

    private static SqlExpression Missing => new Missing(DataType.String);

    private static string Range(ColumnFacts column, double low, double high)
    {
        var (from, to) = (Math.Max(low, Math.Min(column.Quantile(0.01), column.Quantile(0.5))), Math.Min(high, Math.Max(column.Quantile(0.99), column.Quantile(0.5))));
        return $"{Shown(column, from)} – {Shown(column, to)}";
    }

    internal static string Shown(ColumnFacts column, double position) => column.IsDate
        ? new DateOnly(1970, 1, 1).AddDays((int)Math.Clamp(position, -700_000, 2_900_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : position.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Far from the middle of its group, where the groups tell much of the size.</summary>
    private static async Task<IEnumerable<Suspicion>> GroupAsync(Look look, ColumnFacts column, CancellationToken ct)
    {
        // What the number itself decides, as a mark decides a grade, are spans of it; in its span every number is right.
        var spans = (await look.PairsAsync(ct)).Where(pair => pair.Left.Second is null && pair.Left.First.Index == column.Index && pair.Mu >= DecidesItsSpan).Select(pair => pair.Right.Index).ToHashSet();
        var groups = look.Columns.Where(other => other.Index != column.Index && !spans.Contains(other.Index) && !other.IsMeasure && !other.IsDate && other.Distinct > 1 && other.Present >= 0.9 * look.Rows && other.Distinct * RowsPerGroup <= other.Present)
            .OrderByDescending(other => other.Distinct).Take(6).ToList();
        if (groups.Count == 0)
            return [];
        var isPositive = column.Quantiles[0] > 0;
        var size = isPositive ? Sql.Of($"ln({Look.Position(column.Reading)!})") : (Sql)Look.Position(column.Reading)!;
        var present = isPositive ? Sql.Of($"{column.Sql} > 0") : Sql.Of($"{column.Sql} IS NOT NULL");
        var every = Math.Max(1, look.Rows / 100_000);
        var sample = Sql.Of($"{SqlExpression.Call(SqlFunction.Remainder, new Column(Look.RowId), new WholeNumber(every))} = 0");
        var spreads = await look.QueryAsync(Sql.Of($"""
            WITH sizes AS {new ComputedOnce()}(SELECT {size} AS size, {groups.Select(group => group.Sql)} FROM {look.Silver(groups.Select(group => group.Sql).Append(column.Sql))} AS all_sizes WHERE {present} AND {sample})
            SELECT -1 AS place, median(abs(size - (SELECT median(size) FROM sizes))) FROM sizes
            UNION ALL {Sql.Join(" UNION ALL ", groups.Select((group, place) => Sql.Of($"""
                SELECT {new WholeNumber(place)}, median(abs(size - middle)) FROM sizes
                JOIN (SELECT {group.Sql} AS of_group, median(size) AS middle FROM sizes GROUP BY {group.Sql}) AS middles ON sizes.{group.Sql} = middles.of_group
                """)))}
            """), ct);
        var whole = FactsPlan.Real(spreads.First(row => CheckCounts.Number(row[0]) == -1)[1]);
        var best = spreads.Where(row => CheckCounts.Number(row[0]) >= 0 && row[1] is not null).Select(row => (Group: groups[(int)CheckCounts.Number(row[0])], Spread: FactsPlan.Real(row[1]))).MinBy(row => row.Spread);
        if (whole <= 0 || best.Group is null || best.Spread <= 0 || best.Spread > TellsMuch * whole)
            return [];
        var residuals = Sql.Of($"""
            SELECT sizes.{Look.RowId}, sizes.size - middles.middle AS size, sizes.value
            FROM (SELECT {Look.RowId}, {size} AS size, {Look.Position(column.Reading)!} AS value, {best.Group.Sql} AS of_group FROM {look.Silver(best.Group.Sql, column.Sql)} AS all_sizes WHERE {present}) AS sizes
            JOIN (SELECT {best.Group.Sql} AS of_group, median({size}) AS middle FROM {look.Silver(best.Group.Sql, column.Sql)} AS all_sizes WHERE {present} GROUP BY {best.Group.Sql} HAVING count(*) >= {new WholeNumber(RowsPerGroup / 2)}) AS middles
                ON sizes.of_group = middles.of_group
            """);
        var shape = (await look.QueryAsync(Sql.Of($"SELECT {new Quantiles(new Column("size"), FactsPlan.Shares)}, count(*) FROM ({residuals}) AS residuals"), ct))[0];
        var step = isPositive ? 1e-6 : Step(column);
        if (shape[0] is not string json || JsonSerializer.Deserialize<ImmutableArray<double>>(json) is not { Length: > 0 } quantiles || Reach.Of(quantiles, CheckCounts.Number(shape[1]), step) is not var (low, high))
            return [];
        if (await GapsAsync(look, residuals, low, high, quantiles, step, column.Present, ct) is not var (outside, far))
            return [];
        var isFar = Sql.Of($"((size < {2 * low} OR size > {2 * high}) AND {far})");
        Suspicion Of(DetectorKind kind, Sql proposal, Sql where) => new(kind, column.Name, Sql.Of(
            $"SELECT {Look.RowId}, {proposal} AS proposal, {best.Group.Name} AS basis, CAST(1 AS DOUBLE) AS weight, {isFar} AS strong FROM ({residuals}) AS residuals WHERE {outside} AND {where}"))
        {
            YieldsTo = [best.Group.Name],
        };
        if (!isPositive)
            return [Of(DetectorKind.NumericOutlier, Sql.Of($"{Missing}"), Sql.Of($"TRUE"))];
        // In another unit: times or by one of the usual factors, the value would be as its group is.
        var (from, to) = (quantiles[0], quantiles[^1]);
        var scale = column.Reading.Type is DataType.Decimal(_, var digits) ? digits : 0;
        var factors = Factors.SelectMany(factor => (double[])[factor, 1 / factor]).ToList();
        var isUnit = Sql.Of($"({Sql.Join(" OR ", factors.Select(factor => Sql.Of($"size - {Math.Log(factor)} BETWEEN {from} AND {to}")))})");
        var fits = factors.Select(factor => Sql.Of($"WHEN size - {Math.Log(factor)} BETWEEN {from} AND {to} THEN {SqlExpression.Call(SqlFunction.Round, new Arithmetic(ArithmeticOperator.Divide, new Column("value"), new Constant(factor)), new WholeNumber(scale)).AsText()}"));
        return [Of(DetectorKind.UnitMix, Sql.Of($"CASE {Sql.Join(" ", fits)} END"), isUnit), Of(DetectorKind.NumericOutlier, Sql.Of($"{Missing}"), Sql.Of($"NOT {isUnit}"))];
    }
}
