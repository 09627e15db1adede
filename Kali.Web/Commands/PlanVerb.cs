using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;

namespace Kali.Web.Commands;

/// <summary>
/// <c>plan FILE|TABLE</c>: the statements the pipeline would run, in order, without running them where they are meant to be run.
/// <c>plan --probe</c>: a small statement for every construct, with the embedded engine's answer.
/// </summary>
internal sealed class PlanVerb() : Verb("plan", "Print the SQL statements the pipeline would run, without running them")
{
    private readonly Argument<string?> _target = new("TABLE|FILE") { Description = "catalog.schema.table, or anything Kali ingests", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _engine = new("--engine") { Description = "The engine they are written for: embedded or databricks", DefaultValueFactory = _ => StatementPlans.Embedded };
    private readonly Option<bool> _probe = new("--probe") { Description = "In place of a plan: one small statement for every construct, with the embedded engine's answer" };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "The sheet of a workbook; all of them without it", HelpName = "S" };

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
                    reads = statement.Staged,
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
        return await OfFileAsync(call, target, engine, actor, ct);
    }

    /// <summary>A step asks as its data answer, so the file goes through a run: on this machine, on a lake that is thrown away.</summary>
    private async Task<ImmutableArray<PlannedStatement>> OfFileAsync(VerbCall call, string file, string engine, Actor actor, CancellationToken ct)
    {
        await using var lake = ThrownAwayLake.Of(call, services => services.NoteStatements());
        var intaking = new FileIntake(
            call, await lake.ServiceAsync<UploadSessions>(ct), await lake.ServiceAsync<Intakes>(ct), await lake.ServiceAsync<KaliOptions>(ct), actor,
            new FileWishes(null, null, [], call.Given.GetValue(_sheet), Again: false));
        var runs = new RunsToTheEnd(call, await lake.ServiceAsync<Runs>(ct), await lake.ServiceAsync<RunWorker>(ct), actor);
        if ((await runs.WaitAsync(await intaking.TakeAsync(file, ct), ct)).Select(ended => ended.Run).FirstOrDefault(run => run.State is not RunState.Done) is { } broken)
            throw new RefusedException($"{file} cannot be planned to its end. {broken.Fault?.Message}");
        return (await lake.ServiceAsync<StatementPlans>(ct)).OfRuns(engine);
    }
}
