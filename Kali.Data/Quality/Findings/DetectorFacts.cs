using System.Text.Json;

namespace Kali.Data.Quality;

/// <summary>What is fixed about detectors.</summary>
public static class DetectorFacts
{
    /// <summary>The word of tables, files and addresses: <c>value-snap</c>.</summary>
    public static string Code(DetectorKind detector) => JsonNamingPolicy.KebabCaseLower.ConvertName(detector.ToString());

    public static DetectorKind Parse(string code) =>
        Enum.GetValues<DetectorKind>().FirstOrDefault(detector => Code(detector) == code, (DetectorKind)(-1)) is var found && Enum.IsDefined(found)
            ? found
            : throw new NotFoundException($"Kali has no detector “{code}”.");

    public static QualityDimension Dimension(DetectorKind detector) => detector switch
    {
        DetectorKind.DisguisedMissing or DetectorKind.EmptyCell => QualityDimension.Completeness,
        DetectorKind.ExactDuplicate or DetectorKind.FuzzyDuplicate => QualityDimension.Uniqueness,
        DetectorKind.Dependency or DetectorKind.Condition or DetectorKind.ReferenceGap or DetectorKind.TotalMismatch or DetectorKind.SwappedColumns => QualityDimension.Consistency,
        _ => QualityDimension.Validity,
    };

    /// <summary>How proposals of the detector may be accepted.</summary>
    public static ProposalSafety Safety(DetectorKind detector) => detector switch
    {
        DetectorKind.FormatMinority or DetectorKind.DoubledPunctuation => ProposalSafety.Safe,
        DetectorKind.EmptyCell or DetectorKind.DisguisedMissing or DetectorKind.ValueSnap => ProposalSafety.Likely,
        DetectorKind.RareCategory or DetectorKind.ExactDuplicate or DetectorKind.FuzzyDuplicate or DetectorKind.ReferenceGap => ProposalSafety.None,
        _ => ProposalSafety.Ask,
    };
}
