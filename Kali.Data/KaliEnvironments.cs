using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Kali.Data;

/// <summary>
/// Settings of each environment side by side, under <c>Kali:Environments:development</c> and <c>Kali:Environments:production</c>, with the names they have under <c>Kali</c>.
/// <c>Kali:Environment</c> chooses one. What is set under <c>Kali</c> itself goes before.
/// </summary>
public static class KaliEnvironments
{
    public const string Section = $"{KaliOptions.Section}:Environments";

    public static void AddKaliEnvironment(this IConfigurationManager configuration)
    {
        var name = configuration[$"{KaliOptions.Section}:{nameof(KaliOptions.Environment)}"] ?? KaliOptions.Development;
        var settings = configuration.GetSection($"{Section}:{name}").AsEnumerable(makePathsRelative: true)
            .Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create($"{KaliOptions.Section}:{setting.Key}", setting.Value))
            .ToList();
        // First of all sources, so that every other one goes before it.
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
    }
}
