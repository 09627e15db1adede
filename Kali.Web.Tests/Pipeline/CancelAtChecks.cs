using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Data.Pipeline.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Web.Tests.Pipeline;

/// <summary>Somebody cancels while the rules are checked.</summary>
internal sealed class CancelAtChecks
{
    public Runs? Runs { get; set; }

    public void PutBefore(IServiceCollection services)
    {
        var checks = services.Single(service => service.ImplementationType == typeof(ChecksStep));
        services.Remove(checks);
        services.AddSingleton<RunStep>(new MadeUpStep(RunStepName.Checks, async (run, ct) =>
        {
            await Runs!.CancelAsync(run.Id, PipelineLake.One, ct);
            await Task.Delay(Timeout.Infinite, ct);
            return new StepResult { Facts = run.Facts };
        }));
    }
}
