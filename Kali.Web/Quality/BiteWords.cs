using Kali.Data.Quality;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Quality;

/// <summary>What is said of planted defects; keys of the interface's texts.</summary>
public static class BiteWords
{
    /// <summary>The head of a column of the heat map.</summary>
    public static string Short(DefectKind kind) => kind switch
    {
        DefectKind.Missing => "Empty",
        DefectKind.Placeholder => "Stand-in",
        DefectKind.Typo => "Typing error",
        DefectKind.LostLetter => "Letter lost",
        DefectKind.LetterCase => "Capitals",
        DefectKind.Blanks => "Blanks",
        DefectKind.WrongCharacters => "Wrong characters",
        DefectKind.CutOff => "Cut off",
        DefectKind.OutOfList => "Not in the list",
        DefectKind.UnknownCode => "No such code",
        DefectKind.FilledIn => "Filled in",
        DefectKind.OtherRowsValue => "Another row's value",
        DefectKind.UnitShift => "Other unit",
        DefectKind.FarOff => "Far off",
        DefectKind.WrongSign => "Other sign",
        DefectKind.DayAndMonth => "Day and month",
        DefectKind.WrongYear => "Other century",
        DefectKind.SwappedColumns => "Columns swapped",
        DefectKind.RepeatedRow => "Row twice",
        DefectKind.NearlyRepeatedRow => "Row nearly twice",
        DefectKind.RowsLost => "Rows lost",
        DefectKind.ManyMissing => "A third empty",
        _ => "A year old",
    };

    /// <summary>The defect as a sentence about its column.</summary>
    public static string Sentence(IStringLocalizer texts, DefectKind kind, string? column, string? with) => kind switch
    {
        DefectKind.Missing => texts["{0} is empty", column!],
        DefectKind.Placeholder => texts["{0} has a stand-in such as “tbd”, -999 or 1 January 1900", column!],
        DefectKind.Typo => texts["{0} has a typing error", column!],
        DefectKind.LostLetter => texts["{0} lacks a letter", column!],
        DefectKind.LetterCase => texts["{0} is written in other capitals", column!],
        DefectKind.Blanks => texts["{0} has blanks around it", column!],
        DefectKind.WrongCharacters => texts["{0} has characters that a wrong encoding leaves", column!],
        DefectKind.CutOff => texts["{0} is cut off", column!],
        DefectKind.OutOfList => texts["{0} has a word that the column never had", column!],
        DefectKind.UnknownCode => texts["{0} has a code that no list has", column!],
        DefectKind.FilledIn => texts["{0} has a value where such rows have none", column!],
        DefectKind.OtherRowsValue => texts["{0} has the value of another row", column!],
        DefectKind.UnitShift => texts["{0} is a thousand times as much", column!],
        DefectKind.FarOff => texts["{0} is far beyond the largest", column!],
        DefectKind.WrongSign => texts["{0} has the other sign", column!],
        DefectKind.DayAndMonth => texts["{0} has day and month exchanged", column!],
        DefectKind.WrongYear => texts["{0} lies in another century", column!],
        DefectKind.SwappedColumns => texts["{0} and {1} are exchanged", column!, with!],
        DefectKind.RepeatedRow => texts["A row stands twice"],
        DefectKind.NearlyRepeatedRow => texts["A row stands twice, once with a typing error"],
        DefectKind.RowsLost => texts["Every second row of the upload is lost"],
        DefectKind.ManyMissing => texts["{0} is empty in a third of the rows", column!],
        _ => texts["{0} is that of a year before in all rows", column!],
    };

    /// <summary>How many were noticed, by whom one asks about.</summary>
    public static long Caught(BiteResult result, string? by) => by switch { "rules" => result.ByRules, "findings" => result.ByFindings, _ => result.Caught };

    /// <summary>Who noticed, for those who point at a cell.</summary>
    public static string Who(IStringLocalizer texts, BiteResult result, Func<DetectorKind, string> detector)
    {
        var said = new List<string>();
        if (result.PutRight > 0)
            said.Add(texts["{0} put right by reading", Numbers.Of(result.PutRight, result.Planted)]);
        if (!result.Rules.IsEmpty)
            said.Add(texts["{0} by rules: {1}", Numbers.Of(result.ByRules, result.Dangerous), string.Join(", ", result.Rules.Take(5))]);
        if (!result.Detectors.IsEmpty)
            said.Add(texts["{0} by findings: {1}", Numbers.Of(result.ByFindings, result.Dangerous), string.Join(", ", result.Detectors.Take(5).Select(detector))]);
        if (result.Dangerous > 0)
            said.Add(texts["{0} would be held back", Numbers.Of(result.HeldBack, result.Dangerous)]);
        return string.Join(" · ", said);
    }
}
