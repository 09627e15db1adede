namespace Kali.Data.Quality;

/// <summary>How sure a suggestion is, and so how many cells may be accepted at once.</summary>
public enum RepairSureness
{
    /// <summary>Another spelling of the same: nothing is lost. May be accepted for a whole column.</summary>
    Sure,

    /// <summary>Very probably meant. May be accepted for a group once five of its rows were looked at.</summary>
    Likely,

    /// <summary>A person has to say it.</summary>
    Ask,
}

/// <summary>Where a suggestion comes from.</summary>
public enum RepairMethod
{
    /// <summary>The same word but for case, blanks or accents.</summary>
    SameWord,

    /// <summary>The name of a country or its longer code.</summary>
    CountryName,

    /// <summary>One or two letters away from the only word like it.</summary>
    Typo,

    /// <summary>The same day, written another way.</summary>
    DateWritten,

    /// <summary>The same number, written another way.</summary>
    NumberWritten,

    /// <summary>The same number in a unit a thousand or a hundred times larger or smaller.</summary>
    UnitShift,

    /// <summary>The number without its sign.</summary>
    Sign,

    /// <summary>A yes or no in other words.</summary>
    YesOrNo,

    /// <summary>Without blanks and signs that do not belong.</summary>
    Tidied,

    /// <summary>What a detector found.</summary>
    Detector,
}

/// <summary>What a text could become.</summary>
/// <param name="To">The text, as its column is written; null for none.</param>
/// <param name="Sureness">How sure that is.</param>
/// <param name="Method">Where it comes from.</param>
public sealed record RepairSuggestion(string? To, RepairSureness Sureness, RepairMethod Method);
