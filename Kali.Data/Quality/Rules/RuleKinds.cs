using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>The kinds of rules there are, by their names in files.</summary>
public static class RuleKinds
{
    public static ImmutableArray<string> All { get; } =
        [.. typeof(RuleKind).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!)];
}
