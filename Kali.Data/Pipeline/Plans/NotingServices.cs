using Kali.Data.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kali.Data.Pipeline;

/// <summary>For a lake that is there to see what a run sends.</summary>
public static class NotingServices
{
    /// <summary>Keeps what runs send, so that <see cref="StatementPlans.OfRuns"/> can tell it. To be called after Kali's services have been added.</summary>
    public static IServiceCollection NoteStatements(this IServiceCollection services)
    {
        services.AddSingleton<SentStatements>();
        var engine = services.Last(service => service.ServiceType == typeof(ILakehouse));
        services.Replace(ServiceDescriptor.Singleton<ILakehouse>(provider => new NotingLakehouse((ILakehouse)engine.ImplementationFactory!(provider), provider.GetRequiredService<SentStatements>())));
        foreach (var step in services.Where(service => service.ServiceType == typeof(RunStep)).ToList())
        {
            services[services.IndexOf(step)] = ServiceDescriptor.Singleton<RunStep>(
                provider => new NotedStep((RunStep)ActivatorUtilities.CreateInstance(provider, step.ImplementationType!), provider.GetRequiredService<SentStatements>()));
        }
        return services;
    }
}
