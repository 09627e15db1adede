using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Values that hardly a row has, in a column where few established ones (a hundredth of the rows each) cover nearly all rows and nothing lies between the two.
/// </summary>
internal sealed class CategoryDetector : Detector
{
    private const double Established = 0.01;
    private const double Covered = 0.97;
    private const double Rare = 0.002;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var column in look.Columns.Where(column => column.Present >= 500 && (column.IsText || column.IsWhole) && column.Distinct is > 1 and <= 1000 && column.AverageWords < 6))
        {
            var few = Math.Max(2, 0.0005 * column.Present);
            var facts = await look.QueryAsync(Sql.Of($"""
                SELECT sum(CASE WHEN n >= {Established * column.Present} THEN n ELSE 0 END), count_if(n >= {Established * column.Present}), count_if(n < {Established * column.Present} AND n > {few}),
                    count_if(n <= {few})
                FROM ({look.Values(column)}) AS counted
                """), ct);
            var (covered, established, between, rare) = (CheckCounts.Number(facts[0][0]), CheckCounts.Number(facts[0][1]), CheckCounts.Number(facts[0][2]), CheckCounts.Number(facts[0][3]));
            if (covered < Covered * column.Present || between > 0 || rare == 0 || established > 50 || (column.IsWhole && established > 12))
                continue;
            found.Add(look.Suspect(DetectorKind.RareCategory, column, Sql.Of($"""
                SELECT v, {new Missing(DataType.String)} AS proposal, {new Missing(DataType.String)} AS basis, 1 - CAST(n AS DOUBLE) / {Rare * column.Present} AS weight, FALSE AS strong
                FROM {Look.Counted(column)} AS counted WHERE n <= {Math.Min(few, Rare * column.Present)}
                """)));
        }
        return found.ToImmutable();
    }
}
