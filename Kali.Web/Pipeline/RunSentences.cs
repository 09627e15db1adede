using System.Text.RegularExpressions;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Pipeline;

/// <summary>What a run's page says about it, whole sentences with their numbers.</summary>
public static partial class RunSentences
{
    public static string Title(IStringLocalizer texts, RunSnapshot run) => run switch
    {
        { State: RunState.Done, Gate: GateState.Failed } => texts["{0} did not pass its gate", run.Dataset.Name],
        { State: RunState.Done, Ledger: { Gold: { } gold, LinesInFile: { } lines } } => texts["{0} is ready: {1} rows are in gold", run.Dataset.Name, Numbers.Of(gold, lines)],
        { State: RunState.Failed } => texts["{0} stopped at {1}", run.FileName, texts[RunWords.Step(run.Current?.Name ?? RunStepName.Land)].Value],
        { State: RunState.Cancelled } => texts["{0} was cancelled", run.FileName],
        _ => texts["{0} into {1}", run.FileName, run.Dataset.Name],
    };

    public static string Lead(IStringLocalizer texts, RunSnapshot run, DateTimeOffset now) => run switch
    {
        { State: RunState.Queued, RunsBefore: > 0 and var before } => texts.Count(before, "Waits for 1 other run. Closing this page changes nothing.", "Waits for {0} other runs. Closing this page changes nothing."),
        { State: RunState.Queued } => texts["Waits for its turn. Closing this page changes nothing."],
        { State: RunState.Interrupted } => texts["The process that worked on it went away. The next one goes on where it was."],
        { State: RunState.Running, Current: { } step, TimeLeft: { } left } => texts["Running. Step {0} of {1}, {2} left. Started by {3}. Closing this page changes nothing.", (int)step.Name + 1, run.Steps.Length, Numbers.About(left), run.UserName],
        { State: RunState.Running, Current: { } step } => texts["Running. Step {0} of {1}. Started by {2}. Closing this page changes nothing.", (int)step.Name + 1, run.Steps.Length, run.UserName],
        { State: RunState.Running } => texts["Running."],
        { State: RunState.Done, GateSays: { } reason } when run.Gate is GateState.Failed || run.Ledger.HeldBack is null or 0 => reason.Words(),
        { State: RunState.Done, Ledger.HeldBack: 0 } => texts["No row broke a rule."],
        { State: RunState.Done, Ledger.HeldBack: { } held, StartedAt: { } begun, EndedAt: { } ended } => texts.Count(held, "1 row is held back. It took {1}, {2}, by {3}.", "{0} rows are held back. It took {1}, {2}, by {3}.", Numbers.Duration(ended - begun), Numbers.Ago(ended, now), run.UserName),
        _ => texts["Asked for {0} by {1}.", Numbers.Ago(run.QueuedAt, now), run.UserName],
    };

    /// <summary>Lines of the file that are no rows, each kind with its count; null when there are none, or they are not counted yet.</summary>
    public static string? BesideTheRows(IStringLocalizer texts, RunSnapshot run)
    {
        if (run.Skipped is not { IsEmpty: false } skipped)
            return null;
        var lines = string.Join(", ", skipped.Select(count => count.Key switch
        {
            SkippedLineKind.Header => texts.Count(count.Value, "1 header line", "{0} header lines"),
            SkippedLineKind.Preamble => texts.Count(count.Value, "1 line above it", "{0} lines above it"),
            SkippedLineKind.Units => texts.Count(count.Value, "1 line of units", "{0} lines of units"),
            SkippedLineKind.Comment => texts.Count(count.Value, "1 remark", "{0} remarks"),
            SkippedLineKind.Total => texts.Count(count.Value, "1 line that adds the others up", "{0} lines that add the others up"),
            SkippedLineKind.OtherTable => texts.Count(count.Value, "1 line of another table", "{0} lines of other tables"),
            _ => texts.Count(count.Value, "1 line behind the data", "{0} lines behind the data"),
        }));
        return texts["Beside its rows the file has: {0}. They are no data and stay in the file.", lines];
    }

    /// <summary>A sentence in pieces: what is an address, and what is not.</summary>
    public static IEnumerable<(string Text, bool IsAddress)> Addressed(string sentence)
    {
        var at = 0;
        foreach (Match address in Address().Matches(sentence))
        {
            yield return (sentence[at..address.Index], false);
            yield return (address.Value, true);
            at = address.Index + address.Length;
        }
        yield return (sentence[at..], false);
    }

    /// <summary>Where the engine shows the run itself, as the log says; null where no engine does.</summary>
    public static string? PageElsewhere(RunSnapshot run) =>
        run.Log.SelectMany(line => line.Says.Arguments).OfType<string>().LastOrDefault(text => Address().IsMatch(text));

    [GeneratedRegex(@"https://[^\s<>\u201c\u201d]+[^\s<>\u201c\u201d.,;:)]")]
    private static partial Regex Address();

    public static string AfterRestart(IStringLocalizer texts, RunSnapshot run)
    {
        var kept = run.Steps.Count(step => step.State.IsOver());
        return texts.Count(kept, "Kali was restarted. This run goes on with {1}, the step before it is kept.", "Kali was restarted. This run goes on with {1}, the {0} steps before it are kept.",
            texts[RunWords.Step(run.Current?.Name ?? RunStepName.Land)].Value);
    }
}
