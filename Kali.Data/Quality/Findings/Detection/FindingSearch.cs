using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Looks at a load with every detector. What is suspicious is written into the table of findings; the report counts it there.</summary>
public sealed class FindingSearch(ILakehouse lakehouse)
{
    /// <summary>Of fewer rows nothing can be told that a person does not see.</summary>
    private const int FewestRows = 20;

    private static readonly ImmutableArray<Detector> Detectors =
    [
        new ReadingDetector(), new MissingDetector(), new SpellingDetector(), new TokenDetector(), new FormatDetector(), new SuffixDetector(), new CategoryDetector(), new CodeDetector(),
        new CharacterDetector(), new SizeDetector(), new DependencyDetector(), new ConditionalDetector(), new TotalDetector(), new SwapDetector(), new ShiftDetector(), new DuplicateDetector(), new ReferenceDetector(),
    ];

    /// <summary>Looks at a load, appends what it finds to the dataset's table of findings, and counts it.</summary>
    public async Task<FindingReport> SearchAsync(FindingSubject subject, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        if (await PlanAsync(subject, actor, ct, progress) is not { } plan)
            return new FindingReport(0, []);
        var commit = new TableCommit { Table = subject.Load.Dataset.Findings, Schema = FindingTable.Schema, Change = new TableChange.Append(FindingTable.Written(plan.Rows)) };
        return await lakehouse.CommitAsync(commit, actor, ct) is CommitOutcome.Committed written
            ? await ReportAsync(subject, plan.Looked, subject.Load.Dataset.Findings.At(written.Version), ran: null, actor, ct)
            : throw new KaliException($"{commit.Table} was written by somebody else at the same time. Look again.");
    }

