using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Repairs;

/// <summary>What the pages of repairs say, whole sentences.</summary>
public static class RepairSentences
{
    /// <summary>A repair or a recipe as a sentence: "Country: 3 spellings".</summary>
    public static string Title(IStringLocalizer texts, ImmutableArray<RepairEdit> edits, Func<string, string> label) =>
        edits.IsEmpty ? texts["Nothing yet"] : string.Join(" · ", edits.GroupBy(edit => edit.Column).Select(column => Of(texts, label(column.Key), [.. column])));

    private static string Of(IStringLocalizer texts, string label, List<RepairEdit> edits) => edits switch
    {
        [RepairEdit.Formula formula] => $"{label}: {formula.Expression}",
        [RepairEdit.Proposals] => texts["{0}: what was proposed", label],
        [RepairEdit.Spelling { To: not null } one] => $"{label}: {Drawn(texts, one.From)} → {Drawn(texts, one.To)}",
        _ when edits.TrueForAll(edit => edit is RepairEdit.Spelling) => texts.Count(edits.Count, "{1}: 1 spelling", "{1}: {0} spellings", label),
        _ when edits.TrueForAll(edit => edit is RepairEdit.Cell) => texts.Count(edits.Count, "{1}: 1 cell", "{1}: {0} cells", label),
        _ => texts.Count(edits.Count, "{1}: 1 edit", "{1}: {0} edits", label),
    };

    /// <summary>One edit in a list.</summary>
    public static string Edit(IStringLocalizer texts, RepairEdit edit, Func<string, string> label) => edit switch
    {
        RepairEdit.Spelling spelling => texts["{0}: every {1} becomes {2}", label(edit.Column), Drawn(texts, spelling.From), Drawn(texts, spelling.To)],
        RepairEdit.Formula { Where: { Length: > 0 } where } formula => texts["{0} becomes {1} where {2}", label(edit.Column), formula.Expression, where],
        RepairEdit.Formula formula => texts["{0} becomes {1}", label(edit.Column), formula.Expression],
        RepairEdit.Cell cell => texts["{0} in row {1}: {2} becomes {3}", label(edit.Column), Numbers.Count(DataLoad.RowOf(cell.RowId)), Drawn(texts, cell.From), Drawn(texts, cell.To)],
        _ => texts["{0}: what was proposed", label(edit.Column)],
    };

    public static string Sureness(IStringLocalizer texts, RepairSureness sureness) => sureness switch
    {
        RepairSureness.Sure => texts["sure"],
        RepairSureness.Likely => texts["likely"],
        _ => texts["say it yourself"],
    };

    public static string Method(IStringLocalizer texts, RepairMethod method) => method switch
    {
        RepairMethod.SameWord => texts["the same word, written another way"],
        RepairMethod.CountryName => texts["the name of a country"],
        RepairMethod.Typo => texts["the only word that near"],
        RepairMethod.DateWritten => texts["a day, written another way"],
        RepairMethod.NumberWritten => texts["a number, written another way"],
        RepairMethod.UnitShift => texts["another unit, perhaps"],
        RepairMethod.Sign => texts["the sign, perhaps"],
        RepairMethod.YesOrNo => texts["yes or no in other words"],
        RepairMethod.Tidied => texts["without signs that do not belong"],
        _ => texts["what other rows say"],
    };

    public static string Found(IStringLocalizer texts, FoundCause cause, Func<string, string> label) => cause.Detector switch
    {
        DetectorKind.Dependency => texts["{0} is not what the other columns say", label(cause.Column)],
        DetectorKind.ValueSnap or DetectorKind.TokenTypo => texts["{0} is probably misspelled", label(cause.Column)],
        DetectorKind.FormatMinority => texts["{0} is written otherwise than usual", label(cause.Column)],
        DetectorKind.UnitMix => texts["{0} is in another unit, it seems", label(cause.Column)],
        DetectorKind.DisguisedMissing => texts["{0} has a stand-in for nothing", label(cause.Column)],
        DetectorKind.EmptyCell => texts["{0} is empty", label(cause.Column)],
        DetectorKind.NumericOutlier or DetectorKind.DateOutlier => texts["{0} is far from the usual", label(cause.Column)],
        DetectorKind.SwappedColumns or DetectorKind.ShiftedRow => texts["{0} stands in the wrong column", label(cause.Column)],
        DetectorKind.TotalMismatch => texts["{0} does not add up", label(cause.Column)],
        DetectorKind.ForeignCharacters or DetectorKind.DoubledPunctuation => texts["{0} has characters that do not belong", label(cause.Column)],
        _ => texts["{0} looks unusual", label(cause.Column)],
    };

    public static string State(IStringLocalizer texts, Repair repair) => repair switch
    {
        { State: RepairState.Proposed } => texts["waits for a second person"],
        { State: RepairState.Approved, IsUnderWay: true } => texts["on its way into silver and gold"],
        { State: RepairState.Approved, IsMerged: true } => texts["in silver and gold"],
        { State: RepairState.Approved } => texts["stopped on its way"],
        { State: RepairState.Undone, IsUnderWay: true } => texts["being taken back"],
        { State: RepairState.Undone } => texts["taken back"],
        { State: RepairState.Declined } => texts["declined"],
        _ => texts["being collected"],
    };

    public static GlyphShape Shape(Repair repair) => repair switch
    {
        { IsUnderWay: true } => GlyphShape.Running,
        { State: RepairState.Proposed } => GlyphShape.Asks,
        { State: RepairState.Approved, IsMerged: true } => GlyphShape.Done,
        { State: RepairState.Approved } => GlyphShape.Failed,
        { State: RepairState.Undone or RepairState.Declined } => GlyphShape.Cancelled,
        _ => GlyphShape.Queued,
    };

    public static string Drawn(IStringLocalizer texts, string? text) => text is null ? texts["missing"] : text.Length == 0 ? texts["nothing"] : Invisible.Drawn(text);
}
