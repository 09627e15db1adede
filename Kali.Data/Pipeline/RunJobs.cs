using Kali.Data.Engines;

namespace Kali.Data.Pipeline;

/// <summary>Tells the engine's job how its run goes, where the engine has jobs.</summary>
internal sealed class RunJobs(IEnumerable<IRunJobs> engines)
{
    public async Task BeginAsync(RunContext run, RunStepName step, CancellationToken ct)
    {
        foreach (var engine in engines)
            await engine.BeginAsync(Of(run), step, run.Actor, run.Progress.Say, ct);
    }

    public async Task LookAtAsync(RunContext run, string? address, long bytes, CancellationToken ct)
    {
        foreach (var engine in engines)
            await engine.LookAtAsync(Of(run), address, bytes, run.Actor, run.Progress.Say, ct);
    }

    public async Task EndAsync(RunContext run, RunStepName step, StepResult result, CancellationToken ct)
    {
        foreach (var engine in engines)
            await engine.EndAsync(Of(run), step, result.State, result.Says, run.Actor, ct);
    }

    public async Task FailAsync(RunContext run, Said fault)
    {
        foreach (var engine in engines)
            await engine.FailAsync(Of(run), fault, run.Actor, CancellationToken.None);
    }

    public async Task CancelAsync(RunContext run, CancellationToken ct)
    {
        foreach (var engine in engines)
            await engine.CancelAsync(Of(run), run.Actor, ct);
    }

    public void Leave(RunContext run)
    {
        foreach (var engine in engines)
            engine.Leave(Of(run));
    }

    private static JobOfRun Of(RunContext run) => new(run.Id, run.Uuid);
}
