using System.CommandLine;
using Kali.Data.Quality;

namespace Kali.Web.Commands;

/// <summary><c>findings TABLE|FILE</c>: every suspicious cell, by rules and by detectors.</summary>
internal sealed class FindingsVerb() : Verb("findings", "List every suspicious cell: those that break a rule, and what else looks wrong")
{
    private readonly Argument<string> _target = TargetArgument.Create();
    private readonly Option<string?> _rules = CheckVerb.RulesOption();
    private readonly Option<string?> _sheet = FileBench.SheetOption();

    protected override void Describe(Command command)
    {
        command.Add(_target);
        command.Add(_rules);
        command.Add(_sheet);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var target = call.Given.GetRequiredValue(_target);
        var actor = await call.ActorAsync(ct);
        await using var subject = await CheckedTarget.OpenWithTextsAsync(call, target, call.Given.GetValue(_sheet), call.Given.GetValue(_rules), actor, ct);
        var (confirmed, worthALook) = (0L, 0L);
        await foreach (var finding in FoundCells.OfAsync(subject, actor, ct))
        {
            if (finding.Tier is FindingTier.Confirmed)
                confirmed++;
            else
                worthALook++;
            if (call.IsJson && subject.IsFile)
                await call.JsonAsync(new { row = finding.Row, column = finding.Column, value = finding.Value, kind = finding.Kind, tier = Tier(finding), reason = finding.Reason, suggestion = finding.Suggestion });
            else if (call.IsJson)
                await call.JsonAsync(new { row = finding.Row, column = finding.Column, value = finding.Value, kind = finding.Kind, tier = Tier(finding), reason = finding.Reason, suggestion = finding.Suggestion, file = finding.File, sheet = finding.Sheet });
            else
                await call.LineAsync($"{Place(finding, subject.IsFile)}{What(finding)} · {Tier(finding)} · {finding.Reason}");
        }
        await call.MessageAsync(confirmed + worthALook == 0
            ? $"{target}: no findings."
            : $"{target}: {VerbWords.Count(confirmed + worthALook)} findings, {VerbWords.Count(confirmed)} confirmed and {VerbWords.Count(worthALook)} worth a look.");
        return ExitCode.Well;
    }

    private static string What(Finding finding) => finding.Column is null ? "" : $", {finding.Column}: {(finding.Value is { } value ? $"“{value.ReplaceLineEndings("⏎")}”" : "nothing")}";

    private static string Tier(Finding finding) => finding.Tier is FindingTier.Confirmed ? "confirmed" : "worth a look";

    private static string Place(Finding finding, bool isFile) => isFile ? $"row {VerbWords.Count(finding.Row)}" : $"{finding.File} row {VerbWords.Count(finding.Row)}";
}
