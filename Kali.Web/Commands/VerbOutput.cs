namespace Kali.Web.Commands;

/// <summary>Where a verb writes: answers to standard output, messages to standard error.</summary>
public sealed record VerbOutput(TextWriter Answers, TextWriter Messages)
{
    public static VerbOutput Console { get; } = new(System.Console.Out, System.Console.Error);
}
