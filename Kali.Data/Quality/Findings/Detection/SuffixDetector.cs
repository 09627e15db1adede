using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Numbers with their unit behind them, in more than one unit. One unit throughout is a custom of the column, and no finding.</summary>
internal sealed class SuffixDetector : Detector
{
    /// <summary>Fewer different values are codes: terms, classes, sizes of shoes.</summary>
    private const int FewestSizes = 20;
    private static readonly CommonRegex Leading = CommonRegex.Parse("^[-+]?[0-9][0-9.,' ]*");
    private static readonly CommonRegex Ending = CommonRegex.Parse("[s.]+$");

    private static PatternMatch Numbered => new(new Column("v"), Leading, IsWhole: false);

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var column in look.Texts.Where(column => column.Present >= 50 && column.FromDigit >= 0.9 * column.Present && column.WithLetter > 0 && column.Longest <= 40 && column.Distinct >= FewestSizes))
        {
            var unit = new PatternReplace(SqlExpression.Call(SqlFunction.Lower, SqlExpression.Call(SqlFunction.Trim, new PatternReplace(new Column("v"), Leading, ""), new Constant(" "))), Ending, "");
            var units = await look.QueryAsync(Sql.Of($"""
                SELECT unit, sum(n) AS n FROM (SELECT {unit} AS unit, n FROM ({look.Values(column)}) AS counted WHERE {Numbered}) AS ends
                GROUP BY unit ORDER BY n DESC, unit LIMIT 50
                """), ct);
            // Many endings are no units but words after a number: streets, sizes, names.
            if (units.Count is < 2 or >= 20 || units[0][0] is not string usual || CheckCounts.Number(units[0][1]) < 0.5 * column.Present)
                continue;
            found.Add(look.Suspect(DetectorKind.UnitMix, column, Sql.Of($"""
                SELECT v, {new Missing(DataType.String)} AS proposal, {usual} AS basis, CAST(1 AS DOUBLE) AS weight, TRUE AS strong
                FROM (SELECT v, {unit} AS unit FROM {Look.Counted(column)} AS counted WHERE {Numbered}) AS ends
                WHERE unit <> {usual}
                """)));
        }
        return found.ToImmutable();
    }
}
