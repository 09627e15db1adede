namespace Kali.Data.Quality;

/// <summary>A rule as somebody wrote it, and how far it came.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="IsRemoval">Whether this version takes it away.</param>
/// <param name="At">When it was written.</param>
/// <param name="By">Who wrote it.</param>
public sealed record RuleVersion(Rule Rule, bool IsRemoval, DateTimeOffset At, string By)
{
    public RuleState State { get; init; } = RuleState.InForce;

    /// <summary>The author's id.</summary>
    public string AuthorId { get; init; } = "";

    /// <summary>Who approved it or sent it back; null while nobody has decided.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was sent back.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it waits for its author or for a second person.</summary>
    public bool IsPending => State is RuleState.Draft or RuleState.InReview or RuleState.SentBack;

    /// <summary>Whether that person may approve it: a steward who did not write it.</summary>
    public bool MayBeApprovedBy(Actor actor) => State == RuleState.InReview && actor.IsSteward && actor.UserId != AuthorId;
}
