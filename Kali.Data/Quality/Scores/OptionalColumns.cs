using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// Columns that somebody said may be empty: a rule looks whether a value is there, and does not stop the row where it is not.
/// What is wrong in such a column alone counts half in the score. A column of the key, or one that must be filled, is none of them;
/// nor is a column that nobody said it of, however empty it is: else a missing value would better the score.
/// </summary>
internal static class OptionalColumns
{
    public static FrozenSet<string> Of(IEnumerable<Rule> rules, ImmutableArray<string> keys)
    {
        var required = new HashSet<string>(keys, StringComparer.Ordinal);
        var optional = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules.Where(rule => rule is { IsOn: true, Kind: NotNull or MissingValues }))
            (rule is { Severity: Severity.Stops, Filter: null } ? required : optional).UnionWith(rule.Columns);
        return optional.Except(required).ToFrozenSet(StringComparer.Ordinal);
    }
}
