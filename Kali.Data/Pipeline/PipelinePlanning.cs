using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline.Steps;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>The statements a run would send, in order, without sending one of them.</summary>
public sealed class PipelinePlanning
{
    private readonly ILakehouse _lakehouse;
    private readonly TimeProvider _time;

    internal PipelinePlanning(ILakehouse lakehouse, TimeProvider time) => (_lakehouse, _time) = (lakehouse, time);

    /// <param name="part">The part as it would be loaded.</param>
    /// <param name="rules">The rules it would be checked by; those a new dataset begins with when there are none.</param>
    public ImmutableArray<PlannedStatement> Plan(PartToLoad part, ImmutableArray<Rule> rules)
    {
        var run = new RunContext
        {
            Id = new RunId(1),
            Uuid = Guid.Empty,
            Request = new RunRequest.Load { Part = part },
            DatasetId = 0,
            Dataset = part.Dataset,
            SourceName = part.SourceName,
            Actor = Actor.System,
            StartedAt = _time.GetUtcNow(),
            Facts = new RunFacts { LoadNo = 1 },
        };
        var load = PipelinePlans.Load(run);
        var day = DateOnly.FromDateTime(run.StartedAt.UtcDateTime);
        var inForce = rules.IsDefaultOrEmpty ? RuleProposals.For(part.Dataset, part.Columns, part.Keys) : rules;
        var source = ProfileSource.Of(load, part.Dataset.Raw, MissingSpellings.Default);
        var subject = new CheckSubject(part.Dataset.Silver, SilverPlan.SchemaOf(part.Columns), load.Rows, run.StartedAt) { Keys = part.Keys };
        var checks = CheckPlan.For(subject, inForce);
        // Which rules hold rows back is known after the checks; the plan shows all that may.
        var all = new CheckReport(1, [.. inForce.Select(rule => new CheckResult(rule, CheckOutcome.Warned, 1, 1, null, null, null))], null);

        var plan = ImmutableArray.CreateBuilder<PlannedStatement>();
        Add(RunStepName.Raw, RawStep.Select(run, [.. part.Columns.Select(column => column.Name)], new SqlName("file")));
        Add(RunStepName.Profile, ProfilePlan.For(source).Statement);
        Add(RunStepName.Silver, SilverPlan.For(load, part.Dataset.Raw, new SilverChoices(day, part.SourceName, inForce, null, MissingSpellings.Default)).Rows);
        Add(RunStepName.Checks, checks.Statement);
        if (QuarantinePlan.For(load, part.Dataset.Raw, subject, all, run.StartedAt) is { } quarantine)
            Add(RunStepName.Quarantine, quarantine.Rows);
        Add(RunStepName.Gold, GoldPlan.For(load, part.Dataset.Silver, part.Dataset.Quarantine, GoldChoices.On(day)).Rows);
        return plan.ToImmutable();

        void Add(RunStepName step, Sql statement) => plan.Add(new PlannedStatement(step, _lakehouse.Explain(statement)));
    }
}

/// <summary>A statement that a step would send.</summary>
/// <param name="Step">The step.</param>
/// <param name="Statement">Its text and the values of its parameters.</param>
public sealed record PlannedStatement(RunStepName Step, SqlStatement Statement);
