using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>Reads quarantine as a person repairs it: by cause, by spelling, row by row.</summary>
public sealed class HeldBackRowsReading(ILakehouse lakehouse, Datasets datasets, Rules rules, IDbContextFactory<KaliStore> stores)
{
    public const int MostSpellings = 200;

    public async Task<HeldBack> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        await DemandAsync(dataset, actor, ct);
        var silver = await lakehouse.DescribeAsync(dataset.Silver, actor, ct);
        var found = await FoundAsync(dataset, actor, ct);
        if (await lakehouse.DescribeAsync(dataset.Quarantine, actor, ct) is not { } held)
            return new HeldBack(0, silver?.RowCount ?? 0, null, [], found, [.. silver?.Schema.Columns.Where(column => !column.IsSystem) ?? []]);
        var known = (await rules.OfAsync(dataset, actor, ct)).Where(rule => rule.Kind.IsAboutRows).ToImmutableArray();
        var counts = known.Select((rule, index) => Sql.Of(
            $"{new Aggregate(AggregateFunction.CountIf, Breaks(rule.Id))} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"rows_{index}"))}"));
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"SELECT {counts.Prepend(Sql.Of($"count(*) AS {new SqlName("all_rows")}"))} FROM {dataset.Quarantine.At(held.Version)} AS held_rows"), actor, ct);
        var row = (await result.ToListAsync(ct))[0].Select(CheckCounts.Number).ToList();
        return new HeldBack(
            row[0],
            silver?.RowCount ?? 0,
            held.Version,
            [
                .. known.Select((rule, index) => new HeldCause(rule, row[index + 1])).Where(cause => cause.Rows > 0)
                    .OrderByDescending(cause => cause.Rule.HoldsRowsBack).ThenByDescending(cause => cause.Rows).ThenBy(cause => cause.Rule.Name, StringComparer.Ordinal),
            ],
            found,
            [.. held.Schema.Columns.Where(column => !column.IsSystem && column.Name != QuarantinePlan.HeldAt)]);
    }

    /// <summary>What the cells of a column say in rows that break a rule, with what each could become.</summary>
    public async Task<Spellings> SpellingsAsync(DatasetName dataset, Rule rule, ColumnSchema column, Actor actor, CancellationToken ct)
    {
        await DemandAsync(dataset, actor, ct);
        var reading = await ReadingAsync(dataset, column, ct);
        var name = new SqlName(column.Name);
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT {name}, rows_of_it, count(*) OVER () AS spellings, sum(rows_of_it) OVER () AS all_rows
                FROM (SELECT {name}, count(*) AS rows_of_it FROM {dataset.Quarantine} AS held_rows WHERE {Breaks(rule.Id)} GROUP BY {name}) AS grouped
                ORDER BY rows_of_it DESC, {name}
                LIMIT {new WholeNumber(MostSpellings)}
                """),
            actor, ct);
        var rows = await result.ToListAsync(ct);
        var kind = Suggesting(rule, column);
        return new Spellings(
            column,
            [
                .. rows.Select(row => new SpellingGroup(
                    row[0] as string, CheckCounts.Number(row[1]), TextPattern.Of(row[0] as string ?? ""), kind is null ? null : RepairSuggestions.For(row[0] as string, kind, reading))),
            ],
            rows.Count == 0 ? 0 : CheckCounts.Number(rows[0][2]),
            rows.Count == 0 ? 0 : CheckCounts.Number(rows[0][3]));
    }

    /// <summary>What the cells of a finding say, with what its detector proposes for each.</summary>
    public async Task<Spellings> SpellingsAsync(DatasetName dataset, FoundCause cause, ColumnSchema column, Actor actor, CancellationToken ct)
    {
        await DemandAsync(dataset, actor, ct);
        var (value, proposal) = (FindingTable.Value, FindingTable.Proposal);
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT {value}, {proposal}, rows_of_it, count(*) OVER () AS spellings, sum(rows_of_it) OVER () AS all_rows
                FROM (SELECT {value}, {proposal}, count(*) AS rows_of_it FROM {dataset.Findings} AS found_cells WHERE {RepairRows.Is(cause.Key)} GROUP BY {value}, {proposal}) AS grouped
                ORDER BY rows_of_it DESC, {value}, {proposal}
                LIMIT {new WholeNumber(MostSpellings)}
                """),
            actor, ct);
        var rows = await result.ToListAsync(ct);
        var sureness = DetectorFacts.Safety(cause.Detector) switch { ProposalSafety.Safe => RepairSureness.Sure, ProposalSafety.Likely => RepairSureness.Likely, _ => RepairSureness.Ask };
        return new Spellings(
            column,
            [
                .. rows.Select(row => new SpellingGroup(
                    row[0] as string, CheckCounts.Number(row[2]), TextPattern.Of(row[0] as string ?? ""), row[1] is string to ? new RepairSuggestion(to, sureness, RepairMethod.Detector) : null)),
            ],
            rows.Count == 0 ? 0 : CheckCounts.Number(rows[0][3]),
            rows.Count == 0 ? 0 : CheckCounts.Number(rows[0][4]));
    }

    private async Task<ImmutableArray<FoundCause>> FoundAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        if (await lakehouse.DescribeAsync(dataset.Findings, actor, ct) is null)
            return [];
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT {FindingTable.Detector}, {FindingTable.ColumnName}, {FindingTable.Tier}, count(*) AS cells, count({FindingTable.Proposal}) AS proposed
                FROM {dataset.Findings} AS found_cells WHERE {FindingTable.ColumnName} <> {""}
                GROUP BY {FindingTable.Detector}, {FindingTable.ColumnName}, {FindingTable.Tier}
                ORDER BY {FindingTable.Tier}, cells DESC, {FindingTable.Detector}, {FindingTable.ColumnName}
                """),
            actor, ct);
        return
        [
            .. (await result.ToListAsync(ct)).Select(row => new FoundCause(
                DetectorFacts.Parse((string)row[0]!), (string)row[1]!, FindingTiers.Parse((string)row[2]!), CheckCounts.Number(row[3]), CheckCounts.Number(row[4]))),
        ];
    }

    /// <summary>True for rows of quarantine that break the rule.</summary>
    internal static SqlExpression Breaks(Guid rule) => SqlExpression.Call(SqlFunction.Contains, new Column("_reasons"), new Constant(HeldReason.RuleText(rule)));

    /// <summary>How the newest load writes that column.</summary>
    private async Task<ColumnReading> ReadingAsync(DatasetName dataset, ColumnSchema column, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var columns = await store.Set<LoadRecord>().AsNoTracking()
            .Where(load => store.Set<DatasetRecord>().Any(known => known.Id == load.DatasetId && known.Catalog == dataset.Catalog && known.Name == dataset.Name))
            .OrderByDescending(load => load.LoadNo).Select(load => load.Columns).FirstOrDefaultAsync(ct);
        var readings = columns is null ? [] : System.Text.Json.JsonSerializer.Deserialize<ImmutableArray<ColumnReading>>(columns, IngestJson.Options);
        return readings.FirstOrDefault(reading => reading.Name == column.Name) ?? new ColumnReading(column.Name, column.Shown, DataType.String, new ValueFormat.AsText());
    }

    /// <summary>The rule, where what it demands of this column suggests something.</summary>
    private static RuleKind? Suggesting(Rule rule, ColumnSchema column) => rule.Columns.Contains(column.Name) ? rule.Kind : null;

    private async Task DemandAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        if (!await datasets.MayReadAsync(dataset, Layer.Quarantine, actor, ct))
            throw new NotAllowedException($"What is held back of {dataset.Name} is read by those who repair it. Its owner, {found.OwnerName}, can do that.");
    }
}
