using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>What the detectors find in a run's load, kept beside silver.</summary>
internal sealed class RunFindings(FindingSearch search, FindingLessons lessons, Datasets datasets, TableWriter writer, PipelinePlans plans, ILakehouse lakehouse, PipelineOptions options)
{
    /// <summary>Null where the load is too large to be looked at in passing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ran">The rules on its load.</param>
    public async Task<FindingReport?> LookAsync(RunContext run, CountedChecks ran, CancellationToken ct)
    {
        if (run.Facts.SilverRows is not { } rows || rows > options.FindingsUpTo)
            return null;
        var load = PipelinePlans.Load(run);
        var subject = new FindingSubject(load, run.Dataset.Raw.At(run.Facts.RawVersion), run.Dataset.Silver.At(run.Facts.SilverVersion))
        {
            RowsExpected = rows,
            Duplicates = run.Facts.Duplicates,
            References = await ReferencesAsync(run, ct),
            Lessons = await lessons.OfAsync(run.Dataset, run.Actor, ct),
        };
        var plan = await search.PlanAsync(subject, run.Actor, ct);
        if (plan is null && (PipelinePlans.AddsOnly(run) || await plans.VersionAsync(run, run.Dataset.Findings, ct) < 0))
            return new FindingReport(rows, []);
        // A load that is taken again, or replaces everything, takes what was found before with it.
        var written = await writer.CommitAsync(run, RunStepName.Checks, new TableCommit
        {
            Table = run.Dataset.Findings,
            Schema = FindingTable.Schema,
            MayAddColumns = true,
            Change = plan is null ? PipelinePlans.Removal(run) : PipelinePlans.Change(run, new RowSource.Query(plan.Rows)),
            Once = $"{run.Once(RunStepName.Checks)}/findings",
        }, ct);
        return plan is null ? new FindingReport(rows, []) : await search.ReportAsync(subject, plan.Looked, run.Dataset.Findings.At(written.Version), ran, run.Actor, ct);
    }

    /// <summary>The gold of other datasets in the catalog.</summary>
    private async Task<ImmutableArray<ReferenceTable>> ReferencesAsync(RunContext run, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<ReferenceTable>();
        foreach (var other in await datasets.ListAsync(DatasetFilter.All, run.Actor, ct))
        {
            if (other.Name != run.Dataset && other.Latest is not null && await lakehouse.DescribeAsync(other.Name.Gold, run.Actor, ct) is { } gold)
                found.Add(new ReferenceTable(other.Name, other.Name.Gold.At(gold.Version), gold.Schema));
        }
        return found.ToImmutable();
    }
}
