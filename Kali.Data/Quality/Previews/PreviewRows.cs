using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// The rows that a filter leaves of a table version. In file order a page far down is found by signposts (every so many rows one row id,
/// read once), so that it costs as much as the first: no page is reached by skipping the rows before it. In the order of a column the row ids
/// of a page are found by sorting that column alone, and only those rows are read.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to let go of, and pages are many.")]
public sealed class PreviewRows
{
    internal const int SignpostEvery = 2000;
    private static readonly SqlName RowId = new(DataLoad.RowId);
    private readonly ILakehouse _lakehouse;
    private readonly TablePreview _preview;
    private readonly TableRef _table;
    private readonly Sql _where;
    private readonly PreviewOrder? _order;
    private readonly PreviewMarks _marks;
    private readonly SemaphoreSlim _once = new(1);
    private ImmutableArray<long>? _signposts;
    private long? _count;

    internal PreviewRows(ILakehouse lakehouse, TablePreview preview, TableRef table, Sql where, PreviewOrder? order, long? count, PreviewMarks marks) =>
        (_lakehouse, _preview, _table, _where, _order, _count, _marks) = (lakehouse, preview, table, where, order, count, marks);

    private Sql Order => _order is null ? RowId
        : _order.IsDescending ? Sql.Of($"{new SqlName(_order.Column)} DESC NULLS LAST, {RowId}")
        : Sql.Of($"{new SqlName(_order.Column)} ASC NULLS LAST, {RowId}");

    private Sql Placed => Sql.Of($"(SELECT {RowId}, row_number() OVER (ORDER BY {Order}) AS place FROM {_table} AS looked_at WHERE {_where}) AS placed");

    /// <summary>How many rows there are.</summary>
    public async Task<long> CountAsync(Actor actor, CancellationToken ct) =>
        _count ??= await NumberAsync(Sql.Of($"SELECT count(*) FROM {_table} AS counted WHERE {_where}"), actor, ct) ?? 0;

    /// <summary>Rows from <paramref name="start"/>, counted from 0, with the values of these columns.</summary>
    public async Task<ImmutableArray<PreviewRow>> ReadAsync(long start, int take, ImmutableArray<string> columns, Actor actor, CancellationToken ct)
    {
        if (take <= 0)
            return [];
        if (_order is not null)
            return await OrderedAsync(start, take, columns, actor, ct);
        var (from, skip) = (long.MinValue, start);
        if (start >= SignpostEvery)
        {
            var signposts = await SignpostsAsync(actor, ct);
            var post = Math.Min(start / SignpostEvery, signposts.Length - 1);
            if (post < 0)
                return [];
            (from, skip) = (signposts[(int)post], start - post * SignpostEvery);
        }
        var range = from == long.MinValue ? _where : Sql.Of($"{_where} AND {new Column(RowId).AtLeast(new WholeNumber(from))}");
        return await MarkedAsync(
            Sql.Of($"""
                SELECT {RowId}{Values(columns)}
                FROM {_table} AS looked_at
                WHERE {range}
                ORDER BY {RowId}
                LIMIT {new WholeNumber(take)} OFFSET {new WholeNumber(skip)}
                """),
            actor, ct);
    }

    private async Task<ImmutableArray<PreviewRow>> OrderedAsync(long start, int take, ImmutableArray<string> columns, Actor actor, CancellationToken ct)
    {
        await using var page = await _lakehouse.QueryAsync(
            Sql.Of($"SELECT {RowId} FROM {_table} AS looked_at WHERE {_where} ORDER BY {Order} LIMIT {new WholeNumber(take)} OFFSET {new WholeNumber(start)}"), actor, ct);
        var ids = (await page.ToListAsync(ct)).ConvertAll(row => (long)row[0]!);
        if (ids.Count == 0)
            return [];
        var places = ids.Index().ToDictionary(id => id.Item, id => id.Index);
        var rows = await MarkedAsync(
            Sql.Of($"SELECT {RowId}{Values(columns)} FROM {_table} AS looked_at WHERE {RowId} IN ({ids.Select(id => (SqlExpression)new WholeNumber(id))})"), actor, ct);
        return [.. rows.OrderBy(row => places[row.RowId])];
    }

