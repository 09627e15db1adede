using System.Globalization;

namespace Kali.Data.Pipeline;

/// <summary>What runs say in words.</summary>
internal static class RunWords
{
    public static string Count(long? count) => (count ?? 0).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What is kept when a run stops at a fault.</summary>
    public static Said Kept(RunFacts facts, string file) => facts switch
    {
        { RawRows: null } => Said.Of($"{file} is kept as it was received; no table was changed."),
        { SilverRows: { } silver, GoldVersion: { } gold } => Said.Of($"{facts.RawRows:N0} rows of {file} are kept in raw and {silver:N0} in silver; gold stands at version {gold}."),
        { SilverRows: { } silver } => Said.Of($"{facts.RawRows:N0} rows of {file} are kept in raw and {silver:N0} in silver; gold is as it was."),
        { GoldVersion: { } gold } => Said.Of($"{facts.RawRows:N0} rows of {file} are kept in raw; gold stands at version {gold}."),
        _ => Said.Of($"{facts.RawRows:N0} rows of {file} are kept in raw; gold is as it was."),
    };
}
