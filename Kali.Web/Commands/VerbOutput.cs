using System.Collections.Immutable;

namespace Kali.Web.Commands;

/// <summary>Where a verb writes: answers to standard output, messages to standard error.</summary>
public sealed record VerbOutput(TextWriter Answers, TextWriter Messages)
{
    /// <summary>Settings for this call alone; they go before those of files and the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public static VerbOutput Console { get; } = new(System.Console.Out, System.Console.Error);
}
