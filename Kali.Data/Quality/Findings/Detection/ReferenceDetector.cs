using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Values that refer to something another dataset does not have, where nearly all others are found there.</summary>
internal sealed class ReferenceDetector : Detector
{
    private const double NearlyAll = 0.95;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var reference in look.Subject.References)
        {
            foreach (var column in look.Columns.Where(column => !column.IsMeasure && !column.IsDate && column.Present > 0 && column.Distinct > 5))
            {
                var match = reference.Schema.Columns.FirstOrDefault(other => !other.IsSystem && other.Type == column.Reading.Type && Names(column.Name, other.Name, reference.Dataset.Name));
                if (match is null)
                    continue;
                var there = new SqlName(match.Name);
                var facts = (await look.QueryAsync(Sql.Of($"""
                    SELECT (SELECT count({there}) FROM {reference.Table} AS others), (SELECT count(DISTINCT {there}) FROM {reference.Table} AS others),
                        (SELECT count(*) FROM {look.Silver(column.Sql)} AS told WHERE EXISTS (SELECT 1 FROM {reference.Table} AS others WHERE others.{there} = told.{column.Sql}))
                    """), ct))[0];
                var (rows, keys, matched) = (CheckCounts.Number(facts[0]), CheckCounts.Number(facts[1]), CheckCounts.Number(facts[2]));
                if (keys < 0.99 * rows || matched == column.Present || matched < NearlyAll * column.Present)
                    continue;
                found.Add(new Suspicion(DetectorKind.ReferenceGap, column.Name, Sql.Of($"""
                    SELECT {Look.RowId}, {new Missing(DataType.String)} AS proposal, {$"{reference.Dataset.Name}.{match.Name}"} AS basis, CAST({(double)matched / column.Present} AS DOUBLE) AS weight, TRUE AS strong
                    FROM {look.Silver(column.Sql)} AS told
                    WHERE {column.Sql} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {reference.Table} AS others WHERE others.{there} = told.{column.Sql})
                    """)));
                break;
            }
        }
        return found.ToImmutable();
    }

    /// <summary>customer_id in orders and in customers; customer in orders and id in customers; customer_id in orders and id in customers.</summary>
    private static bool Names(string column, string other, string dataset)
    {
        var one = dataset.TrimEnd('s');
        return column == other && (column.Contains(one, StringComparison.Ordinal) || column.Contains('_', StringComparison.Ordinal))
            || (other is "id" or "nr" or "no" or "number" or "nummer" or "key" or "code" && (column == one || column == $"{one}_{other}" || column == $"{one}{other}"));
    }
}
