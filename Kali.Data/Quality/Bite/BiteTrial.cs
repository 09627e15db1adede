using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>One trial: copies, plants, looks, and tells.</summary>
internal sealed class BiteTrial(
    ILakehouse lakehouse, Checks checks, FindingSearch search, DataLoad load, LoadQuality latest, ImmutableArray<Rule> inForce, Lessons lessons,
    ImmutableArray<ReferenceTable> references, Actor worker, DateTimeOffset now)
{
    /// <summary>A closing rule may be broken by at most this share of the rows as they are; else it is no rule of this data.</summary>
    private const double MostBreaking = 0.02;

    public async Task<BiteReport> RunAsync(long rows, int seed, HashSet<string> names, IProgress<double>? progress, CancellationToken ct)
    {
        var planting = new Planting(load.Readings, seed);
        var choices = new SilverChoices(DateOnly.FromDateTime(now.UtcDateTime), load.Dataset.Name, [], null, MissingSpellings.Default);
        var raw = await lakehouse.DescribeAsync(load.Dataset.Raw, worker, ct) ?? throw new NotFoundException($"There is no table {load.Dataset.Raw} any more.");
        var all = await CountAsync(load.Dataset.Raw.At(raw.Version), load, ct);
        await using var copy = BiteCopy.Of(lakehouse, load, planting.Schema, worker);
        var (sample, clean) = await copy.FillAsync(planting.Sample(load.Dataset.Raw.At(raw.Version), load, all > rows ? rows : null), choices, isFirst: true, ct);

        var before = Subject(copy, clean);
        var customs = await EmptyByCustom.FindAsync(lakehouse, clean, load.Readings, latest.Profile, worker, ct);
        var closing = await ClosingAsync(clean, before, customs, ct);
        var tried = await PossibleAsync(before, closing, ct);
        var copies = BitePlaces.Of(Defects.Of(load.Readings, latest.Profile, customs), Math.Min(all, rows));
        var account = new BiteAccount([.. copies.SelectMany(places => places)], [.. inForce.Select(rule => rule.Id)]);
        foreach (var (round, places) in copies.Index())
        {
            progress?.Report((double)round / (copies.Length + 1));
            var (texts, silver) = await copy.FillAsync(planting.Rows(sample, FoundIn(), places, round + 1), choices, isFirst: false, ct);
            await LookAsync(copy, texts, silver, before, tried.Rules, account, ct);
        }
        progress?.Report((double)copies.Length / (copies.Length + 1));
        return new BiteReport(
            load.LoadNo, now, seed, Math.Min(all, rows), all, copies.Length, inForce.Length,
            [.. inForce.Where(rule => !tried.Tried.Contains(rule.Id)).Select(rule => rule.Name)],
            [.. account.Results(load.Readings), .. await OfUploadAsync(account, ct)],
            account.BlindSpots(tried.Closing, names));
    }

    private async Task LookAsync(BiteCopy copy, TableRef texts, TableRef silver, CheckSubject before, ImmutableArray<Rule> rules, BiteAccount account, CancellationToken ct)
    {
        var rowsOf = new BiteRows(lakehouse, worker);
        var after = Subject(copy, silver);
        var planted = await rowsOf.ReadAsync(texts, before, after, PreparedRule.All(rules, after), ct);
        var subject = new FindingSubject(copy.Load, texts, silver) { Lessons = lessons, References = references };
        var found = await search.PlanAsync(subject, worker, ct) is { } plan ? await rowsOf.FoundAsync(texts, plan, ct) : null;
        foreach (var row in planted)
            account.Add(row, found?[row.RowId] ?? [], lessons.HoldsRowsBack);
    }

    private CheckSubject Subject(BiteCopy copy, TableRef silver) =>
        new(silver, SilverPlan.SchemaOf(load.Readings), copy.Load.Rows, now) { LoadNo = load.LoadNo, Keys = latest.Report.Keys };

    /// <summary>Findings of the load itself: what is suspicious as it stands gets no defect.</summary>
    private TableRef? FoundIn() => latest.Report.Findings?.Version is { } version
        ? new TableRef.Derived(Sql.Of($"SELECT {FindingTable.RowId} FROM {load.Dataset.Findings.At(version)} AS load_findings WHERE {load.Rows}"), "findings of the load")
        : null;

    private async Task<ImmutableArray<Rule>> ClosingAsync(TableRef clean, CheckSubject subject, ImmutableArray<EmptyByCustom> customs, CancellationToken ct)
    {
        if (latest.Profile is not { } profile)
            return [];
        var kinds = ClosingKinds.OfRows(load.Readings, profile, subject.Schema, subject.Rules.Today)
            .Concat(await ClosingKinds.CombinationsAsync(lakehouse, clean, subject.Schema, profile, worker, ct));
        var usual = customs.Select(custom => custom.AsRule()).Select(rule => Draft(rule.Kind) with { Filter = rule.Filter });
        return [.. kinds.Select(Draft).Concat(usual).Where(draft => !inForce.Any(rule => rule.Kind.Equals(draft.Kind) && rule.Filter == draft.Filter))];
    }

    private Rule Draft(RuleKind kind) => new()
    {
        Id = Guid.NewGuid(),
        Dataset = load.Dataset,
        Name = $"{string.Join('_', kind.Columns.DefaultIfEmpty("upload"))}_{kind.Code}",
        Kind = kind,
        Severity = kind is NotNull or Unique ? Severity.Stops : Severity.Warns,
        Threshold = new Threshold(Limit.None, Limit.OfPercent(5)),
    };

    /// <summary>Rules that can be tried row by row on a copy, and closing ones that hardly a row breaks as it is.</summary>
    private async Task<(ImmutableArray<Rule> Rules, HashSet<Guid> Tried, ImmutableArray<CheckResult> Closing)> PossibleAsync(CheckSubject subject, ImmutableArray<Rule> closing, CancellationToken ct)
    {
        var report = await checks.RunAsync(CheckPlan.For(subject, inForce.AddRange(closing)), worker, ct);
        var run = report.Results.Where(result => result.Outcome != CheckOutcome.CouldNotRun).ToList();
        var drafts = closing.Select(rule => rule.Id).ToHashSet();
        var fit = run.Where(result => drafts.Contains(result.Rule.Id) && result is { Evaluated: > 0, Failing: { } failing } && failing <= MostBreaking * result.Evaluated).ToImmutableArray();
        var ofRows = run.Where(result => !drafts.Contains(result.Rule.Id)).Concat(fit).Select(result => result.Rule).Where(rule => rule.Kind.IsAboutRows);
        var prepared = PreparedRule.All(ofRows, subject).Where(rule => rule.Fails is not null || rule.Test is RuleTest.Keys);
        return ([.. prepared.Select(rule => rule.Rule)], [.. run.Select(result => result.Rule.Id)], fit);
    }

    private async Task<IEnumerable<BiteResult>> OfUploadAsync(BiteAccount account, CancellationToken ct)
    {
        var silver = load.Dataset.Silver.At(latest.SilverVersion);
        if (await lakehouse.DescribeAsync(silver, worker, ct) is not { } described)
            return [];
        var subject = CheckSubject.Of(load, silver, described.Schema, now) with { Keys = latest.Report.Keys };
        var drafts = latest.Profile is { } profile
            ? ClosingKinds.OfUpload(load.Readings, profile, subject.Rules.Today).Where(kind => !inForce.Any(rule => rule.Kind.Equals(kind))).Select(Draft).ToImmutableArray()
            : [];
        var told = await new UploadTrial(checks, subject, load, inForce, drafts, worker).RunAsync(ct);
        foreach (var (result, closing) in told)
            account.AddUpload(result, [.. closing.Where(rule => rule.Before.Outcome == CheckOutcome.Passed)]);
        return told.Select(one => one.Result);
    }

    private async Task<long> CountAsync(TableRef raw, DataLoad counted, CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(Sql.Of($"SELECT count(*) FROM {raw} AS counted_rows WHERE {counted.Rows}"), worker, ct);
        return Convert.ToInt64((await result.ToListAsync(ct))[0][0], CultureInfo.InvariantCulture);
    }
}
