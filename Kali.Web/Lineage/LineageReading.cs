using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Lineage;

namespace Kali.Web.Lineage;

/// <summary>What the lineage explorer shows.</summary>
public sealed class LineageReading(LineageGraphs graphs, RowStories stories, ILakehouse lakehouse)
{
    private const int SamplesShown = 8;

    /// <summary>The graph, with version and rows of the tables that may be read.</summary>
    public async Task<LineageShown> ReadAsync(TableName root, LineageDirection direction, Actor actor, CancellationToken ct)
    {
        var graph = await graphs.OfAsync(root, direction, actor, ct);
        var sizes = ImmutableDictionary.CreateBuilder<string, TableDescription>();
        foreach (var node in graph.Nodes.Where(node => node is { MayRead: true, Table: not null }).Take(LineageFold.Most))
        {
            if (await lakehouse.DescribeAsync(node.Table!.Value, actor, ct) is { } description)
                sizes[node.Id] = description;
        }
        return new LineageShown(root, graph, sizes.ToImmutable());
    }

    public Task<RowStory> StoryAsync(TableName table, long rowId, Actor actor, CancellationToken ct) => stories.OfAsync(table, rowId, actor, ct);

    /// <summary>The newest rows of the table, to choose one whose story is told.</summary>
    public async Task<ImmutableArray<RowSample>> SamplesAsync(TableName table, Actor actor, CancellationToken ct)
    {
        if (await lakehouse.DescribeAsync(table, actor, ct) is not { } description || description.Schema.Find("_row_id") is null)
            return [];
        var rowId = new SqlName("_row_id");
        var columns = description.Schema.Columns.Where(column => !column.IsSystem).Take(3).Select(column => (Sql)new Column(column.Name).AsText());
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"SELECT {rowId}, {columns} FROM {table} ORDER BY {rowId} DESC LIMIT {new WholeNumber(SamplesShown)}"), actor, ct);
        return [.. (await result.ToListAsync(ct)).Select(row => new RowSample((long)row[0]!, [.. row.Skip(1).Select(value => value as string)]))];
    }
}

/// <param name="Root">The table it was asked for.</param>
/// <param name="Graph">What was recorded around it.</param>
/// <param name="Tables">What is known of the tables, by node.</param>
public sealed record LineageShown(TableName Root, LineageGraph Graph, ImmutableDictionary<string, TableDescription> Tables)
{
    public int Files => Graph.Nodes.Count(node => node.Table is null);
}

/// <summary>A row to choose, with its first cells.</summary>
public sealed record RowSample(long RowId, ImmutableArray<string?> Cells);
