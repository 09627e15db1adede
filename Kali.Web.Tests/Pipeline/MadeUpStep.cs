using Kali.Data;
using Kali.Data.Pipeline;

namespace Kali.Web.Tests.Pipeline;

/// <summary>A step that does what the test says and counts its attempts.</summary>
internal sealed class MadeUpStep(RunStepName name, Func<RunContext, CancellationToken, Task<StepResult>>? work = null) : RunStep
{
    private int _attempts;

    public int Attempts => _attempts;

    public override RunStepName Name => name;

    public override Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        Interlocked.Increment(ref _attempts);
        return work is null ? Task.FromResult(new StepResult { Facts = run.Facts }) : work(run, ct);
    }
}
