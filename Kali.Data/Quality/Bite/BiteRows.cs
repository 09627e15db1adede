using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What became of each planted row: which rules it breaks that it did not break before, and what detectors say of it.</summary>
internal sealed class BiteRows(ILakehouse lakehouse, Actor worker)
{
    private const int Told = 4;
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <param name="texts">The copy's texts, with their defects.</param>
    /// <param name="before">The typed rows without defects.</param>
    /// <param name="after">The same with them.</param>
    /// <param name="rules">The rules, those of <see cref="PreparedRule.All"/> on either.</param>
    public async Task<List<PlantedRow>> ReadAsync(TableRef texts, CheckSubject before, CheckSubject after, ImmutableArray<PreparedRule> rules, CancellationToken ct)
    {
        var columns = after.Schema.Columns.Where(column => !column.IsSystem || column.Name == DataLoad.NotFitting).Select(column => column.Name);
        var same = new AllOf([.. columns.Select(SqlExpression (column) => new Comparison(ComparisonOperator.Same, new ColumnOf("silver_now", column), new ColumnOf("silver_then", column)))]);
        var flags = rules.Select(rule => FailingRowsQuery.Flag(rule))
            .Select(flag => Sql.Of($"{new ColumnOf(new SqlName("breaks_now"), flag).Surely()} AND {new ColumnOf(new SqlName("breaks_then"), flag).Surely().Not()} AS {flag}")).ToList();
        var none = Sql.Of($"SELECT {RowId} FROM {after.Table} AS no_rows WHERE {new Truth(false)}");
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT planted.{Planting.Planted}, planted.{RowId}, silver_now.{RowId} IS NULL AS is_gone, {same.Surely()} AS is_same{(flags.Count == 0 ? Sql.Empty : Sql.Of($", {flags}"))}
                FROM (SELECT {Planting.Planted}, {RowId} FROM {texts} AS copied_rows WHERE {Planting.Planted} IS NOT NULL) AS planted
                LEFT JOIN {after.Table} AS silver_now ON planted.{RowId} = silver_now.{RowId}
                LEFT JOIN {before.Table} AS silver_then ON planted.{RowId} = silver_then.{RowId}
                LEFT JOIN ({(rules.IsEmpty ? none : FailingRowsQuery.Of(after, rules))}) AS breaks_now ON planted.{RowId} = breaks_now.{RowId}
                LEFT JOIN ({(rules.IsEmpty ? none : FailingRowsQuery.Of(before, rules))}) AS breaks_then ON planted.{RowId} = breaks_then.{RowId}
                """),
            worker, ct);
        var planted = new List<PlantedRow>();
        await foreach (var row in result.ReadAsync(ct))
        {
            var broken = rules.Where((_, index) => row[Told + index] is true).ToImmutableArray();
            planted.Add(new PlantedRow(Convert.ToInt32(row[0], CultureInfo.InvariantCulture), (long)row[1]!, row[2] is true || row[3] is true, broken));
        }
        return planted;
    }

    /// <summary>What detectors say of cells of planted rows; the column is empty where the row as a whole is meant.</summary>
    public async Task<ILookup<long, (DetectorKind Detector, FindingTier Tier, string Column)>> FoundAsync(TableRef texts, FindingPlan plan, CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT found.{RowId}, found.{FindingTable.Detector}, found.{FindingTable.Tier}, found.{FindingTable.ColumnName}
                FROM ({plan.Rows}) AS found
                JOIN (SELECT {RowId} FROM {texts} AS copied_rows WHERE {Planting.Planted} IS NOT NULL) AS planted ON found.{RowId} = planted.{RowId}
                """),
            worker, ct);
        return (await result.ToListAsync(ct)).ToLookup(
            row => (long)row[0]!,
            row => (DetectorFacts.Parse((string)row[1]!), FindingTiers.Parse((string)row[2]!), (string)row[3]!));
    }
}

/// <summary>A row with a defect.</summary>
/// <param name="Number">The number of its defect.</param>
/// <param name="RowId">Its id.</param>
/// <param name="IsPutRight">Whether silver has the row as if nothing had been planted, or an added one not at all.</param>
/// <param name="Broken">Rules that it breaks since.</param>
internal sealed record PlantedRow(int Number, long RowId, bool IsPutRight, ImmutableArray<PreparedRule> Broken);
