using System.Collections.Immutable;

namespace Kali.Data.Engines.Probes;

/// <summary>
/// Every construct that Kali's statements are made of, one small statement each. Whoever has an engine at hand can run them there
/// and compare the answers with those of another.
/// </summary>
public static class ProbeList
{
    public static ImmutableArray<Probe> All { get; } = [.. TextProbes.All(), .. ValueProbes.All(), .. QueryProbes.All()];
}
