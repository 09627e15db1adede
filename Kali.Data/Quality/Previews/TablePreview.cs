using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A layer of a dataset at one version, open for looking at: pages of rows by filter, what is wrong with them, figures over all rows.</summary>
public sealed class TablePreview
{
    private static readonly SqlName RowId = new(DataLoad.RowId);
    private readonly ILakehouse _lakehouse;
    private readonly PreviewMarks _marks;
    private readonly TableRef _table;

    internal TablePreview(ILakehouse lakehouse, DatasetName dataset, Layer layer, TableDescription table, PreviewMarks marks)
    {
        (_lakehouse, _marks, _table) = (lakehouse, marks, marks.Subject.Table);
        (Dataset, Layer, Version, Rows, Schema) = (dataset, layer, table.Version, table.RowCount, table.Schema);
    }

    public DatasetName Dataset { get; }

    public Layer Layer { get; }

    public long Version { get; }

    /// <summary>All rows of this version; null where its files do not say.</summary>
    public long? Rows { get; }

    public TableSchema Schema { get; }

    /// <summary>The columns of the file, in its order.</summary>
    public IEnumerable<ColumnSchema> Columns => Schema.Columns.Where(column => !IsOwn(column));

    /// <summary>Kali's own columns, without those that only order and mark the rows.</summary>
    public IEnumerable<ColumnSchema> OwnColumns => Schema.Columns.Where(column => IsOwn(column) && column.Name is not (DataLoad.RowId or DataLoad.NotFitting or "_row" or "_reasons"));

    private bool IsOwn(ColumnSchema column) => column.IsSystem || (Layer is Layer.Quarantine && column.Name == QuarantinePlan.HeldAt);

    /// <summary>The rows a filter leaves, to be read a page at a time.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="order">By which column; null, or one that the table does not have, leaves them in file order.</param>
    public PreviewRows Of(PreviewFilter filter, PreviewOrder? order = null) =>
        new(_lakehouse, this, _table, Where(filter), order is not null && Schema.Find(order.Column) is not null ? order : null, filter.IsAll ? Rows : null, _marks);

    /// <summary>Counts over all rows of this version, in one scan, and over quarantine in another.</summary>
    public async Task<PreviewFacts> FactsAsync(Actor actor, CancellationToken ct)
    {
        var columns = Columns.ToList();
        var present = columns.Select((column, index) => Sql.Of($"{new Aggregate(AggregateFunction.Count, new Column(column.Name))} AS {new SqlName($"present_{index}")}"));
        var marked = _marks.IsNone
            ? Sql.Of($"{new WholeNumber(0)} AS marked_rows")
            : Sql.Of($"(SELECT count(*) FROM {_table} AS marked WHERE {RowId} IN ({_marks.RowIds})) AS marked_rows");
        var counts = await FirstAsync(Sql.Of($"SELECT {new RowCount()} AS all_rows, {marked}{Sql.Join("", present.Select(one => Sql.Of($", {one}")))} FROM {_table} AS counted"), actor, ct);
        var rows = CheckCounts.Number(counts[0]);
        var found = new Dictionary<string, (long Missing, long Marked)>(StringComparer.Ordinal);
        foreach (var (index, column) in columns.Index())
            found[column.Name] = (rows - CheckCounts.Number(counts[index + 2]), 0);
        await AddHeldAsync(found, actor, ct);
        return new PreviewFacts(rows, CheckCounts.Number(counts[1]), found.ToImmutableDictionary());
    }

    private async Task AddHeldAsync(Dictionary<string, (long Missing, long Marked)> found, Actor actor, CancellationToken ct)
    {
        if (Layer is Layer.Gold)
            return;
        var columns = found.Keys.ToList();
        if (columns.Count == 0 || _marks.CountHeld(columns) is not { } sql)
            return;
        var counts = await FirstAsync(sql, actor, ct);
        foreach (var (index, column) in columns.Index())
            found[column] = found[column] with { Marked = CheckCounts.Number(counts[index]) };
    }

    private Sql Where(PreviewFilter filter)
    {
        var conditions = new List<Sql>();
        if (filter.Find?.Trim() is { Length: > 0 } text)
        {
            var lowered = new Constant(text.ToLowerInvariant());
            conditions.Add(new AnyOf([.. filter.FindIn.Where(name => Schema.Find(name) is not null)
                .Select(name => SqlExpression.Call(SqlFunction.Contains, SqlExpression.Call(SqlFunction.Lower, new Column(name).AsText()), lowered).Surely())]));
        }
        if (filter.Only is { } only)
            conditions.Add(Schema.Find(only.Column) is { } column ? only.Condition(column) : new Truth(false));
        if (filter.Rule is { } rule)
            conditions.Add(Sql.Of($"{RowId} IN ({_marks.RowIdsOf(rule)})"));
        if (filter.LeftOutOf is { } load)
        {
            var rows = new DataLoad(Dataset, load.LoadNo, []).Rows;
            conditions.Add(Layer is Layer.Raw ? Sql.Of($"{rows} AND {RowId} NOT IN (SELECT {RowId} FROM {Dataset.In(Layer.Silver).At(load.SilverVersion)} AS kept WHERE {rows})") : new Truth(false));
        }
        if (filter.OnlyMarked)
            conditions.Add(Sql.Of($"{RowId} IN ({_marks.RowIds})"));
        return conditions.Count == 0 ? SqlExpression.True : Sql.Join(" AND ", conditions);
    }

    private async Task<object?[]> FirstAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        await using var result = await _lakehouse.QueryAsync(sql, actor, ct);
        return (await result.ToListAsync(ct))[0];
    }
}
