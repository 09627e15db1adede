using System.CommandLine;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Lineage;

namespace Kali.Web.Commands;

/// <summary><c>lineage TABLE</c>: where a table comes from and what it goes into, as runs have recorded it.</summary>
internal sealed class LineageVerb() : Verb("lineage", "Show where a table comes from and what it goes into")
{
    private readonly Argument<string> _table = new("TABLE") { Description = "catalog.schema.table" };
    private readonly Option<string> _direction = new("--direction") { Description = "from, to or both", DefaultValueFactory = _ => "both" };

    protected override void Describe(Command command)
    {
        _direction.AcceptOnlyFromAmong("from", "to", "both");
        command.Add(_table);
        command.Add(_direction);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var table = VerbTables.Named(call.Given.GetRequiredValue(_table));
        var actor = await call.ActorAsync(ct);
        if (await (await call.ServiceAsync<ILakehouse>(ct)).DescribeAsync(table, actor, ct) is null)
            throw new NotFoundException($"There is no table {table} in this lake.");
        var direction = call.Given.GetValue(_direction) switch
        {
            "from" => LineageDirection.ComesFrom,
            "to" => LineageDirection.GoesTo,
            _ => LineageDirection.Both,
        };
        var graph = await (await call.ServiceAsync<LineageGraphs>(ct)).OfAsync(table, direction, actor, ct);
        if (call.IsJson)
        {
            await call.JsonAsync(new
            {
                table = table.ToString(),
                nodes = graph.Nodes.Select(node => new { id = node.Id, label = node.Label, table = node.Table?.ToString(), upload = node.UploadId, columns = node.Columns }),
                edges = graph.Edges.Select(edge => new
                {
                    from = edge.From,
                    to = edge.To,
                    rows = edge.Rows,
                    run = edge.Run.Value,
                    step = edge.Step,
                    from_version = edge.FromVersion,
                    to_version = edge.ToVersion,
                    statement = edge.Statement,
                    user = edge.UserName,
                    at = edge.At,
                    kali_version = edge.KaliVersion,
                    columns = edge.Columns,
                }),
            });
            return ExitCode.Well;
        }
        if (graph.Edges.IsEmpty)
        {
            await call.LineAsync($"No run has recorded anything about {table}.");
            return ExitCode.Well;
        }
        var lines = new TextTable("from", "to", "step", "rows", "run", "at", "by");
        foreach (var edge in graph.Edges)
        {
            lines.Add(
                graph.Nodes.First(node => node.Id == edge.From) is { Table: null } file ? file.Label : edge.From, edge.To, VerbWords.Word(edge.Step),
                edge.Rows is { } rows ? VerbWords.Count(rows) : "", edge.Run.ToString(), edge.At.ToString("u", CultureInfo.InvariantCulture), edge.UserName);
        }
        await call.LineAsync(lines.ToString());
        return ExitCode.Well;
    }
}
