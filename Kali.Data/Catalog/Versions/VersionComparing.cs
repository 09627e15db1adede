using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Catalog;

/// <summary>Compares two versions of a dataset's table, in SQL, for those who may read it.</summary>
public sealed class VersionComparing(Datasets datasets, ILakehouse lakehouse)
{
    private static readonly SqlName RowId = new("_row_id");
    private static readonly SqlName Older = new("older");
    private static readonly SqlName Newer = new("newer");

    /// <summary>The lower bits of a row id are the row in its file.</summary>
    private const long IdsPerLoad = 1L << 33;

    /// <summary>Schema, counts and changed cells by column, from one version to another.</summary>
    public async Task<VersionComparison> CompareAsync(DatasetName dataset, Layer layer, long from, long to, Actor actor, CancellationToken ct)
    {
        await datasets.GetAsync(dataset, actor, ct);
        var table = dataset.In(layer);
        var (before, after) = (await SchemaAsync(table, from, actor, ct), await SchemaAsync(table, to, actor, ct));
        var shared = Shared(before, after);
        var cells = shared.Select(column => Sql.Of($"count(*) FILTER (WHERE {IsShared()} AND {Differs(column, before, after)})"));
        var sql = Sql.Of($"""
            SELECT
                count(older.{RowId}), count(newer.{RowId}),
                count(*) FILTER (WHERE older.{RowId} IS NULL),
                count(*) FILTER (WHERE newer.{RowId} IS NULL),
                count(*) FILTER (WHERE {IsShared()} AND {AnyDiffers(shared, before, after)}){Leading(cells)}
            FROM {table.At(from)} AS older
            FULL JOIN {table.At(to)} AS newer ON older.{RowId} = newer.{RowId}
            """);
        await using var result = await lakehouse.QueryAsync(sql, actor, ct);
        var counts = (await result.ToListAsync(ct))[0].Select(value => (long)value!).ToArray();
        return new VersionComparison(
            table, from, to, Differences(before, after),
            RowsBefore: counts[0], RowsAfter: counts[1], Added: counts[2], Removed: counts[3], Changed: counts[4],
            [.. shared.Select((column, i) => new ColumnChange(column, after.Find(column)!.Shown, counts[5 + i]))]);
    }

    /// <summary>Rows that came, went or changed, after a row id.</summary>
    public async Task<RowDifferencePage> RowsAsync(
        DatasetName dataset, Layer layer, long from, long to, RowDifferenceKind kind, string? column, long afterRowId, int take, Actor actor, CancellationToken ct)
    {
        await datasets.GetAsync(dataset, actor, ct);
        var table = dataset.In(layer);
        var (before, after) = (await SchemaAsync(table, from, actor, ct), await SchemaAsync(table, to, actor, ct));
        var shared = Shared(before, after);
        ImmutableArray<ColumnSchema> columns =
            [.. after.Columns.Where(candidate => !candidate.IsSystem), .. before.Columns.Where(candidate => !candidate.IsSystem && after.Find(candidate.Name) is null)];
        var which = kind switch
        {
            RowDifferenceKind.Added => Sql.Of($"older.{RowId} IS NULL"),
            RowDifferenceKind.Removed => Sql.Of($"newer.{RowId} IS NULL"),
            _ when column is not null && shared.Contains(column) => Sql.Of($"{IsShared()} AND {Differs(column, before, after)}"),
            _ => Sql.Of($"{IsShared()} AND {AnyDiffers(shared, before, after)}"),
        };
        var values = columns.SelectMany(shown => new[] { Text(Older, shown.Name, before), Text(Newer, shown.Name, after) });
        var sql = Sql.Of($"""
            SELECT coalesce(newer.{RowId}, older.{RowId}) AS {new SqlName("row_id")}{Leading(values)}
            FROM {table.At(from)} AS older
            FULL JOIN {table.At(to)} AS newer ON older.{RowId} = newer.{RowId}
            WHERE {which} AND coalesce(newer.{RowId}, older.{RowId}) > {afterRowId}
            ORDER BY coalesce(newer.{RowId}, older.{RowId})
            LIMIT {new WholeNumber(take + 1)}
            """);
        await using var result = await lakehouse.QueryAsync(sql, actor, ct);
        var rows = await result.ToListAsync(ct);
        return new RowDifferencePage(
            [.. columns.Select(shown => (shown.Name, shown.Shown))],
            [.. rows.Take(take).Select(row => new RowDifference(
                (long)row[0]!, (long)row[0]! % IdsPerLoad,
                [.. columns.Select((_, i) => new CellDifference(row[1 + (2 * i)] as string, row[2 + (2 * i)] as string))]))],
            rows.Count > take);
    }

