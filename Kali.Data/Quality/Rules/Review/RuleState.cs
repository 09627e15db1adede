namespace Kali.Data.Quality;

/// <summary>Where a version of a rule is on its way into force.</summary>
public enum RuleState
{
    /// <summary>Written, and nobody asked to look at it.</summary>
    Draft,

    /// <summary>Somebody else than its author is asked to approve it.</summary>
    InReview,

    /// <summary>Sent back to its author with a note.</summary>
    SentBack,

    /// <summary>Runs go by it.</summary>
    InForce,

    /// <summary>Was in force until the next version was.</summary>
    Past,

    /// <summary>Never in force: written anew, or withdrawn.</summary>
    Dropped,
}
