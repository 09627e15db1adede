using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Engines.Caching;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Unity;

namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>What tables there are and what is known of them. Unity Catalog decides what the token may see; Kali decides besides, because the token may be its own.</summary>
internal sealed class TableReading(WarehouseSql warehouse, UnityClient unity, TableSizes sizes, ITableAccess access)
{
    private static readonly string[] Schemas = ["gold_layer", "metadata", "raw_layer", "silver_layer"];

    public async Task DemandReadAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        var tables = new HashSet<TableRef>();
        DatabricksDialect.Instance.Print(sql, table =>
        {
            tables.Add(table);
            return "";
        });
        foreach (var table in tables)
            await DemandReadAsync(table, actor, ct);
    }

    public async Task<TableName> DemandReadAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        if (table is not TableRef.Named { Name: var name })
            throw new RefusedException($"“{table.Shown}” is a folder; Databricks opens tables of its catalogs only. Use the embedded engine to look at it.");
        if (!await access.MayReadAsync(actor, name, ct))
            throw new NotAllowedException($"{name} cannot be read with your roles. Its data owner can give you access.");
        return name;
    }

    public async Task DemandChangeAsync(TableName table, Actor actor, CancellationToken ct)
    {
        if (!await access.MayChangeAsync(actor, table, ct))
            throw new NotAllowedException($"{table} cannot be changed with your roles. A data engineer or an administrator can do it.");
    }

    /// <summary>Schema and properties of the newest version; null when there is no such table.</summary>
    public async Task<KnownTable?> FindAsync(TableName table, Actor actor, CancellationToken ct)
    {
        try
        {
            var info = await unity.TableAsync(table, actor, ct);
            return new KnownTable(SchemaOf(info), (info.Properties ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal)) { Id = info.TableId };
        }
        catch (ServiceFault fault) when (fault.IsMissing)
        {
            return null;
        }
        catch (ServiceFault fault) when (fault.IsRefusedRight)
        {
            throw new NotAllowedException($"Unity Catalog does not let {actor.DisplayName} look at {table}: {fault.ServiceSaid}");
        }
    }

    /// <exception cref="NotFoundException">There is no such table.</exception>
    public async Task<TableHistory> HistoryAsync(TableName table, Actor actor, CancellationToken ct) =>
        TableHistory.Read(await warehouse.RowsAsync(DeltaSql.History(table), actor, ct));

    /// <summary>The newest version; null when there is no such table. The moment it was committed tells it from one of a table that had the name before.</summary>
    public async Task<TableMark?> NewestAsync(TableName table, Actor actor, CancellationToken ct)
    {
        try
        {
            var newest = await warehouse.RowsAsync(DeltaSql.NewestOf(table), actor, ct);
            return new TableMark($"{table} {newest.Value(newest.Rows[0], "timestamp")}", CellNumber(newest.Value(newest.Rows[0], "version")));
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    public async Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        var name = await DemandReadAsync(table, actor, ct);
        if (await FindAsync(name, actor, ct) is not { } known)
            return null;
        var history = await HistoryAsync(name, actor, ct);
        var version = table.Version ?? history.Newest;
        if (version < 0 || version > history.Newest)
            throw new NotFoundException(FormattableString.Invariant($"{name} has no version {version}; its newest is {history.Newest}."));
        var schema = version == history.Newest ? known.Schema : await SchemaAtAsync(name, version, known.Schema, actor, ct);
        var (rows, bytes) = await sizes.OfAsync(known.Id, version, actor, () => SizeAsync(name, version, version == history.Newest, actor, ct));
        return new TableDescription(
            table, version, schema, rows, bytes, [],
            history.Entries.LastOrDefault(entry => entry.Version <= version)?.At ?? history.ChangedAt, known.Properties);
    }

    public async Task<ImmutableArray<TableName>> TablesAsync(string catalog, Actor actor, CancellationToken ct)
    {
        var tables = ImmutableArray.CreateBuilder<TableName>();
        foreach (var schema in Schemas)
        {
            try
            {
                await foreach (var info in unity.TablesAsync(catalog, schema, actor, ct))
                {
                    var name = new TableName(catalog, schema, info.Name ?? "");
                    if (info.DataSourceFormat is null or "DELTA" && SafeName.IsSafe(name.Name) && await access.MayReadAsync(actor, name, ct))
                        tables.Add(name);
                }
            }
            catch (ServiceFault fault) when (fault.IsMissing || fault.IsRefusedRight)
            {
                // A schema that is not there, or not for this actor, has no tables to tell of.
            }
        }
        return [.. tables.OrderBy(table => table.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The columns of a query, without running it; a type of null stands for a NULL that is nothing else.</summary>
    public async Task<ImmutableArray<(string Name, DataType? Type)>> ColumnsOfAsync(Sql query, Actor actor, CancellationToken ct)
    {
        var rows = await warehouse.RowsAsync(DeltaSql.ColumnsOf(query), actor, ct);
        return [.. rows.Rows.Select(row => (rows.Value(row, "col_name")!, DatabricksTypes.Parse(rows.Value(row, "data_type")!)))];
    }

    private async Task<(long Rows, long Bytes)> SizeAsync(TableName table, long version, bool isNewest, Actor actor, CancellationToken ct)
    {
        var rows = await warehouse.RowsAsync(Sql.Of($"SELECT count(*) FROM {table.At(version)}"), actor, ct);
        if (!isNewest)
            return (CellNumber(rows.Rows[0][0]), 0);
        var detail = await warehouse.RowsAsync(DeltaSql.Detail(table), actor, ct);
        return (CellNumber(rows.Rows[0][0]), CellNumber(detail.Value(detail.Rows[0], "sizeInBytes")));
    }

    private async Task<TableSchema> SchemaAtAsync(TableName table, long version, TableSchema newest, Actor actor, CancellationToken ct)
    {
        var columns = await ColumnsOfAsync(Sql.Of($"SELECT * FROM {table.At(version)}"), actor, ct);
        return new TableSchema(
            [.. columns.Select(column => newest.Find(column.Name) is { } known && known.Type == column.Type ? known : new ColumnSchema(column.Name, column.Type ?? DataType.String))],
            [.. newest.PartitionedBy.Where(name => columns.Any(column => column.Name == name))]);
    }

    private static TableSchema SchemaOf(TableInfo info)
    {
        var labels = Labels(info.Properties?.GetValueOrDefault(CommitNote.Labels));
        var columns = (info.Columns ?? []).OrderBy(column => column.Position).ToList();
        return new TableSchema(
            [.. columns.Select(column => new ColumnSchema(
                column.Name ?? "", DatabricksTypes.Parse(column.TypeText ?? column.TypeName ?? "string") ?? DataType.String, column.Nullable ?? true,
                labels.GetValueOrDefault(column.Name ?? ""), string.IsNullOrEmpty(column.Comment) ? null : column.Comment))],
            [.. columns.Where(column => column.PartitionIndex is not null).OrderBy(column => column.PartitionIndex).Select(column => column.Name!)]);
    }

    private static Dictionary<string, string> Labels(string? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static long CellNumber(string? text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>A table as Unity Catalog has it now.</summary>
internal sealed record KnownTable(TableSchema Schema, ImmutableSortedDictionary<string, string> Properties)
{
    /// <summary>Tells it from another of its name.</summary>
    public string? Id { get; init; }
}
