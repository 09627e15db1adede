using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What was noticed of the defects that were planted in a copy of a dataset.</summary>
/// <param name="LoadNo">The load that was copied.</param>
/// <param name="At">When.</param>
/// <param name="Seed">What chose the rows; the same seed plants the same defects in the same load.</param>
/// <param name="Rows">Rows of the copy.</param>
/// <param name="Of">Rows of the load.</param>
/// <param name="Copies">How many copies the defects of single rows needed, so that most rows of each stayed as they are.</param>
/// <param name="Rules">Rules in force that were tried.</param>
/// <param name="NotTried">Names of rules that could not be tried on a copy.</param>
/// <param name="Results">By column in the order of the file, then by kind.</param>
/// <param name="BlindSpots">Defects of which fewer than half were noticed, those with a rule that closes them first.</param>
public sealed record BiteReport(
    long LoadNo, DateTimeOffset At, int Seed, long Rows, long Of, int Copies, int Rules, ImmutableArray<string> NotTried, ImmutableArray<BiteResult> Results,
    ImmutableArray<BlindSpot> BlindSpots)
{
    /// <summary>Defects of single rows that somebody would have to notice: those that reading puts right are no danger.</summary>
    [JsonIgnore]
    public long Dangerous => OfRows.Sum(result => result.Dangerous);

    [JsonIgnore]
    public long ByRules => OfRows.Sum(result => result.ByRules);

    [JsonIgnore]
    public long Caught => OfRows.Sum(result => result.Caught);

    [JsonIgnore]
    public long PutRight => OfRows.Sum(result => result.PutRight);

    /// <summary>Defects of the upload as a whole.</summary>
    [JsonIgnore]
    public IEnumerable<BiteResult> OfUpload => Results.Where(result => DefectKinds.IsOfUpload(result.Kind));

    private IEnumerable<BiteResult> OfRows => Results.Where(result => !DefectKinds.IsOfUpload(result.Kind));
}

/// <summary>What was noticed of one kind of defect in one column.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Column">The column's technical name; null where whole rows or the upload are meant.</param>
/// <param name="With">The other column of two that were exchanged.</param>
/// <param name="Planted">How many were planted, each in a row of its own; of the upload as a whole, one.</param>
/// <param name="PutRight">Of these, so many that reading put right by itself: nothing of them reaches silver.</param>
/// <param name="ByRules">Of the others, so many whose row breaks a rule that it did not break before; of the upload, whether its gate is the worse for it.</param>
/// <param name="HeldBack">Of the others, so many whose row would be held back for it, by a rule or by a confirmed finding.</param>
/// <param name="ByFindings">Of the others, so many in whose cell something was found: of two that were exchanged in either, of added rows in the row itself.</param>
/// <param name="Caught">Of the others, so many noticed by either.</param>
/// <param name="Rules">Names of the rules that noticed, the most telling first.</param>
/// <param name="Detectors">Detectors that noticed, the most telling first.</param>
public sealed record BiteResult(
    DefectKind Kind, string? Column, string? With, long Planted, long PutRight, long ByRules, long HeldBack, long ByFindings, long Caught, ImmutableArray<string> Rules,
    ImmutableArray<DetectorKind> Detectors)
{
    /// <summary>Those that somebody has to notice.</summary>
    [JsonIgnore]
    public long Dangerous => Planted - PutRight;

    [JsonIgnore]
    public bool IsBlindSpot => Dangerous > 0 && Caught * 2 < Dangerous;
}

/// <summary>A kind of defect in a column that mostly goes unnoticed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Column">The column; null where whole rows or the upload are meant.</param>
/// <param name="With">The other column of two that were exchanged.</param>
/// <param name="Closing">The rule that would notice most of those missed; null where none of those tried does.</param>
public sealed record BlindSpot(DefectKind Kind, string? Column, string? With, ClosingRule? Closing);

/// <summary>A rule that would close a blind spot, tried on the copy.</summary>
/// <param name="Rule">The rule, ready to be saved as a draft.</param>
/// <param name="WouldCatch">So many of the missed ones it notices.</param>
/// <param name="Missed">Of so many.</param>
/// <param name="Breaking">Rows of the copy that break it as they are, without any defect planted.</param>
/// <param name="Evaluated">Of so many.</param>
public sealed record ClosingRule(Rule Rule, long WouldCatch, long Missed, long Breaking, long Evaluated);
