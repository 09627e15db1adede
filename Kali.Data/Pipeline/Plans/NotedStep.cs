namespace Kali.Data.Pipeline;

/// <summary>A step whose statements are kept under its name.</summary>
internal sealed class NotedStep(RunStep step, SentStatements sent) : RunStep
{
    public override RunStepName Name => step.Name;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        sent.Step = Name;
        return await step.WorkAsync(run, ct);
    }
}
