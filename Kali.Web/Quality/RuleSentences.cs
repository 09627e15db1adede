using Kali.Data.Quality;

namespace Kali.Web.Quality;

/// <summary>What becomes of what breaks a rule; keys of the interface's texts.</summary>
public static class RuleSentences
{
    public static string Fate(Rule rule) => Fate(rule.Severity, rule.Kind.IsAboutRows);

    public static string Fate(Severity severity, bool isAboutRows) => (severity, isAboutRows) switch
    {
        (Severity.Stops, true) => "is held back",
        (Severity.Warns, true) => "passes and is marked",
        (_, true) => "passes and is counted",
        (Severity.Stops, _) => "stops the upload at the gate",
        (Severity.Warns, _) => "lets the upload pass with a warning",
        _ => "is only noted",
    };
}
