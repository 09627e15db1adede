using Kali.Data.Quality;

namespace Kali.Web.Repairs;

/// <summary>One spelling in the table: what it is to become, and whether that may be accepted with others.</summary>
public sealed class SpellingChoice(SpellingGroup group)
{
    public SpellingGroup Group => group;

    /// <summary>What it becomes; empty text is what no one has said yet.</summary>
    public string Becomes { get; set; } = group.Suggestion?.To ?? "";

    /// <summary>Whether its cells shall be empty.</summary>
    public bool IsToBeEmpty { get; set; }

    public bool IsChosen { get; set; } = group.Suggestion?.Sureness is RepairSureness.Sure;

    /// <summary>Whether a person has said it, and not Kali.</summary>
    public bool IsOwnWord => IsToBeEmpty || Becomes != (group.Suggestion?.To ?? "");

    /// <summary>Whether there is something to accept.</summary>
    public bool SaysSomething => IsToBeEmpty ? group.Text is not null : Becomes.Length > 0 && Becomes != group.Text;

    /// <summary>What is likely has to be looked at first; what a person said needs nothing more.</summary>
    public bool MayBeChosen(bool wasLookedAt) => SaysSomething && (IsOwnWord || group.Suggestion?.Sureness is not RepairSureness.Likely || wasLookedAt);

    /// <summary>What overwrites a filled cell on a guess goes one by one: "all" leaves it out.</summary>
    public bool GoesWithAll(bool wasLookedAt) => MayBeChosen(wasLookedAt) && (IsOwnWord || group.Suggestion?.Sureness is RepairSureness.Sure or RepairSureness.Likely);

    public RepairEdit ToEdit(string column) => new RepairEdit.Spelling(column, group.Text, IsToBeEmpty ? null : Becomes);
}
