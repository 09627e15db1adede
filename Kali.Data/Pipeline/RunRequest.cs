using System.Text.Json.Serialization;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>What a run is asked to do.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Load), "load")]
[JsonDerivedType(typeof(LoadAgain), "load-again")]
public abstract record RunRequest
{
    private RunRequest() { }

    /// <summary>The part the run is about.</summary>
    public required PartToLoad Part { get; init; }

    /// <summary>Loads a part of an upload through all layers.</summary>
    public sealed record Load : RunRequest;

    /// <summary>Takes rows that raw has already through the later layers anew: with today's rules, in the place of what the first time made.</summary>
    /// <param name="LoadNo">The load in raw.</param>
    /// <param name="FirstRun">The run that put it there.</param>
    public sealed record LoadAgain(long LoadNo, long FirstRun) : RunRequest;
}
