using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;

namespace Kali.Web.Home;

/// <summary>What Home shows one person.</summary>
/// <param name="Needs">What needs them, by whom it blocks; at most five.</param>
/// <param name="Runs">The newest runs.</param>
/// <param name="Datasets">The datasets last changed.</param>
/// <param name="Scores">The scores of their last versions, oldest first, by dataset.</param>
/// <param name="DatasetCount">How many datasets there are.</param>
/// <param name="ReadyCount">How many of them passed their gate.</param>
public sealed record HomeView(
    ImmutableArray<Need> Needs,
    ImmutableArray<RunSnapshot> Runs,
    ImmutableArray<Dataset> Datasets,
    ImmutableDictionary<int, ImmutableArray<double>> Scores,
    int DatasetCount,
    int ReadyCount);

/// <summary>Something that waits for a person.</summary>
public abstract record Need
{
    private Need() { }

    /// <summary>A file asks something; it is answered on Home.</summary>
    public sealed record Answer(Intake Intake, Question Question) : Need;

    /// <summary>A gate failed: gold keeps an older version.</summary>
    public sealed record FailedGate(Dataset Dataset, DatasetVersion Version) : Need;

    /// <summary>Rows are held back.</summary>
    public sealed record HeldBack(Dataset Dataset, DatasetVersion Version) : Need;

    /// <summary>A repair waits for a second person, and this one may be it.</summary>
    /// <param name="Repair">The repair.</param>
    /// <param name="Labels">Headers of its dataset by technical name.</param>
    public sealed record Approval(Repair Repair, ImmutableDictionary<string, string> Labels) : Need;

    /// <summary>A run stopped and can go on.</summary>
    public sealed record Stopped(RunSnapshot Run) : Need;
}
