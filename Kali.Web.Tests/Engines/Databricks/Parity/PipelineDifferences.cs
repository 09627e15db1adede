namespace Kali.Web.Tests.Engines.Databricks.Parity;

/// <summary>What is told of one dataset on one engine and not on the other.</summary>
internal static class PipelineDifferences
{
    private const int MostTold = 8;
    private const int Longest = 600;

    /// <summary>The first of them, those of the run itself before its rows.</summary>
    public static IEnumerable<string> Of(string dataset, List<string> here, List<string> there)
    {
        var (onlyHere, onlyThere) = (here.Except(there), there.Except(here));
        return onlyHere.Select(line => $"embedded    {line}").Concat(onlyThere.Select(line => $"databricks  {line}"))
            .OrderByDescending(line => line[12..].StartsWith("run ", StringComparison.Ordinal)).ThenBy(line => line, StringComparer.Ordinal)
            .Take(MostTold)
            .Select(line => $"{dataset}: {(line.Length > Longest ? line[..Longest] : line)}");
    }
}
