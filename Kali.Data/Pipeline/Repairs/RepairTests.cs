using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Tests a repair with the rules in force: silver as it would be is a query in the place of a table, so nothing is written.</summary>
internal sealed class RepairTests(RepairPlans repairs, RepairLoads loads, PipelinePlans plans, Checks checks, ILakehouse lakehouse, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    private const int BrokenShown = 5;
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <summary>Null when no cell would change.</summary>
    public async Task<RepairTest?> RunAsync(DatasetName dataset, int datasetId, ImmutableArray<RepairEdit> edits, long repair, CancellationToken ct)
    {
        var plan = await repairs.OfAsync(dataset, ct);
        if (plan.Changes(edits, repair) is not { } changes)
            return null;
        var counts = await CountAsync(changes, ct);
        if (counts.Cells == 0)
            return null;
        var tested = new List<LoadTest>();
        var rules = new List<RuleTestChange>();
        var broken = ImmutableArray.CreateBuilder<BrokenRow>();
        var (freed, newlyHeld) = (0L, 0L);
        foreach (var loadNo in counts.Loads)
        {
            var load = await loads.OfAsync(dataset, loadNo, ct);
            var result = await TestAsync(dataset, datasetId, load, changes, counts.Columns.Select(column => column.Column), ct);
            tested.Add(result.Load);
            rules.AddRange(result.Rules);
            broken.AddRange(result.Broken.Take(BrokenShown - broken.Count));
            (freed, newlyHeld) = (freed + result.Freed, newlyHeld + result.NewlyHeld);
        }
        return new RepairTest(
            counts.Cells, counts.Rows, counts.Columns, [.. tested],
            [
                .. rules.GroupBy(rule => rule.Rule).Select(same => same.First() with { Before = same.Sum(rule => rule.Before), After = same.Sum(rule => rule.After) })
                    .Where(rule => rule.Before != rule.After).OrderByDescending(rule => rule.After - rule.Before),
            ],
            freed, newlyHeld, broken.ToImmutable(), time.GetUtcNow());
    }

    /// <summary>How many cells, rows, of which columns and loads.</summary>
    public async Task<RepairCounts> CountAsync(Sql changes, CancellationToken ct)
    {
        var loadOf = SqlExpression.Call(SqlFunction.Floor, new Arithmetic(ArithmeticOperator.Divide, new Column(RowId), new WholeNumber(DataLoad.IdsPerLoad))).CastTo(DataType.Long);
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT load_no, {new SqlName(CellChanges.ColumnName)}, count(*) AS cells, {new Aggregate(AggregateFunction.Distinct, new Column(RowId))} AS rows_of_it
                FROM (SELECT {loadOf} AS load_no, * FROM ({changes}) AS all_changes) AS by_load
                GROUP BY load_no, {new SqlName(CellChanges.ColumnName)} ORDER BY load_no
                """),
            Actor.System, ct);
        var rows = (await result.ToListAsync(ct)).Select(row => (Load: CheckCounts.Number(row[0]), Column: (string)row[1]!, Cells: CheckCounts.Number(row[2]))).ToList();
        return new RepairCounts(
            rows.Sum(row => row.Cells),
            await RowsAsync(changes, ct),
            [.. rows.GroupBy(row => row.Column).Select(column => new ColumnCells(column.Key, column.Sum(row => row.Cells))).OrderByDescending(column => column.Cells)],
            [.. rows.Select(row => row.Load).Distinct()]);
    }

    private async Task<long> RowsAsync(Sql changes, CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(Sql.Of($"SELECT {new Aggregate(AggregateFunction.Distinct, new Column(RowId))} FROM ({changes}) AS all_changes"), Actor.System, ct);
        return CheckCounts.Number((await result.ToListAsync(ct))[0][0]);
    }

    private async Task<(LoadTest Load, IEnumerable<RuleTestChange> Rules, long Freed, long NewlyHeld, IEnumerable<BrokenRow> Broken)> TestAsync(
        DatasetName dataset, int datasetId, RepairLoad load, Sql changes, IEnumerable<string> columns, CancellationToken ct)
    {
        var run = await ContextAsync(dataset, datasetId, load, ct);
        var data = PipelinePlans.Load(run);
        var texts = await TextsAsync(run, changes, columns, ct);
        var subject = await plans.SubjectAsync(run, ct);
        var rules = await plans.RulesAsync(run, profile: null, ct);
        var before = await checks.RunAsync(CheckPlan.For(subject, rules), run.Actor, ct);

        var silver = SilverPlan.For(data, texts, await plans.SilverChoicesAsync(run, profile: null, ct));
        var repaired = subject with { Table = new TableRef.Derived(silver.Rows, "silver with the repair") };
        var after = await checks.RunAsync(CheckPlan.For(repaired, rules), run.Actor, ct) with { Findings = await FindingsAsync(load, ct) };
        var held = await HeldAsync(run, QuarantinePlan.For(data, texts, repaired, after, run.StartedAt, Without(dataset, after, data, changes)), ct);
        var was = load.Facts.HeldBack ?? 0;

        var passing = after.Rows - held.Rows;
        var isFailed = after.Gate is GateState.Failed;
        var ledger = load.Facts.ToLedger() with
        {
            Duplicates = load.Facts.RawRows - after.Rows,
            Silver = after.Rows,
            HeldBack = held.Rows,
            Gold = isFailed ? null : passing,
            Waiting = isFailed ? passing : null,
            New = null,
            Updated = null,
        };
        var changed = after.Results.Zip(before.Results, (now, then) => new RuleTestChange(now.Rule.Id, GateWords.Demand(now.Rule, load.Part.LabelOf), now.Rule.HoldsRowsBack, then.Failing ?? 0, now.Failing ?? 0));
        return (
            new LoadTest(load.LoadNo, load.Part.FileName, load.Facts.ToLedger(), ledger, load.Facts.Gate, after.Gate, load.Facts.Score, after.Score?.Value),
            changed, Math.Max(0, was - (held.Rows - held.New)), held.New, held.Broken);
    }

    /// <summary>The raw texts of the load, with the repairs in force and then this one over them.</summary>
    private async Task<TableRef> TextsAsync(RunContext run, Sql changes, IEnumerable<string> columns, CancellationToken ct)
    {
        var rows = PipelinePlans.Load(run).Rows;
        var earlier = await repairs.ChangesAsync(run.Dataset, rows, ct);
        var mine = Sql.Of($"SELECT * FROM ({changes}) AS proposed WHERE {rows}");
        return RepairedTexts.Of(
            run.Dataset.Raw.At(run.Facts.RawVersion), Steps.RawStep.SchemaOf(run.Part).Columns.Select(column => column.Name),
            [.. earlier.Columns.Union(columns)], CellChanges.And(earlier.Version is null ? null : earlier.Rows, mine));
    }

    /// <summary>What detectors found when the load last went its way. Nobody looks anew for a test.</summary>
    private async Task<FindingReport?> FindingsAsync(RepairLoad load, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var kept = await store.Set<QualityRecord>().AsNoTracking().FirstOrDefaultAsync(quality => quality.RunId == load.LastRun.Value, ct);
        return kept is null ? null : QualityRecords.Read(kept).Report.Findings;
    }

    /// <summary>These findings without the cells that the repair changes: two people then have agreed on them.</summary>
    private static TableRef? Without(DatasetName dataset, CheckReport report, DataLoad load, Sql changes) => report.Findings?.Version is not { } version
        ? null
        : new TableRef.Derived(
            Sql.Of($"""
                SELECT * FROM {dataset.Findings.At(version)} AS found
                WHERE {CellChanges.Touches(new TableRef.Derived(changes, "the repair"), new SqlName("found"), load.Rows).Not()}
                """),
            $"{dataset.Findings} without repaired cells");

    private async Task<(long Rows, long New, IEnumerable<BrokenRow> Broken)> HeldAsync(RunContext run, QuarantinePlan? plan, CancellationToken ct)
    {
        if (plan is null)
            return (0, 0, []);
        var hasHeld = await lakehouse.DescribeAsync(run.Dataset.Quarantine, run.Actor, ct) is not null;
        var held = Sql.Of($"SELECT {RowId}, {new SqlName("_row")}, {new SqlName("_file")}, {new SqlName("_reasons")} FROM ({plan.Rows}) AS would_be_held");
        var now = hasHeld
            ? Sql.Of($"{RowId} NOT IN (SELECT {RowId} FROM {run.Dataset.Quarantine} AS held_rows WHERE {PipelinePlans.Load(run).Rows})")
            : Sql.Of($"{new Truth(true)}");
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                WITH held AS {new ComputedOnce()}({held}), fresh AS (SELECT * FROM held WHERE {now})
                SELECT (SELECT count(*) FROM held) AS all_held, (SELECT count(*) FROM fresh) AS all_fresh, shown.*
                FROM (SELECT 1 AS one) AS one_row LEFT JOIN (SELECT * FROM fresh ORDER BY {RowId} LIMIT {new WholeNumber(BrokenShown)}) AS shown ON one_row.one = 1
                """),
            run.Actor, ct);
        var rows = await result.ToListAsync(ct);
        return (CheckCounts.Number(rows[0][0]), CheckCounts.Number(rows[0][1]), rows.Where(row => row[2] is not null).Select(row => new BrokenRow((long)row[2]!, (long)row[3]!, row[4] as string, row[5] as string ?? "[]")));
    }

    private async Task<RunContext> ContextAsync(DatasetName dataset, int datasetId, RepairLoad load, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var source = await store.Set<DatasetRecord>().Where(known => known.Id == datasetId).Select(known => known.SourceName).SingleAsync(ct);
        var gold = (await lakehouse.DescribeAsync(dataset.Gold, Actor.System, ct))?.Version ?? -1;
        return new RunContext
        {
            Id = new RunId(0),
            Uuid = Guid.Empty,
            Request = new RunRequest.Repair(load.LoadNo, load.FirstRun.Value, 0) { Part = load.Part },
            DatasetId = datasetId,
            Dataset = dataset,
            SourceName = source,
            Actor = Actor.System,
            StartedAt = time.GetUtcNow(),
            Facts = load.Facts with { GoldBefore = gold, Duplicates = null },
        };
    }
}

/// <summary>What a repair touches.</summary>
internal sealed record RepairCounts(long Cells, long Rows, ImmutableArray<ColumnCells> Columns, ImmutableArray<long> Loads);
