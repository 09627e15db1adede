using System.Collections.Immutable;
using System.CommandLine;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;

namespace Kali.Web.Commands;

/// <summary><c>ingest FILE…</c>: the whole pipeline, as an upload in the browser would go. The answer is no when a gate fails.</summary>
internal sealed class IngestVerb() : Verb("ingest", "Load files through the whole pipeline: raw, silver, checks, gold; the exit code is 1 when a gate fails")
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Anything Kali ingests", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _dataset = new("--dataset") { Description = "The dataset; the file's name without it", HelpName = "N" };
    private readonly Option<string?> _mode = new("--mode") { Description = "append, overwrite or merge; what the dataset did last without it", HelpName = "MODE" };
    private readonly Option<string?> _key = new("--key") { Description = "The columns that tell rows apart, with commas between; needed to merge", HelpName = "C,…" };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "The sheet of a workbook; all that are not hidden without it", HelpName = "S" };
    private readonly Option<bool> _again = new("--again") { Description = "Load a file that was loaded before" };
    private readonly Option<string?> _as = AsOption();

    protected override void Describe(Command command)
    {
        _mode.AcceptOnlyFromAmong("append", "overwrite", "merge");
        command.Add(_files);
        command.Add(_dataset);
        command.Add(_mode);
        command.Add(_key);
        command.Add(_sheet);
        command.Add(_again);
        command.Add(_as);
        command.Validators.Add(given =>
        {
            if ((given.GetValue(_mode) == "merge") != (given.GetValue(_key) is not null))
                given.AddError("--mode merge and --key belong together: the key tells which rows are the same.");
        });
    }

    protected override string? As(ParseResult parsed) => parsed.GetValue(_as);

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var actor = await call.ActorAsync(ct);
        var files = call.Given.GetRequiredValue(_files);
        var intaking = new FileIntake(
            call, await call.ServiceAsync<UploadSessions>(ct), await call.ServiceAsync<Intakes>(ct), await call.ServiceAsync<KaliOptions>(ct), actor,
            new FileWishes(call.Given.GetValue(_dataset), Mode(call.Given.GetValue(_mode)), Keys(call.Given.GetValue(_key)), call.Given.GetValue(_sheet), call.Given.GetValue(_again)));
        var started = new List<StartedPart>();
        var read = await VerbFiles.EachAsync(call, files, async file => started.AddRange(await intaking.TakeAsync(file, ct)));

        var runs = await new RunsToTheEnd(call, await call.ServiceAsync<Runs>(ct), await call.ServiceAsync<RunWorker>(ct), actor).WaitAsync([.. started], ct);
        var exit = read;
        foreach (var (part, run) in runs)
        {
            await TellAsync(call, part, run);
            exit = Math.Max(exit, Exit(run, isOneOfSeveral: started.Count > 1));
        }
        return exit;
    }

    private static int Exit(RunSnapshot run, bool isOneOfSeveral) => run switch
    {
        { State: RunState.Done, Gate: GateState.Failed } => ExitCode.No,
        { State: RunState.Done } => ExitCode.Well,
        _ => isOneOfSeveral ? ExitCode.No : ExitCode.CouldNotRun,
    };

    private static async Task TellAsync(VerbCall call, StartedPart part, RunSnapshot run)
    {
        if (call.IsJson)
        {
            await call.JsonAsync(new
            {
                file = part.File,
                sheet = run.Sheet,
                dataset = run.Dataset.ToString(),
                run = run.Id.Value,
                state = run.State,
                gate = run.Gate,
                gate_reason = run.GateReason,
                score = run.Score,
                gold_version = run.GoldVersion,
                ledger = run.Ledger,
                fault = run.Fault?.Message,
                assumed = part.Assumed.Select(question => new { question = question.Key, answer = question.Default }),
            });
            return;
        }
        var name = run.Sheet is { } sheet ? $"{part.File} › {sheet}" : part.File;
        if (run.State is not RunState.Done)
        {
            await call.LineAsync($"{name}: {VerbWords.Word(run.State)}. {run.Fault?.Message} {run.Fault?.Kept}");
            return;
        }
        var ledger = run.Ledger;
        var reached = ledger.Gold is { } gold ? $"{VerbWords.Count(gold)} in gold" : $"{VerbWords.Count(ledger.Waiting ?? 0)} wait for the gate";
        await call.LineAsync(
            $"{name} → {run.Dataset.Gold}{(run.GoldVersion is { } version ? $" version {version}" : "")}: of {VerbWords.Count(ledger.LinesInFile ?? 0)} rows {reached}, "
            + $"{VerbWords.Count(ledger.HeldBack ?? 0)} held back, {VerbWords.Count(ledger.Duplicates ?? 0)} duplicates left out, {VerbWords.Count(ledger.NotReadable ?? 0)} not readable. "
            + $"Gate {VerbWords.Word(run.Gate ?? GateState.Passed)}.{(run.GateReason is { } reason ? " " + reason : "")}");
    }

    private static IngestMode? Mode(string? word) => word switch
    {
        "append" => IngestMode.Append,
        "overwrite" => IngestMode.Overwrite,
        "merge" => IngestMode.Merge,
        _ => null,
    };

    private static ImmutableArray<string> Keys(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
