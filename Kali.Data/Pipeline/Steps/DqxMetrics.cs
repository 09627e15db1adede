using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline.Steps;

/// <summary>A load's results as DQX observes them: rows in, rows with errors, rows with warnings, valid rows, and both by check.</summary>
internal static class DqxMetrics
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="report">What the rules said.</param>
    /// <param name="runId">The run.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="heldBack">Rows kept out of gold: those with errors.</param>
    /// <param name="at">When.</param>
    /// <param name="hasTables">Whether the rows and the checks are written in DQX's layout, too.</param>
    public static ImmutableArray<object?[]> Rows(CheckReport report, string runId, DatasetName dataset, long heldBack, DateTimeOffset at, bool hasTables)
    {
        var ofRows = report.Results.Where(result => result.Outcome != CheckOutcome.CouldNotRun && result.Rule.Kind.IsAboutRows && result.Rule.Severity != Severity.Notes).ToList();
        var warned = Math.Max(0, (report.Score?.RowsAffected ?? 0) - heldBack);
        var checks = ofRows.Select(result => new Dictionary<string, object>
        {
            ["check_name"] = result.Rule.Name,
            ["error_count"] = result.Rule.Severity == Severity.Stops ? result.Failing ?? 0 : 0,
            ["warning_count"] = result.Rule.Severity == Severity.Warns ? result.Failing ?? 0 : 0,
            ["status"] = result.Failing > 0 ? "failed" : "passed",
        });
        var ruleSet = RuleSets.Of(report.Results.Select(result => result.Rule));
        return
        [
            Row("input_row_count", report.Rows.ToString(CultureInfo.InvariantCulture)),
            Row("error_row_count", heldBack.ToString(CultureInfo.InvariantCulture)),
            Row("warning_row_count", warned.ToString(CultureInfo.InvariantCulture)),
            Row("valid_row_count", Math.Max(0, report.Rows - heldBack - warned).ToString(CultureInfo.InvariantCulture)),
            Row("check_metrics", JsonSerializer.Serialize(checks, Json)),
        ];

        object?[] Row(string name, string value) =>
        [
            runId, "kali", dataset.Silver.ToString(), dataset.Gold.ToString(), (hasTables ? dataset.DqxQuarantine : dataset.Quarantine).ToString(),
            hasTables ? MetadataTables.DqxChecks(dataset.Catalog).ToString() : "kali.rules", name, value, at, DqxLayout.Errors, DqxLayout.Warnings, ruleSet,
        ];
    }
}
