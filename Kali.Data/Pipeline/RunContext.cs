using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>What the steps of one run work with.</summary>
internal sealed class RunContext
{
    public required RunId Id { get; init; }

    public required Guid Uuid { get; init; }

    public required RunRequest Request { get; init; }

    public required int DatasetId { get; init; }

    /// <summary>Its name when the run began; it cannot be renamed while it runs.</summary>
    public required DatasetName Dataset { get; init; }

    public required string SourceName { get; init; }

    /// <summary>The person the run works for, with the rights that a run has.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The moment all its dates and times come from, so that a resumed run writes the same.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required RunFacts Facts { get; set; }

    public StepProgress Progress { get; set; } = new();

    public PartToLoad Part => Request.Part;

    public long LoadNo => Facts.LoadNo ?? throw new InvalidOperationException("The load has no number before Land.");

    /// <summary>Delta's name for what a step commits: a repeated step commits once.</summary>
    public string Once(RunStepName step) => $"kali/run/{Id}/{Word(step)}";

    /// <summary>What the table's history says about a step's commit.</summary>
    public ImmutableSortedDictionary<string, string> About(RunStepName step) => ImmutableSortedDictionary<string, string>.Empty
        .Add("run", Id.ToString())
        .Add("step", Word(step))
        .Add("upload", Part.UploadId)
        .Add("file", Part.FileName)
        .AddRange(Repair);

    private IEnumerable<KeyValuePair<string, string>> Repair => Request is RunRequest.Repair repair
        ? [KeyValuePair.Create(repair.IsUndo ? TableVersions.RepairUndoneNote : TableVersions.RepairNote, repair.RepairId.ToString(System.Globalization.CultureInfo.InvariantCulture))]
        : [];

    private static string Word(RunStepName step) => step.ToString().ToLowerInvariant();
}
