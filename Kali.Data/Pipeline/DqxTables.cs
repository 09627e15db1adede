using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>
/// Results in the layout of DQX, for its dashboards and its users' own queries: the rows that break rules with <c>_errors</c> and <c>_warnings</c>
/// beside silver, and the checks in the metadata schema. Written where a steward wants them; the summary metrics are always there.
/// </summary>
internal sealed class DqxTables(DqxSettings settings, PipelinePlans plans, TableWriter writer)
{
    /// <summary>Writes a run's part of them, once however often it is called.</summary>
    /// <param name="run">The run.</param>
    /// <param name="report">What its checks found.</param>
    /// <param name="at">When, as the summary metrics say it.</param>
    /// <returns>Whether they are written for the dataset.</returns>
    public async Task<bool> WriteAsync(RunContext run, CheckReport report, DateTimeOffset at, CancellationToken ct)
    {
        if (!await settings.AreWrittenAsync(run.Dataset, run.Actor, ct))
        {
            // Rows of a load that is taken again do not stay as they were.
            await WriteRowsAsync(run, null, ct);
            return false;
        }
        var subject = await plans.SubjectAsync(run, ct);
        await WriteRowsAsync(run, DqxQuarantinePlan.For(PipelinePlans.Load(run), subject, report, run.Uuid.ToString(), at), ct);
        await WriteChecksAsync(run, [.. report.Results.Select(result => result.Rule)], subject, at, ct);
        return true;
    }

    private async Task WriteRowsAsync(RunContext run, DqxQuarantinePlan? plan, CancellationToken ct)
    {
        if (plan is null && await plans.HasNothingOfAsync(run, run.Dataset.DqxQuarantine, ct))
            return;
        await writer.CommitAsync(run, RunStepName.Records, new TableCommit
        {
            Table = run.Dataset.DqxQuarantine,
            Schema = DqxLayout.Quarantine(run.Part.AllColumns),
            MayAddColumns = true,
            Change = plan is null ? PipelinePlans.Removal(run) : PipelinePlans.Change(run, new RowSource.Query(plan.Rows)),
            Once = $"{run.Once(RunStepName.Records)}/{TableName.DqxQuarantineSuffix}",
        }, ct);
    }

    /// <summary>A set of rules stands there once, however many runs it serves.</summary>
    private async Task WriteChecksAsync(RunContext run, ImmutableArray<Rule> rules, CheckSubject subject, DateTimeOffset at, CancellationToken ct)
    {
        if (rules.IsEmpty)
            return;
        await writer.CommitAsync(run, RunStepName.Records, new TableCommit
        {
            Table = MetadataTables.DqxChecks(run.Dataset.Catalog),
            Schema = DqxLayout.Checks,
            MayAddColumns = true,
            Change = new TableChange.Append(new RowSource.Query(DqxChecksPlan.Rows(run.Dataset, rules, subject.Rules, at))),
            Once = $"kali/dqx_checks/{run.DatasetId}/{RuleSets.Of(rules)}",
        }, ct);
    }
}
