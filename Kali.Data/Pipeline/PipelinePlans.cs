using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Pipeline.Steps;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>What the steps ask Quality for, with what the dataset remembers.</summary>
internal sealed class PipelinePlans(ILakehouse lakehouse, DatasetSettings settings, CleaningChoice cleaning, Rules rules)
{
    public static DataLoad Load(RunContext run) => new(run.Dataset, run.LoadNo, run.Part.AllColumns);

    /// <summary>The load's texts: as raw has them, with what was repaired since over them.</summary>
    public static TableRef Texts(RunContext run)
    {
        var raw = run.Dataset.Raw.At(run.Facts.RawVersion);
        return run.Facts.RepairsVersion is not { } version
            ? raw
            : RepairedTexts.Of(
                raw, RawStep.SchemaOf(run.Part).Columns.Select(column => column.Name), run.Facts.RepairedColumns,
                CellChanges.Of(run.Dataset.Repairs.At(version), Load(run).Rows));
    }

    /// <summary>What <see cref="Texts"/> reads.</summary>
    public static ImmutableArray<StepSource> TextSources(RunContext run) => run.Facts.RepairsVersion is { } version
        ? [new StepSource(run.Dataset.Raw, run.Facts.RawVersion), new StepSource(run.Dataset.Repairs, version)]
        : [new StepSource(run.Dataset.Raw, run.Facts.RawVersion)];

    /// <summary>Rows are added; a load that is taken again takes its own place; an upload that replaces everything takes that of all.</summary>
    public static TableChange Change(RunContext run, RowSource rows) => run switch
    {
        { Part.Mode: IngestMode.Overwrite, Request: not RunRequest.Repair } => new TableChange.Overwrite(rows) { ReplacesSchema = true },
        { Request: RunRequest.LoadAgain or RunRequest.Repair } => new TableChange.Overwrite(rows, Load(run).Rows),
        _ => new TableChange.Append(rows),
    };

    /// <summary>Takes away what <see cref="Change"/> would have replaced.</summary>
    public static TableChange Removal(RunContext run) => new TableChange.Delete(run is { Part.Mode: IngestMode.Overwrite, Request: not RunRequest.Repair } ? SqlExpression.True : Load(run).Rows);

    public static bool AddsOnly(RunContext run) => run.Part.Mode is not IngestMode.Overwrite && run.Request is RunRequest.Load;

    /// <summary>Whether a table has nothing that this run would take away: it only adds, or there is no such table yet.</summary>
    public async Task<bool> HasNothingOfAsync(RunContext run, TableName table, CancellationToken ct) => AddsOnly(run) || await VersionAsync(run, table, ct) < 0;

    public async Task<SilverChoices> SilverChoicesAsync(RunContext run, Profile? profile, CancellationToken ct) => new(
        Day(run), run.SourceName, await RulesAsync(run, profile, ct), run.Facts.Duplicates, MissingSpellings.Default)
    {
        Cleaning = await cleaning.OfAsync(run.Dataset, run.Actor, ct),
        Catalog = run.Dataset.Catalog,
        Verified = profile,
    };

    public async Task<GoldChoices> GoldChoicesAsync(RunContext run, CancellationToken ct) =>
        await settings.GetAsync<GoldSettings>(run.Dataset, GoldSettings.Name, run.Actor, ct, RuleJson.Options) is { } chosen
            ? new GoldChoices(Day(run), chosen.Masks, chosen.Standardised)
            : GoldChoices.On(Day(run));

    /// <summary>The rules of the run. What the profile of the first load shows has its part in those that a dataset begins with.</summary>
    public Task<ImmutableArray<Rule>> RulesAsync(RunContext run, Profile? profile, CancellationToken ct) =>
        rules.ForRunAsync(run.Dataset, run.Part.AllColumns, run.Part.Keys, EmptyColumns.Of(profile), run.Actor, ct);

    /// <summary>The load's rows of silver. Added rows are compared with gold's keys too; merged ones meet theirs, replaced ones find none.</summary>
    public async Task<CheckSubject> SubjectAsync(RunContext run, CancellationToken ct)
    {
        var load = Load(run);
        var silver = new CheckSubject(run.Dataset.Silver.At(run.Facts.SilverVersion), SilverPlan.SchemaOf(load.Readings), load.Rows, run.StartedAt) { LoadNo = load.LoadNo, Keys = run.Part.Keys };
        var comparesWithGold = run.Part.Mode is IngestMode.Append && run.Request is (RunRequest.Load or RunRequest.Repair) && run.Facts.GoldBefore >= 0;
        if (!comparesWithGold)
            return silver;
        var gold = run.Dataset.Gold.At(run.Facts.GoldBefore);
        var described = await lakehouse.DescribeAsync(gold, run.Actor, ct);
        return described is null
            ? silver
            : silver with { Existing = gold, ExistingSchema = described.Schema, ExistingRows = run.Request is RunRequest.Load ? null : load.Rows.Not() };
    }

    /// <summary>The newest version of a table; -1 when it is not there.</summary>
    public async Task<long> VersionAsync(RunContext run, TableName table, CancellationToken ct) =>
        (await lakehouse.DescribeAsync(table, run.Actor, ct))?.Version ?? -1;

    private static DateOnly Day(RunContext run) => DateOnly.FromDateTime(run.StartedAt.UtcDateTime);
}