    /// <summary>What the detectors say, as queries; null when nobody says anything.</summary>
    public async Task<FindingPlan?> PlanAsync(FindingSubject subject, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var columns = await FactsAsync(subject, actor, ct);
        var look = new Look(subject, columns, lakehouse, actor);
        if (look.Rows < FewestRows)
            return null;
        var said = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var (place, detector) in Detectors.Index())
        {
            said.AddRange(await detector.LookAsync(look, ct));
            progress?.Report((place + 1.0) / (Detectors.Length + 1));
        }
        var some = await WithCellsAsync(look, said, ct);
        var open = some.Where(suspicion => !subject.Lessons.IsDismissed(suspicion.Detector, suspicion.Column) && subject.Lessons.MayShow(suspicion.Detector)).ToImmutableArray();
        return open.IsEmpty ? null : new FindingPlan(look.Rows, Verdict.Of(subject, open));
    }

    /// <summary>Counts what was written, group by group, with examples.</summary>
    /// <param name="subject">What was looked at.</param>
    /// <param name="rows">Rows looked at.</param>
    /// <param name="table">The table of findings, at the version that has the load.</param>
    /// <param name="ran">The rules that ran on the load; null for none.</param>
    internal async Task<FindingReport> ReportAsync(FindingSubject subject, long rows, TableRef table, CountedChecks? ran, Actor actor, CancellationToken ct)
    {
        var cells = Sql.Of($"SELECT * FROM {table} AS found WHERE {subject.Load.Rows}");
        var groups = await QueryAsync(Sql.Of($"""
            SELECT detector, column_name, tier, count(*) AS cells, count(DISTINCT {Look.RowId}) AS hit, max(basis) AS basis, sum(weight) AS told
            FROM ({cells}) AS cells GROUP BY detector, column_name, tier
            """), actor, ct);
        var examples = await QueryAsync(Sql.Of($"""
            SELECT detector, column_name, tier, {FindingTable.CellColumns}
            FROM (SELECT *, row_number() OVER (PARTITION BY detector, column_name, tier ORDER BY weight DESC, {Look.RowId}) AS place FROM ({cells}) AS cells) AS placed
            WHERE place <= {new WholeNumber(FindingGroup.MostExamples)} ORDER BY place
            """), actor, ct);
        var confirmed = await QueryAsync(Sql.Of($"SELECT count(DISTINCT {Look.RowId}) FROM ({cells}) AS cells WHERE {FindingTable.HoldsBack}"), actor, ct);
        var shown = examples.ToLookup(row => ((string)row[0]!, (string)row[1]!, (string)row[2]!), row => FindingTable.Cell(row, 3));
        var found = groups.Select(row => Group(row, rows, [.. shown[((string)row[0]!, (string)row[1]!, (string)row[2]!)]])).ToList();
        ran ??= CountedChecks.None(subject, rows);
        var all = FindingEffects.Weigh(found, await QueryAsync(FindingEffects.Statement(cells, ran.Plan), actor, ct), ran)
            .OrderBy(group => group.Tier).ThenByDescending(group => group.Points).ThenByDescending(group => group.Cells).ThenBy(group => group.Key, StringComparer.Ordinal);
        return new FindingReport(rows, [.. all]) { Version = table.Version, ConfirmedRows = CheckCounts.Number(confirmed[0][0]), HoldsRowsBack = subject.Lessons.HoldsRowsBack && CheckCounts.Number(confirmed[0][0]) > 0 };
    }

    private static FindingGroup Group(object?[] row, long rows, ImmutableArray<FindingCell> examples)
    {
        var detector = DetectorFacts.Parse((string)row[0]!);
        var hit = CheckCounts.Number(row[4]);
        return new FindingGroup
        {
            Detector = detector,
            Column = (string)row[1]!,
            Tier = FindingTiers.Parse((string)row[2]!),
            Cells = CheckCounts.Number(row[3]),
            Rows = hit,
            // Silver has left repeated rows out: they are a share of what the file has.
            Of = detector is DetectorKind.ExactDuplicate ? rows + hit : rows,
            Basis = examples.Select(cell => cell.Basis).OfType<string>().GroupBy(basis => basis).MaxBy(basis => basis.Count())?.Key ?? row[5] as string,
            Examples = examples,
            Safety = examples.Any(cell => cell.Proposal is not null) ? DetectorFacts.Safety(detector) : ProposalSafety.None,
        };
    }

    private async Task<ImmutableArray<ColumnFacts>> FactsAsync(FindingSubject subject, Actor actor, CancellationToken ct)
    {
        var plan = new FactsPlan(subject);
        var columns = plan.ReadSilver((await QueryAsync(plan.OfSilver(), actor, ct))[0]);
        if (plan.OfFewValues(columns) is { } few)
            columns = FactsPlan.WithFewValues(columns, await QueryAsync(few, actor, ct));
        if (plan.OfTexts(columns) is { } texts)
            columns = FactsPlan.WithTexts(columns, await QueryAsync(texts, actor, ct));
        return plan.OfRaw(columns) is { } raw ? FactsPlan.WithRaw(columns, (await QueryAsync(raw, actor, ct))[0]) : columns;
    }

    /// <summary>Without what would find no cell, where the values tell: the cells themselves are looked for once only, of all that is left.</summary>
    private static async Task<IEnumerable<Suspicion>> WithCellsAsync(Look look, IReadOnlyCollection<Suspicion> said, CancellationToken ct)
    {
        var byValue = said.Where(suspicion => suspicion.Values is not null).ToList();
        if (byValue.Count == 0)
            return said;
        var needs = byValue.SelectMany(suspicion => suspicion.Needs).DistinctBy(need => need.Name).Select(need => Sql.Of($"{need.Name} AS {new ComputedOnce()}({need.Rows})")).ToList();
        var with = needs.Count == 0 ? Sql.Empty : Sql.Of($"WITH {needs} ");
        var counts = byValue.Select((suspicion, place) => Sql.Of($"SELECT {new WholeNumber(place)} AS place, count(*) AS suspicious FROM ({suspicion.Values!}) AS suspects"));
        var found = (await look.QueryAsync(Sql.Of($"{with}{Sql.Join(" UNION ALL ", counts)}"), ct)).Where(row => CheckCounts.Number(row[1]) > 0).Select(row => (object)byValue[(int)CheckCounts.Number(row[0])]).ToHashSet(ReferenceEqualityComparer.Instance);
        return said.Where(suspicion => suspicion.Values is null || found.Contains(suspicion));
    }

    private async Task<List<object?[]>> QueryAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(sql, actor, ct);
        return await result.ToListAsync(ct);
    }
}

/// <summary>What is to be written into the table of findings.</summary>
/// <param name="Looked">Rows looked at.</param>
/// <param name="Rows">The rows of the table (<see cref="FindingTable"/>).</param>
public sealed record FindingPlan(long Looked, Sql Rows);
