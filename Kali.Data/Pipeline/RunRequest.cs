using System.Text.Json.Serialization;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>What a run is asked to do.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Load), "load")]
[JsonDerivedType(typeof(LoadAgain), "load-again")]
[JsonDerivedType(typeof(Repair), "repair")]
public abstract record RunRequest
{
    private RunRequest() { }

    /// <summary>The part the run is about.</summary>
    public required PartToLoad Part { get; init; }

    /// <summary>Whether detectors look at the load however many rows it has, because somebody asked for it.</summary>
    public bool Searches { get; init; }

    /// <summary>Loads a part of an upload through all layers.</summary>
    public sealed record Load : RunRequest;

    /// <summary>Takes rows that raw has already through the later layers anew: with today's rules, in the place of what the first time made.</summary>
    /// <param name="LoadNo">The load in raw.</param>
    /// <param name="FirstRun">The run that put it there.</param>
    public sealed record LoadAgain(long LoadNo, long FirstRun) : RunRequest;

    /// <summary>Takes a load's rows through the later layers anew with an approved repair over the texts of raw, or without it again.</summary>
    /// <param name="LoadNo">The load in raw.</param>
    /// <param name="FirstRun">The run that put it there.</param>
    /// <param name="RepairId">The repair.</param>
    /// <param name="IsUndo">Whether the repair is taken back.</param>
    /// <param name="BackTo">The run of the repair, when nothing was built on it: the rows it replaced come back as they were. Null: they are made anew.</param>
    public sealed record Repair(long LoadNo, long FirstRun, long RepairId, bool IsUndo = false, long? BackTo = null) : RunRequest;

    /// <summary>The run whose work is put back exactly; null for all others.</summary>
    [JsonIgnore]
    public long? GoesBackTo => (this as Repair)?.BackTo;
}