    private async Task<TableSchema> SchemaAsync(TableName table, long version, Actor actor, CancellationToken ct)
    {
        var description = await lakehouse.DescribeAsync(table.At(version), actor, ct) ?? throw new NotFoundException($"There is no table {table} yet.");
        return description.Schema.Find("_row_id") is null
            ? throw new RefusedException($"{table} has no row ids in version {version}, so its rows cannot be matched with another version's.")
            : description.Schema;
    }

    private static ImmutableArray<string> Shared(TableSchema before, TableSchema after) =>
        [.. after.Columns.Where(column => !column.IsSystem && before.Find(column.Name) is not null).Select(column => column.Name)];

    private static Sql IsShared() => Sql.Of($"older.{RowId} IS NOT NULL AND newer.{RowId} IS NOT NULL");

    private static Sql AnyDiffers(ImmutableArray<string> columns, TableSchema before, TableSchema after) =>
        columns.IsEmpty ? new Truth(false) : Sql.Of($"({Sql.Join(" OR ", columns.Select(column => Differs(column, before, after)))})");

    /// <summary>Where the type changed, the texts are compared: 12 stays 12 when a number becomes text.</summary>
    private static Sql Differs(string column, TableSchema before, TableSchema after)
    {
        var (older, newer) = (new ColumnOf(Older, new SqlName(column)), new ColumnOf(Newer, new SqlName(column)));
        return before.Find(column)!.Type == after.Find(column)!.Type
            ? Sql.Of($"{older} IS DISTINCT FROM {newer}")
            : Sql.Of($"{older.AsText()} IS DISTINCT FROM {newer.AsText()}");
    }

    private static Sql Text(SqlName side, string column, TableSchema schema) =>
        schema.Find(column) is null ? new Missing(DataType.String) : new ColumnOf(side, new SqlName(column)).AsText();

    /// <summary>More items of a list that has some already.</summary>
    private static Sql Leading(IEnumerable<Sql> more) => Sql.Join("", more.Select(item => Sql.Of($", {item}")));

    internal static ImmutableArray<ColumnDifference> Differences(TableSchema before, TableSchema after)
    {
        var differences = ImmutableArray.CreateBuilder<ColumnDifference>();
        foreach (var column in after.Columns)
        {
            if (before.Find(column.Name) is not { } old)
            {
                differences.Add(new ColumnDifference(column.Name, ColumnDifferenceKind.Added, null, column.Type.Name));
                continue;
            }
            if (old.Type != column.Type)
                differences.Add(new ColumnDifference(column.Name, ColumnDifferenceKind.TypeChanged, old.Type.Name, column.Type.Name));
            if (old.Label != column.Label)
                differences.Add(new ColumnDifference(column.Name, ColumnDifferenceKind.LabelChanged, old.Shown, column.Shown));
        }
        differences.AddRange(before.Columns.Where(column => after.Find(column.Name) is null).Select(column => new ColumnDifference(column.Name, ColumnDifferenceKind.Removed, column.Type.Name, null)));
        return differences.ToImmutable();
    }
}
