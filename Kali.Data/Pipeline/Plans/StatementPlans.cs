using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline.Steps;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>The statements a run sends, in order, in the words of any engine.</summary>
public sealed class StatementPlans(
    IEnumerable<IEngineSql> engines, Rules rules, QualityReports reports, DatasetSettings settings, IDbContextFactory<KaliStore> stores, TimeProvider time, IEnumerable<SentStatements> sent)
{
    public const string Embedded = "embedded";

    /// <summary>
    /// What the runs of this lake have sent since <see cref="NotingServices.NoteStatements"/>, in an engine's words: the very statements that a file leads to
    /// when it begins a dataset, those of detectors and those into the metadata tables among them.
    /// </summary>
    public ImmutableArray<PlannedStatement> OfRuns(string engine)
    {
        var writer = engines.First(known => known.Engine == engine);
        var planned = ImmutableArray.CreateBuilder<PlannedStatement>();
        foreach (var one in sent.Single().All)
        {
            var (table, statements, staged) = one switch
            {
                SentStatement.Query query => ((TableName?)null, ImmutableArray.Create(writer.Query(query.Sql)), (string?)null),
                SentStatement.Change change => (change.Commit.Table, writer.Change(change.Commit, change.Actor, change.Before, change.After), writer.PlaceOf(change.Commit)),
                _ => throw new InvalidOperationException($"{one} is no statement."),
            };
            foreach (var statement in statements)
            {
                planned.Add(new PlannedStatement(planned.Count + 1, one.Step, table, statement.Text, statement.Parameters)
                {
                    Task = writer.TaskOf(one.Step),
                    Staged = statement == statements[0] ? staged : null,
                });
            }
        }
        return planned.ToImmutable();
    }

    /// <summary>For the newest load of a dataset, taken with today's rules; assumes what its last run found.</summary>
    public async Task<ImmutableArray<PlannedStatement>> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct, string engine = Embedded)
    {
        var latest = (await reports.ForAsync(dataset, null, actor, ct))?.Latest ?? throw new NotFoundException($"Nothing was loaded into {dataset} yet, so there is nothing to plan.");
        await using var store = await stores.CreateDbContextAsync(ct);
        var request = await store.Set<RunRecord>().AsNoTracking().Where(run => run.Id == latest.Run.Value).Select(run => run.Request).SingleAsync(ct);
        var part = PipelineJson.Read<RunRequest>(request).Part;
        var run = BenchRun.Of(part, dataset, latest.LoadNo, actor, time.GetUtcNow());
        var gold = await settings.GetAsync<GoldSettings>(dataset, GoldSettings.Name, actor, ct, RuleJson.Options) is { } chosen
            ? new GoldChoices(Day(run), chosen.Masks, chosen.Standardised)
            : GoldChoices.On(Day(run));
        var names = part.Columns.Select(column => column.Name).ToImmutableArray();
        return Of(run, names, await rules.OfAsync(dataset, actor, ct), gold, latest.Profile, latest.Report, engine);
    }

    /// <summary>The definition of the job whose tasks the statements name, as JSON; null where the engine has no jobs.</summary>
    public string? JobOf(string engine) => engines.First(known => known.Engine == engine).Job;

    private ImmutableArray<PlannedStatement> Of(
        RunContext run, ImmutableArray<string> fileColumns, ImmutableArray<Rule> inForce, GoldChoices gold, Profile? profile, CheckReport? report, string engine)
    {
        var writer = engines.First(known => known.Engine == engine);
        var planned = ImmutableArray.CreateBuilder<PlannedStatement>();
        var load = PipelinePlans.Load(run);
        TableRef raw = run.Dataset.Raw, silver = run.Dataset.Silver;
        Load(RunStepName.Raw, run.Dataset.Raw, RawStep.SchemaOf(run.Part), writer.TextRows(run.Part.FileName, relation => RawStep.Select(run, fileColumns, relation)));

        var source = ProfileSource.Of(load, raw, MissingSpellings.Default);
        foreach (var statement in PipelineStatements.Of(source, profile ?? Assumed(load)))
            Query(RunStepName.Profile, statement);

        var choices = new SilverChoices(Day(run), run.SourceName, inForce, profile?.Duplicates, MissingSpellings.Default);
        var typed = SilverPlan.For(load, raw, choices);
        Load(RunStepName.Silver, run.Dataset.Silver, typed.Schema, typed.Rows);

        var subject = new CheckSubject(silver, SilverPlan.SchemaOf(load.Readings), load.Rows, run.StartedAt) { LoadNo = load.LoadNo, Keys = run.Part.Keys };
        Query(RunStepName.Checks, CheckPlan.For(subject, inForce).Statement);
        var heldBack = QuarantinePlan.For(load, raw, subject, report ?? Assumed(inForce), run.StartedAt);
        if (heldBack is not null)
            Load(RunStepName.Quarantine, run.Dataset.Quarantine, heldBack.Schema, heldBack.Rows);
        var passing = GoldPlan.For(load, silver, heldBack is null ? null : run.Dataset.Quarantine, gold);
        Load(RunStepName.Gold, run.Dataset.Gold, passing.Schema, passing.Rows);
        return planned.ToImmutable();

        void Query(RunStepName step, Sql statement) => Add(step, null, writer.Query(statement));

        void Load(RunStepName step, TableName table, TableSchema schema, Sql rows)
        {
            var commit = new TableCommit { Table = table, Schema = schema, Change = new TableChange.Append(new RowSource.Query(rows)) };
            foreach (var statement in writer.Change(commit, run.Actor, before: null, schema))
                Add(step, table, statement);
        }

        void Add(RunStepName step, TableName? writes, EngineStatement statement) => planned.Add(new PlannedStatement(planned.Count + 1, step, writes, statement.Text, statement.Parameters)
        {
            Task = writer.TaskOf(step),
        });
    }

    private static Profile Assumed(DataLoad load) => new(1, 0,
    [
        .. load.Readings.Select(column => new ColumnProfile { Name = column.Name, Label = column.Label, Type = column.Type.Name, Present = 1, Missing = 0, Distinct = 1 }),
    ]);

    private static CheckReport Assumed(ImmutableArray<Rule> rules) =>
        new(1, [.. rules.Where(rule => rule.Kind.IsAboutRows).Select(rule => new CheckResult(rule, CheckOutcome.Warned, 1, 1, null, null, null))], null);

    private static DateOnly Day(RunContext run) => DateOnly.FromDateTime(run.StartedAt.UtcDateTime);
}

/// <summary>A statement of the pipeline.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Step">The step that sends it.</param>
/// <param name="Writes">The table its rows go into; null when it only reads.</param>
/// <param name="Statement">The statement as the engine gets it.</param>
/// <param name="Parameters">The values of its marks.</param>
public sealed record PlannedStatement(int Number, RunStepName Step, TableName? Writes, string Statement, ImmutableArray<EngineParameter> Parameters)
{
    /// <summary>The task of the engine's job that carries it out, where jobs are in use; null where the engine has no jobs.</summary>
    public string? Task { get; init; }

    /// <summary>The Parquet file of texts that it reads, which stands there before it is sent; null where it reads tables alone.</summary>
    public string? Staged { get; init; }
}
