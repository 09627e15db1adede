using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Everything the detectors found in one load, most telling first.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Groups">The findings.</param>
public sealed record FindingReport(long Rows, ImmutableArray<FindingGroup> Groups)
{
    /// <summary>Findings that a page opens with; the others are a click away.</summary>
    public const int Opening = 10;

    /// <summary>The version of the table of findings that has this load's cells; null when nothing was found.</summary>
    public long? Version { get; init; }

    /// <summary>Rows with a confirmed finding: these are held back unless the dataset says otherwise.</summary>
    public long ConfirmedRows { get; init; }

    /// <summary>Whether these rows are held back: unless the dataset's people want them to pass.</summary>
    public bool HoldsRowsBack { get; init; }

    public FindingGroup? Find(string key) => Groups.FirstOrDefault(group => group.Key == key);
}
