using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>The texts of a dataset as they stand, and the edits of a repair over them.</summary>
internal sealed class RepairPlans(ILakehouse lakehouse, TimeProvider time)
{
    /// <summary>All texts of a dataset with the repairs in force.</summary>
    public async Task<RepairPlan> OfAsync(DatasetName dataset, CancellationToken ct)
    {
        var raw = await lakehouse.DescribeAsync(dataset.Raw, Actor.System, ct) ?? throw new NotFoundException($"{dataset.Name} has no rows yet.");
        var changes = await ChangesAsync(dataset, null, ct);
        var texts = RepairedTexts.Of(dataset.Raw.At(raw.Version), raw.Schema.Columns.Select(column => column.Name), changes.Columns, changes.Rows);
        var files = new TableSchema([.. raw.Schema.Columns.Where(column => !column.IsSystem)]);
        var rows = new RepairRows(
            dataset, await lakehouse.DescribeAsync(dataset.Quarantine, Actor.System, ct) is not null, await lakehouse.DescribeAsync(dataset.Findings, Actor.System, ct) is not null);
        return new RepairPlan(texts, files, time.GetUtcNow(), rows);
    }

    /// <summary>The changes in force, and the columns they touch; of one load, or of all.</summary>
    public async Task<(Sql Rows, ImmutableArray<string> Columns, long? Version)> ChangesAsync(DatasetName dataset, SqlExpression? where, CancellationToken ct, long? version = null)
    {
        if (await lakehouse.DescribeAsync(dataset.Repairs.At(version), Actor.System, ct) is not { } table)
            return (Sql.Empty, [], null);
        var repairs = dataset.Repairs.At(table.Version);
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"SELECT DISTINCT {new SqlName(CellChanges.ColumnName)} FROM {repairs} AS cell_changes WHERE {where ?? SqlExpression.True} ORDER BY 1"), Actor.System, ct);
        return (CellChanges.Of(repairs, where), [.. (await result.ToListAsync(ct)).Select(row => (string)row[0]!)], table.Version);
    }
}
