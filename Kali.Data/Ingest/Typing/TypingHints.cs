using System.Collections.Immutable;

namespace Kali.Data.Ingest.Typing;

/// <summary>What is known before a file is looked at: the user's zone, what earlier files of the dataset did, and answers given.</summary>
public sealed record TypingHints
{
    public static TypingHints None { get; } = new();

    /// <summary>The IANA zone proposed for times without one.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Whether earlier files, or the user's culture, write the day before the month.</summary>
    public bool DayFirst { get; init; } = true;

    /// <summary>Whether earlier files, or the user's culture, write decimals with a comma; null when nothing is known.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Answers by <see cref="Question.Key"/>: they settle their questions, which are not asked again.</summary>
    public ImmutableDictionary<string, string> Answers { get; init; } = ImmutableDictionary<string, string>.Empty;
}
