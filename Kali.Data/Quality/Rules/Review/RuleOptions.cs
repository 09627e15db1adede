namespace Kali.Data.Quality;

/// <summary>Section <c>Kali:Rules</c>.</summary>
public sealed class RuleOptions : ICheckedOptions
{
    public const string Section = "Kali:Rules";

    /// <summary>Whether somebody else than the author approves a rule before it is in force. Who works alone switches it off.</summary>
    public bool FourEyes { get; set; } = true;

    public IEnumerable<string> Problems() => [];
}
