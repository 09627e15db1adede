using System.Collections.Immutable;
using System.CommandLine;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;

namespace Kali.Web.Commands;

/// <summary><c>plan FILE|TABLE</c>: the statements the pipeline would run, in order, without running them.</summary>
internal sealed class PlanVerb() : Verb("plan", "Print the SQL statements the pipeline would run, without running them")
{
    private readonly Argument<string> _target = TargetArgument.Create();
    private readonly Option<string> _engine = new("--engine") { Description = "The engine they are written for: embedded", DefaultValueFactory = _ => "embedded" };
    private readonly Option<string?> _sheet = FileBench.SheetOption();

    protected override void Describe(Command command)
    {
        _engine.AcceptOnlyFromAmong("embedded");
        command.Add(_target);
        command.Add(_engine);
        command.Add(_sheet);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        foreach (var statement in await PlanAsync(call, ct))
        {
            if (call.IsJson)
                await call.JsonAsync(new { number = statement.Number, step = statement.Step, writes = statement.Writes?.ToString(), statement = statement.Statement });
            else
                await call.LineAsync($"-- {statement.Number} {VerbWords.Word(statement.Step)}{(statement.Writes is { } table ? $" → {table}" : "")}{Environment.NewLine}{statement.Statement};{Environment.NewLine}");
        }
        return ExitCode.Well;
    }

    private async Task<ImmutableArray<PlannedStatement>> PlanAsync(VerbCall call, CancellationToken ct)
    {
        var target = call.Given.GetRequiredValue(_target);
        var plans = await call.ServiceAsync<StatementPlans>(ct);
        var actor = await call.ActorAsync(ct);
        if (VerbTables.IsTable(target))
        {
            return DatasetName.TryFrom(VerbTables.Named(target), out var dataset)
                ? await plans.OfAsync(dataset, actor, ct)
                : throw new RefusedException($"{target} belongs to no dataset; the pipeline writes it beside every run.");
        }
        var reading = await call.ServiceAsync<FileReading>(ct);
        var source = VerbFiles.Source(target);
        var (part, columns) = await FileBench.ReadAsync(call, reading, source, call.Given.GetValue(_sheet), ct);
        return plans.OfFile(source, part, columns, actor, ct);
    }
}
