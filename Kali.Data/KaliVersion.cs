using System.Reflection;

namespace Kali.Data;

/// <summary>The version of this build: stands in lineage, events and health.</summary>
public static class KaliVersion
{
    public static string Text { get; } =
        typeof(KaliVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
