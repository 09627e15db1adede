using System.Globalization;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>Section <c>Kali:Databricks:Jobs</c>: whether pipelines run as Databricks jobs, and on what.</summary>
public sealed class JobOptions : ICheckedOptions
{
    public const string Section = "Kali:Databricks:Jobs";

    public const string Development = "development";
    public const string Production = "production";

    /// <summary>Whether what a run changes is carried out by a job; without it the SQL warehouse does it.</summary>
    public bool Enabled { get; set; }

    /// <summary><see cref="Development"/> or <see cref="Production"/>: the size of the cluster where nothing else is said; by default that of Kali itself.</summary>
    public string? Environment { get; set; }

    public string SparkVersion { get; set; } = "13.3.x-scala2.12";

    /// <summary>The machines; by default those of the environment.</summary>
    public string? NodeType { get; set; }

    public string? DriverNodeType { get; set; }

    public int? MinWorkers { get; set; }

    public int? MaxWorkers { get; set; }

    /// <summary>A cluster policy of the workspace.</summary>
    public string? PolicyId { get; set; }

    /// <summary>Spark settings beside the ones Kali sets, or in their place; an empty value takes one away.</summary>
    public Dictionary<string, string> SparkConf { get; set; } = [];

    /// <summary>How many pipelines may run at once in the workspace; more of them queue.</summary>
    public int MaxConcurrentRuns { get; set; } = 10;

    /// <summary>How long a task waits for Kali before it gives its cluster back.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(15);

    private bool IsProduction => Environment == Production;

    internal string NodeTypeInForce => NodeType ?? (IsProduction ? "Standard_D8ds_v4" : "Standard_D4ds_v4");

    internal Autoscale Workers => new(MinWorkers ?? (IsProduction ? 2 : 1), MaxWorkers ?? (IsProduction ? 20 : 4));

    internal bool EncryptsLocalDisks => IsProduction;

    public IEnumerable<string> Problems()
    {
        if (Environment is not (null or Development or Production))
            yield return $"{Section}:Environment is “{Environment}”; it is {Development} or {Production}.";
        if (Workers.MinWorkers < 1 || Workers.MaxWorkers <= Workers.MinWorkers)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:MinWorkers is {Workers.MinWorkers} and MaxWorkers {Workers.MaxWorkers}; at least 1 and more than that are needed.");
        if (MaxConcurrentRuns is < 1 or > 1000)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:MaxConcurrentRuns is {MaxConcurrentRuns}; from 1 to 1000 can run at once.");
        if (Patience < TimeSpan.FromMinutes(1) || Patience > TimeSpan.FromDays(1))
            yield return $"{Section}:Patience is {Patience}; it is between a minute and a day.";
    }
}
