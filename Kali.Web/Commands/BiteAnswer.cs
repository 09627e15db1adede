using System.Globalization;
using Kali.Data;
using Kali.Data.Quality;

namespace Kali.Web.Commands;

/// <summary><c>rules TABLE --bite</c>: what the rules notice of defects planted in a copy.</summary>
internal static class BiteAnswer
{
    /// <returns>Whether every kind of defect is noticed at least every second time.</returns>
    public static async Task<bool> GiveAsync(VerbCall call, DatasetName dataset, long rows, int seed, CancellationToken ct)
    {
        var report = await (await call.ServiceAsync<BiteTrials>(ct)).RunAsync(dataset, rows, seed, await call.ActorAsync(ct), ct);
        if (call.IsJson)
            await call.JsonAsync(Document(dataset, report));
        else
            await WriteAsync(call, dataset, report);
        return report.BlindSpots.IsEmpty;
    }

    private static object Document(DatasetName dataset, BiteReport report) => new
    {
        dataset = dataset.ToString(),
        load = report.LoadNo,
        rows = report.Rows,
        of_rows = report.Of,
        copies = report.Copies,
        seed = report.Seed,
        rules = report.Rules,
        not_tried = report.NotTried,
        dangerous = report.Dangerous,
        by_rules = report.ByRules,
        by_rules_or_findings = report.Caught,
        put_right = report.PutRight,
        results = report.Results.Select(result => new
        {
            kind = result.Kind,
            column = result.Column,
            with = result.With,
            planted = result.Planted,
            put_right = result.PutRight,
            by_rules = result.ByRules,
            by_findings = result.ByFindings,
            caught = result.Caught,
            held_back = result.HeldBack,
            rules = result.Rules,
            detectors = result.Detectors.Select(DetectorFacts.Code),
        }),
        blind_spots = report.BlindSpots.Select(spot => new
        {
            kind = spot.Kind,
            column = spot.Column,
            with = spot.With,
            rule = spot.Closing is { } closing
                ? new { name = closing.Rule.Name, kind = closing.Rule.Kind.Code, sentence = Sentence(closing.Rule), would_catch = closing.WouldCatch, missed = closing.Missed, breaking = closing.Breaking, evaluated = closing.Evaluated }
                : null,
        }),
    };

    private static async Task WriteAsync(VerbCall call, DatasetName dataset, BiteReport report)
    {
        var lines = new TextTable("column", "defect", "planted", "put right", "by rules", "by findings", "unnoticed");
        foreach (var result in report.Results)
        {
            lines.Add(
                result.Column ?? "", DefectKinds.Code(result.Kind), Figure(result.Planted), Figure(result.PutRight), Figure(result.ByRules), Figure(result.ByFindings),
                Figure(result.Dangerous - result.Caught));
        }
        await call.LineAsync(lines.ToString());
        foreach (var spot in report.BlindSpots)
        {
            var what = $"{DefectKinds.Code(spot.Kind)}{(spot.Column is null ? "" : $" in {spot.Column}")}";
            await call.LineAsync(spot.Closing is { } closing
                ? $"{what}: “{Sentence(closing.Rule)}” would notice {Figure(closing.WouldCatch)} of {Figure(closing.Missed)} missed; {Figure(closing.Breaking)} of {Figure(closing.Evaluated)} rows break it as they are."
                : $"{what}: no rule tried would notice it.");
        }
        await call.MessageAsync(
            $"{dataset.Name}: {VerbWords.Count(report.ByRules)} of {VerbWords.Count(report.Dangerous)} planted defects noticed by rules, {VerbWords.Count(report.Caught)} by rules or findings, {VerbWords.Count(report.PutRight)} more put right by reading; "
            + $"{VerbWords.Count(report.Rows)} of {VerbWords.Count(report.Of)} rows, {report.Copies} copies, seed {report.Seed}.");
    }

    private static string Sentence(Rule rule) => RuleWords.English.Sentence(rule, column => column);

    private static string Figure(long count) => count.ToString(CultureInfo.InvariantCulture);
}
