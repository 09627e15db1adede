using Kali.Data.Lineage;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Lineage;

/// <summary>The lines of a row's story in words.</summary>
public static class StoryWords
{
    public static string Outcome(IStringLocalizer texts, RowStory story) => story.Outcome switch
    {
        RowOutcome.InGold => texts["This row is in gold"],
        RowOutcome.HeldBack => texts["This row is held back"],
        RowOutcome.InSilver => texts["This row is in silver only"],
        _ => texts["This row is in raw only"],
    };

    public static string Line(IStringLocalizer texts, StoryLine line, RowStory story) => line.Kind switch
    {
        "gold" => texts["In gold"],
        "held" => texts["Held back, as the file has it"],
        "silver" => texts["In silver"],
        "raw-only" => texts["In raw only: a duplicate, or replaced later"],
        "trimmed" => texts["Spaces at the ends removed"],
        "normalised" => texts["Characters composed"],
        "repaired" when line.Repair is { } repair => texts["Repaired by {0}, agreed by {1}", repair.ProposedBy, repair.ApprovedBy],
        "missing" => texts["Read as missing"],
        "typed" => texts["Typed"],
        "not-fitting" => texts["Does not fit its type"],
        "standardised" => texts["Standardised"],
        "raw" => texts["Kept as text in raw"],
        _ => texts["Row {0} of {1}", Numbers.Count(story.Row), story.FileName],
    };
}
