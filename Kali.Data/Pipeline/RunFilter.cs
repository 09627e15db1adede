using System.Collections.Immutable;

namespace Kali.Data.Pipeline;

/// <summary>Which runs to list; what is null does not narrow.</summary>
/// <param name="States">One of these states.</param>
/// <param name="Dataset">Of this dataset, under whatever name it had.</param>
/// <param name="UserId">Asked for by this person.</param>
/// <param name="Day">Asked for on this day, in UTC.</param>
/// <param name="UploadId">Of this upload.</param>
/// <param name="Before">Only runs before this one: the last of the page before.</param>
/// <param name="Most">The length of a page.</param>
public sealed record RunFilter(
    ImmutableArray<RunState>? States = null,
    DatasetName? Dataset = null,
    string? UserId = null,
    DateOnly? Day = null,
    string? UploadId = null,
    RunId? Before = null,
    int Most = 50)
{
    public static RunFilter All { get; } = new();
}

/// <summary>A page of runs, newest first.</summary>
/// <param name="Runs">Them, without log, work and changes.</param>
/// <param name="Total">How many there are in all pages together.</param>
/// <param name="HasMore">Whether older ones follow.</param>
public sealed record RunPage(ImmutableArray<RunSnapshot> Runs, int Total, bool HasMore);
