using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Engines;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Lineage;

/// <summary>Where tables come from and what they go into.</summary>
public sealed class LineageGraphs(IDbContextFactory<KaliStore> stores, ITableAccess access)
{
    /// <summary>Uploads shown at a table: the newest ones; a dataset of many years has thousands.</summary>
    private const int UploadsShown = 12;

    private const int StepsFollowed = 32;

    /// <summary>All that is connected to the table in that direction, the newest run's edge for each pair.</summary>
    public async Task<LineageGraph> OfAsync(TableName root, LineageDirection direction, Actor actor, CancellationToken ct)
    {
        if (!await access.MayReadAsync(actor, root, ct))
            throw new NotAllowedException($"The lineage of {root} is shown to those who may read the table.");
        await using var store = await stores.CreateDbContextAsync(ct);
        var edges = new Dictionary<(string From, string To, RunStepName Step), LineageRecord>();
        if (direction is not LineageDirection.GoesTo)
        {
            await FollowAsync(store, root.ToString(), up: true, edges, ct);
            await AddLeftBehindAsync(store, edges, ct);
        }
        if (direction is not LineageDirection.ComesFrom)
            await FollowAsync(store, root.ToString(), up: false, edges, ct);
        return await GraphAsync(root.ToString(), [.. edges.Values.OrderBy(edge => edge.Id)], actor, ct);
    }

    /// <summary>The columns upstream and downstream of one: pairs of node and column, itself among them.</summary>
    public static ImmutableHashSet<(string Node, string Column)> Follow(LineageGraph graph, string node, string column)
    {
        var reached = new HashSet<(string, string)> { (node, column) };
        Spread(edge => edge.From, edge => edge.To, flow => flow.From, flow => flow.To);
        var down = reached.ToList();
        reached.Clear();
        reached.Add((node, column));
        Spread(edge => edge.To, edge => edge.From, flow => flow.To, flow => flow.From);
        return [.. reached, .. down];

        void Spread(Func<LineageEdge, string> here, Func<LineageEdge, string> there, Func<LineageColumn, string> hereColumn, Func<LineageColumn, string> thereColumn)
        {
            var open = new Queue<(string Node, string Column)>([(node, column)]);
            while (open.TryDequeue(out var at))
            {
                foreach (var edge in graph.Edges.Where(edge => here(edge) == at.Node))
                {
                    foreach (var flow in edge.Columns.Where(flow => hereColumn(flow) == at.Column))
                    {
                        if (reached.Add((there(edge), thereColumn(flow))))
                            open.Enqueue((there(edge), thereColumn(flow)));
                    }
                }
            }
        }
    }

    /// <summary>Rows that were held back on the way to the table: they are part of where its rows come from, for they are missing in it.</summary>
    private static async Task AddLeftBehindAsync(KaliStore store, Dictionary<(string, string, RunStepName), LineageRecord> found, CancellationToken ct)
    {
        var tables = found.Values.Select(edge => edge.Source).Distinct().Where(name => TableName.TryParse(name, out _)).ToList();
        var newest = await store.Set<LineageRecord>().AsNoTracking()
            .Where(edge => tables.Contains(edge.Source) && edge.Target.EndsWith(TableName.QuarantineSuffix))
            .GroupBy(edge => new { edge.Source, edge.Target, edge.Step }).Select(pair => pair.Max(edge => edge.Id)).ToListAsync(ct);
        foreach (var edge in await store.Set<LineageRecord>().AsNoTracking().Where(edge => newest.Contains(edge.Id)).ToListAsync(ct))
            found.TryAdd((edge.Source, edge.Target, edge.Step), edge);
    }

    private static async Task FollowAsync(KaliStore store, string root, bool up, Dictionary<(string, string, RunStepName), LineageRecord> found, CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { root };
        var open = new List<string> { root };
        for (var step = 0; open.Count > 0 && step < StepsFollowed; step++)
        {
            var here = open;
            open = [];
            var query = store.Set<LineageRecord>().AsNoTracking();
            query = up ? query.Where(edge => here.Contains(edge.Target)) : query.Where(edge => here.Contains(edge.Source));
            // The newest run of each pair tells the edge as it is now.
            var newest = await query.GroupBy(edge => new { edge.Source, edge.Target, edge.Step }).Select(pair => pair.Max(edge => edge.Id)).ToListAsync(ct);
            var edges = await store.Set<LineageRecord>().AsNoTracking().Where(edge => newest.Contains(edge.Id)).OrderByDescending(edge => edge.Id).ToListAsync(ct);
            var uploads = 0;
            foreach (var edge in edges)
            {
                if (LineageNames.TryUpload(edge.Source, out _) && ++uploads > UploadsShown)
                    continue;
                found.TryAdd((edge.Source, edge.Target, edge.Step), edge);
                var next = up ? edge.Source : edge.Target;
                if (seen.Add(next))
                    open.Add(next);
            }
        }
    }

    private async Task<LineageGraph> GraphAsync(string root, ImmutableArray<LineageRecord> records, Actor actor, CancellationToken ct)
    {
        var edges = ImmutableArray.CreateBuilder<LineageEdge>();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [root] = TableName.Parse(root).Name };
        var columns = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var flows = JsonSerializer.Deserialize<ImmutableArray<LineageColumn>>(record.Columns);
            labels[record.Source] = record.SourceFile ?? TableName.Parse(record.Source).Name;
            labels[record.Target] = TableName.Parse(record.Target).Name;
            Know(record.Source, flows.Select(flow => flow.From));
            Know(record.Target, flows.Select(flow => flow.To));
            edges.Add(new LineageEdge(
                record.Source, record.Target, record.Rows, new RunId(record.RunId), record.Step, record.SourceVersion, record.TargetVersion, record.Statement,
                record.UserName, record.At, record.KaliVersion, flows));
        }
        var nodes = ImmutableArray.CreateBuilder<LineageNode>();
        foreach (var (id, label) in labels)
        {
            var isFile = LineageNames.TryUpload(id, out var upload);
            var table = isFile ? (TableName?)null : TableName.Parse(id);
            nodes.Add(new LineageNode(id, label, table, upload, [.. columns.GetValueOrDefault(id) ?? []], isFile || await access.MayReadAsync(actor, table!.Value, ct)));
        }
        return new LineageGraph(root, nodes.ToImmutable(), edges.ToImmutable());

        void Know(string node, IEnumerable<string> names)
        {
            if (!columns.TryGetValue(node, out var known))
                columns[node] = known = [];
            known.AddRange(names.Where(name => !known.Contains(name)));
        }
    }
}
