namespace Kali.Data.Pipeline;

/// <summary>Section <c>Kali:Pipeline</c>.</summary>
public sealed class PipelineOptions : ICheckedOptions
{
    public const string Section = "Kali:Pipeline";

    /// <summary>How many runs work at once on this lake; the others queue in order.</summary>
    public int AtOnce { get; set; } = 2;

    /// <summary>How long a process that does not answer keeps its runs.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether this process works on runs; off for an instance that only shows them.</summary>
    public bool Works { get; set; } = true;

    /// <summary>Up to how many rows a load is looked at by the detectors while it runs; a larger one is looked at when somebody asks.</summary>
    public long FindingsUpTo { get; set; } = 2_000_000;

    /// <summary>Whether results are also written as the tables of DQX where a dataset's people have not chosen.</summary>
    public bool WritesDqxTables { get; set; }

    public IEnumerable<string> Problems()
    {
        if (FindingsUpTo < 0)
            yield return $"Kali:Pipeline:FindingsUpTo is {FindingsUpTo}; it is 0 or more rows.";
        if (AtOnce is < 1 or > 64)
            yield return $"Kali:Pipeline:AtOnce is {AtOnce}; from 1 to 64 runs can work at once.";
        if (Lease < TimeSpan.FromSeconds(5) || Lease > TimeSpan.FromMinutes(10))
            yield return $"Kali:Pipeline:Lease is {Lease}; it is between 5 seconds and 10 minutes.";
    }
}
