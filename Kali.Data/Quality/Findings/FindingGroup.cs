using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>What one detector found in one column of a load, in one tier: what a page shows as one finding.</summary>
public sealed record FindingGroup
{
    public const int MostExamples = 20;

    public required DetectorKind Detector { get; init; }

    /// <summary>The column's technical name; empty when rows as a whole are meant.</summary>
    public required string Column { get; init; }

    public required FindingTier Tier { get; init; }

    /// <summary>Cells found, of all rows of the load.</summary>
    public required long Cells { get; init; }

    /// <summary>Rows with such a cell.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows looked at, of exact duplicates with those that silver left out: the denominator of <see cref="Rows"/>.</summary>
    public required long Of { get; init; }

    /// <summary>What most of the group's cells rest on; see <see cref="FindingCell.Basis"/>.</summary>
    public string? Basis { get; init; }

    /// <summary>The first few, the strongest first.</summary>
    public ImmutableArray<FindingCell> Examples { get; init; } = [];

    public ProposalSafety Safety { get; init; }

    /// <summary>Points that the score would lose if these rows broke a rule that holds rows back, 0 to 100: none for rows that rules find already.</summary>
    public double Points { get; init; }

    public QualityDimension Dimension => DetectorFacts.Dimension(Detector);

    /// <summary>Names the group within its load: <c>value-snap/city/confirmed</c>.</summary>
    public string Key => $"{DetectorFacts.Code(Detector)}/{Column}/{FindingTiers.Code(Tier)}";
}
