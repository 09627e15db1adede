using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Web.Tests.Children;

/// <summary>
/// A process that works on the runs of a lake and ends itself, as by kill -9, at a chosen moment: <c>FOLDER STEP before|after</c>,
/// or <c>FOLDER MILLISECONDS</c>, or without a moment works until its standard input ends.
/// </summary>
internal static class PipelineChild
{
    public static async Task<int> RunAsync(string[] args)
    {
        Action<IServiceCollection>? change = args is [_, var step, var side] ? KillAt(Enum.Parse<RunStepName>(step), side == "after") : null;
        await using var lake = await PipelineLake.OpenAsync(change, folder: args[0]);
        using var stopping = new CancellationTokenSource();
        var worker = lake.Get<RunWorker>().WorkAsync(stopping.Token);
        if (args is [_, var wait])
        {
            await Task.Delay(int.Parse(wait, System.Globalization.CultureInfo.InvariantCulture));
            Kill();
        }
        await Task.WhenAny(worker, Console.In.ReadToEndAsync());
        await stopping.CancelAsync();
        await worker;
        return 0;
    }

    private static Action<IServiceCollection> KillAt(RunStepName name, bool after) => services =>
    {
        var real = services.Where(service => service.ServiceType == typeof(RunStep)).ToList();
        foreach (var service in real)
            services.Remove(service);
        foreach (var type in real.Select(service => service.ImplementationType!))
        {
            services.AddSingleton(type);
            services.AddSingleton<RunStep>(provider =>
            {
                var step = (RunStep)provider.GetRequiredService(type);
                return step.Name == name ? new DeadlyStep(step, after) : step;
            });
        }
    };

    private static void Kill()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        self.Kill();
    }

    private sealed class DeadlyStep(RunStep step, bool after) : RunStep
    {
        public override RunStepName Name => step.Name;

        public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
        {
            if (after)
                await step.WorkAsync(run, ct);
            Kill();
            await Task.Delay(Timeout.Infinite, ct);
            return new StepResult { Facts = run.Facts };
        }
    }
}
