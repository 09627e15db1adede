using System.Globalization;

namespace Kali.Data.Quality;

internal sealed class EnglishFindingWords : FindingWords
{
    public override string Name(DetectorKind detector) => detector switch
    {
        DetectorKind.Dependency => "Contradicts other columns",
        DetectorKind.Condition => "Unusual in such rows",
        DetectorKind.ValueSnap => "Rare spelling",
        DetectorKind.TokenTypo => "Rare word",
        DetectorKind.FormatMinority => "Other notation",
        DetectorKind.UnitMix => "Other unit",
        DetectorKind.DisguisedMissing => "Stands for no value",
        DetectorKind.EmptyCell => "Empty",
        DetectorKind.RareCategory => "Rare value",
        DetectorKind.ForeignCharacters => "Foreign characters",
        DetectorKind.DoubledPunctuation => "Doubled punctuation",
        DetectorKind.NumericOutlier => "Unusual size",
        DetectorKind.DateOutlier => "Unusual date",
        DetectorKind.SwappedColumns => "Swapped columns",
        DetectorKind.ShiftedRow => "Shifted row",
        DetectorKind.ExactDuplicate => "Repeated row",
        DetectorKind.FuzzyDuplicate => "Nearly repeated row",
        DetectorKind.ReferenceGap => "Refers to nothing",
        _ => "Does not add up",
    };

    public override string Tier(FindingTier tier) => tier is FindingTier.Confirmed ? "confirmed" : "worth a look";

    public override string Safety(ProposalSafety safety) => safety switch
    {
        ProposalSafety.Safe => "Nothing is lost: can be accepted for the whole column.",
        ProposalSafety.Likely => "Likely: accepted by group, after a look at some.",
        ProposalSafety.Ask => "Overwrites what is there: accepted singly or by group.",
        _ => "No proposal.",
    };

    public override string Group(FindingGroup group, Func<string, string> label)
    {
        var (column, basis) = (label(group.Column), group.Basis);
        return group.Detector switch
        {
            DetectorKind.Dependency when IsUnclear(basis) => $"{column} and {Labels(basis, label)} do not go together; which of them is wrong, nothing tells.",
            DetectorKind.Dependency => $"{column} is not what rows with the same {Labels(basis, label)} nearly always have.",
            DetectorKind.Condition => $"{column} is not what rows with that {Condition(basis, label).Column} nearly always have.",
            DetectorKind.ValueSnap => $"{column} has rare spellings of values that are otherwise frequent.",
            DetectorKind.TokenTypo => $"{column} has words one letter off a frequent word.",
            DetectorKind.FormatMinority when IsType(basis) => $"{column} cannot be read as {Type(basis)} here, as it can nearly everywhere.",
            DetectorKind.FormatMinority when basis is null => $"{column} is written otherwise than nearly everywhere.",
            DetectorKind.FormatMinority => $"{column} is written otherwise than nearly everywhere; usual is {TextForm.English.Say(basis)}.",
            DetectorKind.UnitMix when IsType(basis) => $"{column} has a unit here, and none elsewhere.",
            DetectorKind.UnitMix when basis is { Length: > 0 } && group.Examples.Any(cell => cell.Proposal is not null) => $"{column} is far from what rows with the same {Labels(basis, label)} have, as if it were in another unit.",
            DetectorKind.UnitMix => $"{column} is in more than one unit; mostly {Quoted(basis)}.",
            DetectorKind.DisguisedMissing => $"{column} has words or numbers that stand for no value.",
            DetectorKind.EmptyCell => $"{column} is empty, though nearly every row has a value.",
            DetectorKind.RareCategory => $"{column} has a handful of values, and here one that hardly any row has.",
            DetectorKind.ForeignCharacters => $"{column} has characters that it has nowhere else: another script, or damage by a wrong encoding.",
            DetectorKind.DoubledPunctuation => $"{column} has the same punctuation twice.",
            DetectorKind.NumericOutlier when basis?.Contains('–', StringComparison.Ordinal) != true => $"{column} is far from what rows with the same {Labels(basis, label)} have.",
            DetectorKind.NumericOutlier => $"{column} is far beyond its usual range of {Range(basis, CultureInfo.InvariantCulture)}.",
            DetectorKind.DateOutlier => $"{column} is far outside its usual span of {basis}.",
            DetectorKind.SwappedColumns => $"{column} and {Labels(basis, label)} have each other's values.",
            DetectorKind.ShiftedRow => $"From some column on, the values of the row stand one column too far; {column} is one of them.",
            DetectorKind.ExactDuplicate => "The row is there already, equal in every column.",
            DetectorKind.FuzzyDuplicate => "The row is there already, but for its key or a letter.",
            DetectorKind.ReferenceGap => $"{column} refers to something that {basis} does not have.",
            _ => $"{column} does not add up: elsewhere {Sum(basis, label)}.",
        };
    }

