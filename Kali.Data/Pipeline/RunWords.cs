using System.Globalization;

namespace Kali.Data.Pipeline;

/// <summary>What runs say in words.</summary>
internal static class RunWords
{
    public static string Count(long? count) => (count ?? 0).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What is kept when a run stops at a fault.</summary>
    public static string Kept(RunFacts facts, string file)
    {
        if (facts.RawRows is null)
            return $"{file} is kept as it was received; no table was changed.";
        var kept = $"{Count(facts.RawRows)} rows of {file} are kept in raw";
        if (facts.SilverRows is not null)
            kept += $" and {Count(facts.SilverRows)} in silver";
        return facts.GoldVersion is { } gold
            ? string.Create(CultureInfo.InvariantCulture, $"{kept}; gold stands at version {gold}.")
            : $"{kept}; gold is as it was.";
    }
}
