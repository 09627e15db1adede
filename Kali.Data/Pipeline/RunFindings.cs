using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>What the detectors find in a run's load, kept beside silver.</summary>
internal sealed class RunFindings(FindingSearch search, FindingLessons lessons, FindingReferences references, TableWriter writer, PipelinePlans plans, ILakehouse lakehouse, PipelineOptions options)
{
    /// <summary>What the rules said, with what detectors find beside them and what that takes from the score; without findings where the load is too large to be looked at in passing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ran">The rules on its load.</param>
    public async Task<CheckReport> LookAsync(RunContext run, CountedChecks ran, CancellationToken ct) => await FindAsync(run, ran, ct) switch
    {
        null => ran.Report,
        { Version: { } version } found => await new ConfirmedCosts(lakehouse).AddAsync(ran, found, PipelinePlans.Load(run), run.Dataset.Findings.At(version), run.Actor, ct),
        var nothing => ran.Report with { Findings = nothing },
    };

    private async Task<FindingReport?> FindAsync(RunContext run, CountedChecks ran, CancellationToken ct)
    {
        if (run.Facts.SilverRows is not { } rows || (rows > options.FindingsUpTo && !run.Request.Searches && !await WasSearchedAsync(run, ct)))
            return null;
        var load = PipelinePlans.Load(run);
        var subject = new FindingSubject(load, PipelinePlans.Texts(run), run.Dataset.Silver.At(run.Facts.SilverVersion))
        {
            RowsExpected = rows,
            Duplicates = run.Facts.Duplicates,
            References = await references.OfAsync(run.Dataset, run.Actor, ct),
            Lessons = await lessons.OfAsync(run.Dataset, run.Actor, ct),
        };
        var plan = await search.PlanAsync(subject, run.Actor, ct, run.Request.Searches ? run.Progress : null);
        if (plan is null && await plans.HasNothingOfAsync(run, run.Dataset.Findings, ct))
            return new FindingReport(rows, []);
        // A load that is taken again, or replaces everything, takes what was found before with it.
        var written = await writer.CommitAsync(run, RunStepName.Checks, new TableCommit
        {
            Table = run.Dataset.Findings,
            Schema = FindingTable.Schema,
            MayAddColumns = true,
            Change = plan is null ? PipelinePlans.Removal(run) : PipelinePlans.Change(run, FindingTable.Written(WithoutRepaired(run, plan.Rows))),
            Once = $"{run.Once(RunStepName.Checks)}/findings",
        }, ct);
        return plan is null ? new FindingReport(rows, []) : await search.ReportAsync(subject, plan.Looked, run.Dataset.Findings.At(written.Version), ran, run.Actor, ct);
    }

    /// <summary>Whether the load that is taken again has findings: whoever asked for them wants to see what a repair leaves of them, however large it is.</summary>
    private async Task<bool> WasSearchedAsync(RunContext run, CancellationToken ct)
    {
        if (run.Request is RunRequest.Load || await plans.VersionAsync(run, run.Dataset.Findings, ct) < 0)
            return false;
        await using var found = await lakehouse.QueryAsync(Sql.Of($"SELECT 1 AS found FROM {run.Dataset.Findings} AS found_before WHERE {PipelinePlans.Load(run).Rows} LIMIT 1"), run.Actor, ct);
        return (await found.ToListAsync(ct)).Count > 0;
    }

    /// <summary>What two people have agreed on is not suspicious any more, whatever a detector thinks of it.</summary>
    private static Sql WithoutRepaired(RunContext run, Sql found) => run.Facts.RepairsVersion is not { } version
        ? found
        : Sql.Of($"SELECT * FROM ({found}) AS found WHERE {CellChanges.Touches(run.Dataset.Repairs.At(version), new SqlName("found"), PipelinePlans.Load(run).Rows).Not()}");
}
