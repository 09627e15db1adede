using System.Collections.Immutable;
using System.CommandLine;
using Kali.Data;
using Kali.Data.Quality;

namespace Kali.Web.Commands;

/// <summary><c>check TABLE|FILE [--rules F]</c>: rules and gate. The answer is no when the gate fails.</summary>
internal sealed class CheckVerb() : Verb("check", "Test rules on a table or a file; the exit code is 1 when the gate fails")
{
    private readonly Argument<string> _target = TargetArgument.Create();
    private readonly Option<string?> _rules = RulesOption();
    private readonly Option<string?> _sheet = FileBench.SheetOption();

    public static Option<string?> RulesOption() => new("--rules")
    {
        Description = "A JSON file of rules; without it the dataset's own rules, or those a new dataset begins with",
        HelpName = "F",
    };

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
        await using var subject = await CheckedTarget.OpenAsync(call, target, call.Given.GetValue(_sheet), call.Given.GetValue(_rules), actor, ct);
        var report = await (await subject.ServiceAsync<Checks>(ct)).RunAsync(CheckPlan.For(subject.Subject, subject.Rules), actor, ct);
        if (call.IsJson)
            await call.JsonAsync(Document(target, report, subject.Label));
        else
            await TellAsync(call, target, report, subject.Label);
        return report.Gate is GateState.Failed ? ExitCode.No : ExitCode.Well;
    }

    private static object Document(string target, CheckReport report, Func<string, string> label) => new
    {
        source = target,
        rows = report.Rows,
        gate = report.Gate,
        score = report.Score?.Value,
        results = report.Results.Select(result => new
        {
            rule = result.Rule.Name,
            kind = result.Rule.Kind.Code,
            columns = result.Rule.Columns.Select(label).ToImmutableArray(),
            severity = result.Rule.Severity,
            dimension = result.Rule.Dimension,
            outcome = result.Outcome,
            evaluated = result.Evaluated,
            failing = result.Failing,
            observed = result.Observed,
            expected = result.Expected,
            sentence = RuleWords.English.Sentence(result.Rule, label),
            reason = result.Obstacle is { } obstacle ? RuleWords.English.Obstacle(obstacle) : null,
        }).ToImmutableArray(),
    };

    private static async Task TellAsync(VerbCall call, string target, CheckReport report, Func<string, string> label)
    {
        var table = new TextTable("outcome", "rule", "failing", "of", "what must be true");
        foreach (var result in report.Results.OrderByDescending(result => result.Outcome is CheckOutcome.Failed).ThenByDescending(result => result.Outcome is not CheckOutcome.Passed))
        {
            table.Add(
                VerbWords.Word(result.Outcome), result.Rule.Name, result.Failing is { } failing ? VerbWords.Count(failing) : result.Observed ?? "",
                VerbWords.Count(result.Evaluated), result.Obstacle is { } obstacle ? RuleWords.English.Obstacle(obstacle) : RuleWords.English.Demand(result.Rule, label));
        }
        if (report.Results.IsEmpty)
            await call.LineAsync($"{target}: there are no rules to test on its {VerbWords.Count(report.Rows)} rows.");
        else
            await call.LineAsync(table.ToString());
        var passed = report.Results.Count(result => result.Outcome is CheckOutcome.Passed);
        await call.LineAsync($"{target}: gate {VerbWords.Word(report.Gate)}, {passed} of {report.Results.Length} rules passed on {VerbWords.Count(report.Rows)} rows.");
    }
}