    public override string Cell(DetectorKind detector, FindingCell cell, Func<string, string> label)
    {
        var column = label(cell.Column);
        return (detector, cell.Proposal, cell.Basis) switch
        {
            (DetectorKind.Dependency, { } proposal, var basis) when IsUnclear(basis) => $"Does not go together with {Labels(basis, label)}: one of them is wrong. If it is this one, it should be “{proposal}”.",
            (DetectorKind.Dependency, { } proposal, var basis) when string.IsNullOrEmpty(cell.Value) => $"Empty; rows with the same {Labels(basis, label)} have “{proposal}”.",
            (DetectorKind.Dependency, { } proposal, var basis) => $"Rows with the same {Labels(basis, label)} nearly always have “{proposal}”.",
            (DetectorKind.Dependency, null, var basis) => $"Other rows with the same {Labels(basis, label)} say something else.",
            (DetectorKind.Condition, { } proposal, var basis) => $"Where {Condition(basis, label).Column} is “{Condition(basis, label).Value}”, it is nearly always “{proposal}”.",
            (DetectorKind.Condition, null, var basis) when string.IsNullOrEmpty(cell.Value) => $"Empty; where {Condition(basis, label).Column} is “{Condition(basis, label).Value}”, nearly every row has a value.",
            (DetectorKind.Condition, null, var basis) => $"Where {Condition(basis, label).Column} is “{Condition(basis, label).Value}”, it is nearly always empty.",
            (DetectorKind.ValueSnap, { } proposal, _) => $"A rare spelling of “{proposal}”, which is frequent in {column}.",
            (DetectorKind.TokenTypo, _, { } basis) => $"{basis}: a rare word, one letter off a frequent one.",
            (DetectorKind.FormatMinority, _, { } basis) when IsType(basis) => $"Cannot be read as {Type(basis)}, as nearly all of {column} can.",
            (DetectorKind.FormatMinority, _, { } basis) => $"Written otherwise than nearly all of {column}; usual is {TextForm.English.Say(basis)}.",
            (DetectorKind.UnitMix, _, { } basis) when IsType(basis) => $"Has a unit; the others of {column} are plain numbers.",
            (DetectorKind.UnitMix, { } proposal, { } basis) => $"Far from rows with the same {Labels(basis, label)}; in their unit it would be {proposal}.",
            (DetectorKind.UnitMix, _, var basis) => $"In another unit than most of {column}, which is {Quoted(basis)}.",
            (DetectorKind.DisguisedMissing, _, _) => "Stands for no value.",
            (DetectorKind.EmptyCell, _, _) => $"Empty, though nearly every row has {column}.",
            (DetectorKind.RareCategory, _, _) => $"Hardly any row has this value in {column}.",
            (DetectorKind.NumericOutlier, _, { } basis) when !basis.Contains('–', StringComparison.Ordinal) => $"Far from what rows with the same {Labels(basis, label)} have.",
            (DetectorKind.NumericOutlier, _, { } basis) => $"Far beyond the usual range of {Range(basis, CultureInfo.InvariantCulture)}.",
            (DetectorKind.DateOutlier, _, { } basis) => $"Far outside the usual span of {basis}.",
            (DetectorKind.SwappedColumns, _, var basis) => $"Belongs into {Labels(basis, label)}, and the value there belongs here.",
            (DetectorKind.ShiftedRow, _, _) => "The values of this row stand one column too far.",
            (DetectorKind.FuzzyDuplicate, _, { } basis) => $"Nearly the same as {basis}.",
            (DetectorKind.ReferenceGap, _, { } basis) => $"{basis} does not have it.",
            (DetectorKind.TotalMismatch, { } proposal, { } basis) => $"{Sum(basis, label)} would give {proposal}.",
            _ => Group(new FindingGroup { Detector = detector, Column = cell.Column, Tier = FindingTier.WorthALook, Cells = 1, Rows = 1, Of = 1, Basis = cell.Basis }, label),
        };
    }

    private static string Quoted(string? text) => string.IsNullOrEmpty(text) ? "without a unit" : $"“{text}”";

    private static string Type(string? basis) => basis switch
    {
        "long" => "a whole number",
        "boolean" => "yes or no",
        "date" => "a date",
        "timestamp" => "a moment",
        _ => "a number",
    };

    private static bool IsType(string? basis) => basis is "long" or "double" or "boolean" or "date" or "timestamp" || basis?.StartsWith("decimal(", StringComparison.Ordinal) == true;
}
