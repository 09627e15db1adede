using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Numbers with their unit behind them, in more than one unit (90 min beside 1 hr 30 min, 5 beside 5 %) or with one unit written in several ways (oz, OZ, oz.).
/// One unit throughout, written one way, is a custom of the column, and no finding.
/// </summary>
internal sealed class SuffixDetector : Detector
{
    /// <summary>Fewer different values are codes: terms, classes, sizes of shoes.</summary>
    private const int FewestSizes = 20;

    /// <summary>Many endings are no units but words after a number: streets, sizes, names.</summary>
    private const int MostUnits = 20;

    private const double Mostly = 0.5;
    private static readonly CommonRegex Leading = CommonRegex.Parse("^[-+]?[0-9][0-9.,' ]*");
    private static readonly CommonRegex Number = CommonRegex.Parse("[0-9][0-9.,']*");
    private static readonly CommonRegex Ending = CommonRegex.Parse("[s.]+$");

    private static PatternMatch Numbered => new(new Column("v"), Leading, IsWhole: false);

    /// <summary>What stands behind the number.</summary>
    private static PatternReplace Behind => new(new Column("v"), Leading, "");

    /// <summary>The same without further numbers.</summary>
    private static SqlExpression Written => SqlExpression.Call(SqlFunction.Trim, new PatternReplace(Behind, Number, ""), new Constant(" "));

    /// <summary>The unit, whatever its case, its number and its dots.</summary>
    private static PatternReplace Unit => new(SqlExpression.Call(SqlFunction.Lower, Written), Ending, "");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var column in look.Texts.Where(column => column.Present >= 50 && column.FromDigit >= 0.9 * column.Present && column.Longest <= 40 && column.Distinct >= FewestSizes))
        {
            var endings = (await look.QueryAsync(Sql.Of($"""
                SELECT unit, written, sum(n) AS n FROM (SELECT {Unit} AS unit, {Written} AS written, n FROM ({look.UsualValues(column)}) AS counted WHERE {Numbered}) AS ends
                GROUP BY unit, written ORDER BY n DESC, unit, written LIMIT {new WholeNumber(4 * MostUnits)}
                """), ct)).Select(row => (Unit: (string)row[0]!, Written: (string)row[1]!, Count: CheckCounts.Number(row[2]))).ToList();
            var units = endings.GroupBy(ending => ending.Unit).Select(unit => (Name: unit.Key, Count: unit.Sum(ending => ending.Count))).OrderByDescending(unit => unit.Count).ThenBy(unit => unit.Name, StringComparer.Ordinal).ToList();
            if (units.Count is 0 or >= MostUnits || !IsUnit(units[0].Name) || units[0].Count < Mostly * endings.Sum(ending => ending.Count))
                continue;
            var usual = endings.First(ending => ending.Unit == units[0].Name);
            if (units.Skip(1).Where(unit => IsUnit(unit.Name) && !IsPartOfANumber(unit.Name, units[0].Name)).ToList() is { Count: > 0 } others)
                found.Add(OtherUnits(look, column, usual.Unit, others.Select(unit => unit.Name)));
            var ways = endings.Where(ending => ending.Unit == usual.Unit && Singular(ending.Written) != Singular(usual.Written)).ToList();
            if (ways.Count > 0 && usual.Count >= Mostly * units[0].Count)
                found.Add(OtherWays(look, column, usual.Written, ways.Select(way => way.Written)));
        }
        return found.ToImmutable();
    }

    private static Suspicion OtherUnits(Look look, ColumnFacts column, string usual, IEnumerable<string> others) => look.Suspect(DetectorKind.UnitMix, column, Sql.Of($"""
        SELECT v, {new Missing(DataType.String)} AS proposal, {usual} AS basis, CAST(1 AS DOUBLE) AS weight, TRUE AS strong
        FROM {Look.Counted(column)} AS counted WHERE {Numbered} AND {Unit.In(others.Select(SqlExpression (unit) => new Constant(unit)))}
        """));

    /// <summary>The same unit written otherwise: nothing is wrong with the value, so it is worth a look, and the usual way loses nothing.</summary>
    private static Suspicion OtherWays(Look look, ColumnFacts column, string usual, IEnumerable<string> others) => look.Suspect(DetectorKind.FormatMinority, column, Sql.Of($"""
        SELECT v, concat(substring(v, 1, length(v) - length(behind)), {usual}) AS proposal, {new Missing(DataType.String)} AS basis, CAST(1 AS DOUBLE) AS weight, FALSE AS strong
        FROM (SELECT v, {Behind} AS behind FROM {Look.Counted(column)} AS counted WHERE {Numbered} AND {Written.In(others.Select(SqlExpression (way) => new Constant(way)))}) AS ways
        """));

    /// <summary>None at all, letters, or a sign: km/h, m², %. A hyphen or a colon is part of a code or of a time.</summary>
    private static bool IsUnit(string text) => text.Length == 0 || (text.Any(IsUnitSign) && text.All(sign => IsUnitSign(sign) || sign is ' ' or '.' or '/'));

    /// <summary>A letter beside numbers that have none: the house 12 a, the term 3b.</summary>
    private static bool IsPartOfANumber(string unit, string usual) => usual.Length == 0 && unit is [var only] && char.IsLetter(only);

    private static bool IsUnitSign(char sign) => char.IsLetter(sign) || sign is '%' or '‰' or '°' or '€' or '$' or '£' or '²' or '³';

    /// <summary>Without the letter of several: 1 year, 2 years.</summary>
    private static string Singular(string written) => written.EndsWith('s') || written.EndsWith('S') ? written[..^1] : written;
}
