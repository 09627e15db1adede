namespace Kali.Data.Pipeline.Steps;

/// <summary>Lineage: what was read and made is told to those who keep it.</summary>
internal sealed class LineageStep(RunAccounts accounts, IEnumerable<IRunSubscriber> subscribers) : RunStep
{
    public override RunStepName Name => RunStepName.Lineage;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        var account = await accounts.OfAsync(run, ct);
        foreach (var subscriber in subscribers)
            await subscriber.RecordAsync(account, ct);
        return new StepResult { Facts = run.Facts };
    }
}
