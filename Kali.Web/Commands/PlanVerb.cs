using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;

namespace Kali.Web.Commands;

/// <summary>
/// <c>plan FILE|TABLE</c>: the statements the pipeline would run, in order, without running them.
/// <c>plan --probe</c>: a small statement for every construct, with the embedded engine's answer.
/// </summary>
internal sealed class PlanVerb() : Verb("plan", "Print the SQL statements the pipeline would run, without running them")
{
    private readonly Argument<string?> _target = new("TABLE|FILE") { Description = "catalog.schema.table, or anything Kali ingests", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _engine = new("--engine") { Description = "The engine they are written for: embedded or databricks", DefaultValueFactory = _ => StatementPlans.Embedded };
    private readonly Option<bool> _probe = new("--probe") { Description = "In place of a plan: one small statement for every construct, with the embedded engine's answer" };
    private readonly Option<string?> _sheet = FileBench.SheetOption();

    protected override void Describe(Command command)
    {
        _engine.AcceptOnlyFromAmong(StatementPlans.Embedded, "databricks");
        command.Add(_target);
        command.Add(_engine);
        command.Add(_probe);
        command.Add(_sheet);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        if (call.Given.GetValue(_probe))
            return await ProbePlan.WriteAsync(call, call.Given.GetRequiredValue(_engine), ct);
        foreach (var statement in await PlanAsync(call, ct))
        {
            if (call.IsJson)
            {
                await call.JsonAsync(new
                {
                    number = statement.Number,
                    step = statement.Step,
                    task = statement.Task,
                    writes = statement.Writes?.ToString(),
                    statement = statement.Statement,
                    parameters = statement.Parameters,
                });
            }
            else
                await call.LineAsync($"-- {statement.Number} {VerbWords.Word(statement.Step)}{(statement.Writes is { } table ? $" → {table}" : "")}{Environment.NewLine}{statement.Statement};{Environment.NewLine}");
        }
        await WriteJobAsync(call, ct);
        return ExitCode.Well;
    }

    /// <summary>Behind the statements the job whose tasks carry them out, where the engine has jobs.</summary>
    private async Task WriteJobAsync(VerbCall call, CancellationToken ct)
    {
        if ((await call.ServiceAsync<StatementPlans>(ct)).JobOf(call.Given.GetRequiredValue(_engine)) is not { } definition)
            return;
        var job = JsonNode.Parse(definition)!;
        if (call.IsJson)
            await call.JsonAsync(new { job });
        else
            await call.LineAsync($"/* The job that carries them out, a task for each step:{Environment.NewLine}{job.ToJsonString(new JsonSerializerOptions { WriteIndented = true })}{Environment.NewLine}*/");
    }

    private async Task<ImmutableArray<PlannedStatement>> PlanAsync(VerbCall call, CancellationToken ct)
    {
        var target = call.Given.GetValue(_target) ?? throw new RefusedException("plan needs a file or a table, or --probe.");
        var engine = call.Given.GetRequiredValue(_engine);
        var plans = await call.ServiceAsync<StatementPlans>(ct);
        var actor = await call.ActorAsync(ct);
        if (VerbTables.IsTable(target))
        {
            return DatasetName.TryFrom(VerbTables.Named(target), out var dataset)
                ? await plans.OfAsync(dataset, actor, ct, engine)
                : throw new RefusedException($"{target} belongs to no dataset; the pipeline writes it beside every run.");
        }
        var reading = await call.ServiceAsync<FileReading>(ct);
        var source = VerbFiles.Source(target);
        var (part, columns) = await FileBench.ReadAsync(call, reading, source, call.Given.GetValue(_sheet), ct);
        return plans.OfFile(source, part, columns, actor, ct, engine);
    }
}