    private Sql Values(ImmutableArray<string> columns) =>
        Sql.Join("", columns.Where(name => _preview.Schema.Find(name) is not null).Select(name => Sql.Of($", {new Column(name).AsText()}")));

    private async Task<ImmutableArray<PreviewRow>> MarkedAsync(Sql page, Actor actor, CancellationToken ct)
    {
        await using var result = await _lakehouse.QueryAsync(page, actor, ct);
        var rows = await result.ToListAsync(ct);
        var ids = rows.ConvertAll(row => (long)row[0]!);
        var marks = await _marks.ReadAsync(_lakehouse, ids, actor, ct);
        return [.. rows.Select(row => new PreviewRow(
            (long)row[0]!, DataLoad.RowOf((long)row[0]!), [.. row.Skip(1).Select(value => value as string)], [.. marks[(long)row[0]!]]))];
    }

    /// <summary>The place of a row, counted from 0; null when the filter leaves it out.</summary>
    public async Task<long?> PlaceOfAsync(long rowId, Actor actor, CancellationToken ct)
    {
        if (_order is not null)
            return await NumberAsync(Sql.Of($"SELECT place FROM {Placed} WHERE {RowId} = {new WholeNumber(rowId)}"), actor, ct) - 1;
        var isThere = await NumberAsync(Sql.Of($"SELECT count(*) FROM {_table} AS counted WHERE {_where} AND {new Column(RowId).EqualTo(new WholeNumber(rowId))}"), actor, ct);
        return isThere is null or 0 ? null
            : await NumberAsync(Sql.Of($"SELECT count(*) FROM {_table} AS counted WHERE {_where} AND {new Column(RowId).LessThan(new WholeNumber(rowId))}"), actor, ct);
    }

    /// <summary>The next marked row after (or before) that one; null when there is none.</summary>
    public async Task<long?> NextMarkedAsync(long rowId, bool forward, Actor actor, CancellationToken ct)
    {
        if (_marks.IsNone)
            return null;
        if (_order is not null)
            return await NextPlacedAsync(rowId, forward, actor, ct);
        var beyond = forward ? new Column(RowId).GreaterThan(new WholeNumber(rowId)) : new Column(RowId).LessThan(new WholeNumber(rowId));
        var nearest = new Aggregate(forward ? AggregateFunction.Min : AggregateFunction.Max, new Column(RowId));
        return await NumberAsync(Sql.Of($"SELECT {nearest} FROM {_table} AS looked_at WHERE {_where} AND {beyond} AND {RowId} IN ({_marks.RowIds})"), actor, ct);
    }

    private async Task<long?> NextPlacedAsync(long rowId, bool forward, Actor actor, CancellationToken ct)
    {
        if (await PlaceOfAsync(rowId, actor, ct) is not { } place)
            return null;
        var here = new WholeNumber(place + 1);
        var beyond = forward ? Sql.Of($"place > {here} AND {RowId} IN ({_marks.RowIds}) ORDER BY place") : Sql.Of($"place < {here} AND {RowId} IN ({_marks.RowIds}) ORDER BY place DESC");
        return await NumberAsync(Sql.Of($"SELECT {RowId} FROM {Placed} WHERE {beyond} LIMIT 1"), actor, ct);
    }

    private async Task<ImmutableArray<long>> SignpostsAsync(Actor actor, CancellationToken ct)
    {
        await _once.WaitAsync(ct);
        try
        {
            if (_signposts is { } known)
                return known;
            var place = new Column("place");
            var isPost = SqlExpression.Call(SqlFunction.Remainder, place, new WholeNumber(SignpostEvery)).EqualTo(new WholeNumber(1));
            await using var result = await _lakehouse.QueryAsync(
                Sql.Of($"""
                    SELECT {RowId}
                    FROM {Placed}
                    WHERE {isPost}
                    ORDER BY {RowId}
                    """),
                actor, ct);
            var posts = (await result.ToListAsync(ct)).Select(row => (long)row[0]!).ToImmutableArray();
            _signposts = posts;
            return posts;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The first value; null where there is no row, or nothing in it.</summary>
    private async Task<long?> NumberAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        await using var result = await _lakehouse.QueryAsync(sql, actor, ct);
        return await result.ToListAsync(ct) is [[{ } value, ..], ..] ? CheckCounts.Number(value) : null;
    }
}
