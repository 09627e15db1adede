using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>The statements of a profile: one, and a second where the first found values to count.</summary>
internal static class PipelineStatements
{
    public static IEnumerable<Sql> Of(ProfileSource source, Profile first)
    {
        yield return ProfilePlan.For(source).Statement;
        if (ValuesPlan.For(source, first, keys: null).Statement is { } values)
            yield return values;
    }
}
