using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Values that refer to something another dataset does not have, where nearly all others are found there.</summary>
internal sealed class ReferenceDetector : Detector
{
    private const double NearlyAll = 0.95;
    private const double KeyShare = 0.99;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var reference in look.Subject.References)
        {
            foreach (var column in look.Columns.Where(column => !column.IsMeasure && !column.IsDate && column.Present > 0 && column.Distinct > 5))
            {
                var match = reference.Schema.Columns.FirstOrDefault(other => !other.IsSystem && other.Type == column.Reading.Type && ReferenceNames.Match(column.Name, other.Name, reference.Dataset.Name));
                if (match is not null && await GapAsync(look, column, reference, new SqlName(match.Name), ct) is { } gap)
                    found.Add(gap);
            }
        }
        return found.ToImmutable();
    }

    /// <summary>Null where what is there is no key, where it has all values, or where it lacks so many that nothing refers to it.</summary>
    private static async Task<Suspicion?> GapAsync(Look look, ColumnFacts column, ReferenceTable reference, SqlName there, CancellationToken ct)
    {
        var known = Sql.Of($"(SELECT {there} FROM {reference.Table} AS others WHERE {there} IS NOT NULL)");
        var facts = (await look.QueryAsync(Sql.Of($"""
            SELECT (SELECT count({there}) FROM {reference.Table} AS others), (SELECT count(DISTINCT {there}) FROM {reference.Table} AS others),
                (SELECT count(*) FROM {look.Silver(column.Sql)} AS told WHERE {column.Sql} IN {known})
            """), ct))[0];
        var (rows, keys, matched) = (CheckCounts.Number(facts[0]), CheckCounts.Number(facts[1]), CheckCounts.Number(facts[2]));
        if (keys < KeyShare * rows || matched == column.Present || matched < NearlyAll * column.Present)
            return null;
        return new Suspicion(DetectorKind.ReferenceGap, column.Name, Sql.Of($"""
            SELECT {Look.RowId}, {new Missing(DataType.String)} AS proposal, {$"{reference.Dataset.Name}.{there.Text}"} AS basis, CAST({(double)matched / column.Present} AS DOUBLE) AS weight, TRUE AS strong
            FROM {look.Silver(column.Sql)} AS told
            WHERE {column.Sql} IS NOT NULL AND {column.Sql} NOT IN {known}
            """));
    }
}
