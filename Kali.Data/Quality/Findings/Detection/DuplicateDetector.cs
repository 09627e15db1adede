using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Rows that are there already: exactly, or but for their key and one text that is nearly the same. Nearly equal rows meet in blocks: all columns but one
/// must be equal, and together they must be as good as a key, or many rows would be alike by chance.
/// </summary>
internal sealed class DuplicateDetector : Detector
{
    private const double AsGoodAsAKey = 0.97;
    private const double Decides = 0.8;
    private const double FewestEven = 1.5;
    private const double MostByChance = 0.25;
    private const int MostTried = 3;
    private const double EnoughToTell = 10;
    private const int MostPasses = 6;
    private const int MostPassesOfMany = 3;
    private const long Many = 200_000;
    private const long BlockRows = 500_000;
    private static readonly CommonRegex NoDigit = CommonRegex.Parse("[^0-9]+");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        var names = look.Columns.Select(column => column.Sql).ToList();
        if (look.Subject.Duplicates is not 0)
            found.Add(new Suspicion(DetectorKind.ExactDuplicate, "", Sql.Of($"""
            SELECT texts.{Look.RowId}, {new Missing(DataType.String)} AS proposal, {new Missing(DataType.String)} AS basis, CAST(1 AS DOUBLE) AS weight, TRUE AS strong
            FROM {look.Raw()} AS texts
            WHERE texts.{Look.RowId} NOT IN (SELECT {Look.RowId} FROM {look.Silver()} AS kept)
            """)));
        var isKey = (ColumnFacts column) => column.Distinct >= 0.98 * column.Present && column.Present >= 0.98 * look.Rows && !column.IsMeasure && !column.IsDate && column.AverageWords < 1.5;
        var compared = look.Columns.Where(column => !isKey(column)).ToList();
        if (compared.Count < 4 || look.Rows < 50)
            return found.ToImmutable();
        var hasKey = compared.Count < look.Columns.Length;
        var texts = look.Texts.Where(column => column.AverageLength >= 5 && column.Distinct >= 20 && (!isKey(column) || column.AverageLength >= 12))
            .OrderByDescending(column => column.Distinct).Take(look.Rows > Many ? MostPassesOfMany : MostPasses).ToList();
        var passes = texts.Cast<ColumnFacts?>().Concat(hasKey ? [null] : []).ToList();
        if (passes.Count == 0)
            return found.ToImmutable();
        var rests = passes.Select(left => compared.Where(column => column.Index != left?.Index).ToList()).ToList();
        var hashes = rests.SelectMany(rest => Blocks(look, Hash(rest)));
        var counted = (await look.QueryAsync(Sql.Of($"SELECT {hashes} FROM {look.Silver(names)} AS hashed"), ct))[0];
        foreach (var (place, left) in passes.Index())
        {
            var (blocks, rows) = (CheckCounts.Number(counted[2 * place]), CheckCounts.Number(counted[2 * place + 1]));
            if (blocks < rows && blocks >= AsGoodAsAKey * rows && await ChanceAsync(look, rests[place], rows - blocks, ct) is var chance and not Chance.Likely)
                found.Add(Near(look, left, rests[place], isSure: chance is Chance.Unlikely));
        }
        return found.ToImmutable();
    }

    private enum Chance
    {
        Unlikely,

        /// <summary>Too few rows are alike to tell.</summary>
        Open,
        Likely,
    }

    /// <summary>
    /// Whether rows are alike by chance. Without one column that nothing else decides, chance makes as many times more rows alike as the column has values, and
    /// without several as many times as they have together; rows that were sent twice stay as many as they are.
    /// </summary>
    private static async Task<Chance> ChanceAsync(Look look, List<ColumnFacts> rest, long alike, CancellationToken ct)
    {
        var decided = (await look.PairsAsync(ct)).Where(pair => pair.Mu >= Decides && pair.Left.Columns.All(rest.Contains)).Select(pair => pair.Right.Index).ToHashSet();
        var lists = await look.ListsAsync(ct);
        var single = rest.Where(column => lists.ContainsKey(column.Index) && !decided.Contains(column.Index))
            .Select(column => (Columns: (int[])[column.Index], Values: EvenValues(lists[column.Index]))).Where(one => one.Values >= FewestEven).OrderByDescending(one => one.Values).Take(MostTried).ToList();
        if (single.Count == 0)
            return Chance.Unlikely;
        var together = (Columns: single.SelectMany(one => one.Columns).ToArray(), Values: single.Aggregate(1.0, (values, one) => values * one.Values));
        var tried = single.Count > 1 ? single.Append(together).ToList() : single;
        var counted = (await look.QueryAsync(Sql.Of($"SELECT {tried.SelectMany(one => Blocks(look, Hash(rest.Where(column => !one.Columns.Contains(column.Index)))))} FROM {look.Silver(rest.Select(column => column.Sql))} AS hashed"), ct))[0];
        if (tried.Index().Any(one => (CheckCounts.Number(counted[2 * one.Index + 1]) - CheckCounts.Number(counted[2 * one.Index]) - alike) / (one.Item.Values - 1) > MostByChance * alike))
            return Chance.Likely;
        return alike * (together.Values - 1) >= EnoughToTell ? Chance.Unlikely : Chance.Open;
    }

    /// <summary>How many values a column would have, were all equally frequent and two rows as often alike in it.</summary>
    private static double EvenValues(ImmutableArray<ValueCount> values)
    {
        var rows = (double)values.Sum(value => value.Count);
        return 1 / values.Sum(value => Math.Pow(value.Count / rows, 2));
    }

    /// <summary>Blocks and their rows; of very many rows those blocks whose hash is one of some, with all of their rows.</summary>
    private static Sql[] Blocks(Look look, SqlExpression hash)
    {
        if (look.Rows <= Look.ManyRows)
            return [Sql.Of($"count(DISTINCT {hash})"), new RowCount()];
        var isChosen = SqlExpression.Call(SqlFunction.Remainder, hash, new WholeNumber(look.Rows / BlockRows)).EqualTo(new WholeNumber(0));
        return [Sql.Of($"count(DISTINCT {hash}) FILTER (WHERE {isChosen})"), Sql.Of($"count(*) FILTER (WHERE {isChosen})")];
    }

    private static Suspicion Near(Look look, ColumnFacts? left, List<ColumnFacts> rest, bool isSure)
    {
        var wanted = rest.Select(column => column.Sql).Concat(left is null ? [] : [left.Sql]).ToList();
        var told = left is null ? Sql.Of($"{new Missing(DataType.String)}") : Sql.Of($"{left.Sql}");
        // A text that other rows have too is a name of something else, however near.
        var often = left is null ? Sql.Of($"1") : Sql.Of($"count(*) OVER (PARTITION BY {left.Sql})");
        var isNear = left is null ? Sql.Of($"TRUE") : Sql.Of($"least(known, first_known) <= 1 AND told IS NOT NULL AND first_told IS NOT NULL AND {SqlExpression.Call(SqlFunction.Edits, Lower("told"), Lower("first_told"))} <= 1 + length(first_told) / 5 AND {Digits("told").EqualTo(Digits("first_told"))}");
        return new Suspicion(DetectorKind.FuzzyDuplicate, "", Sql.Of($"""
            SELECT {Look.RowId}, {new Missing(DataType.String)} AS proposal, concat('row ', {new Computed(Sql.Of($"first_row % {new WholeNumber(DataLoad.IdsPerLoad)}")).AsText()}) AS basis, CAST(1 AS DOUBLE) AS weight, {new Truth(isSure)} AS strong
            FROM (
                SELECT {Look.RowId}, told, min({Look.RowId}) OVER (PARTITION BY rest) AS first_row, first_value(told) OVER (PARTITION BY rest ORDER BY {Look.RowId}) AS first_told, count(*) OVER (PARTITION BY rest) AS alike,
                    known, first_value(known) OVER (PARTITION BY rest ORDER BY {Look.RowId}) AS first_known
                FROM (SELECT {Look.RowId}, {told} AS told, {Hash(rest)} AS rest, {often} AS known FROM {look.Silver(wanted)} AS hashed_rows) AS hashed) AS blocks
            WHERE alike BETWEEN 2 AND 5 AND {Look.RowId} > first_row AND {isNear}
            """));
    }

    /// <summary>Codes and numbers one off are other codes and numbers.</summary>
    private static SqlExpression Lower(string name) => SqlExpression.Call(SqlFunction.Lower, new Column(name));

    private static PatternReplace Digits(string name) => new(new Column(name), NoDigit, "");

    private static SqlExpression Hash(IEnumerable<ColumnFacts> columns) => SqlExpression.Call(SqlFunction.RowHash, [.. columns.Select(column => new Column(column.Name))]);
}
