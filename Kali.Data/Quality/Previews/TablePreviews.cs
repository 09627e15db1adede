using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>Opens a layer of a dataset for looking at its rows.</summary>
public sealed class TablePreviews(ILakehouse lakehouse, Datasets datasets, QualityReports reports, TimeProvider time)
{
    /// <summary>The table at one version, with the rules whose broken cells are marked; null when the layer has no table yet.</summary>
    public async Task<TablePreview?> OpenAsync(DatasetName dataset, Layer layer, long? version, Actor actor, CancellationToken ct)
    {
        if (!await datasets.MayReadAsync(dataset, layer, actor, ct))
            throw new NotAllowedException($"Your role does not read this layer of {dataset.Name}. Its owner, {(await datasets.GetAsync(dataset, actor, ct)).OwnerName}, can give access.");
        if (await lakehouse.DescribeAsync(dataset.In(layer).At(version), actor, ct) is not { } table)
            return version is null ? null : throw new NotFoundException($"{dataset.In(layer)} has no version {version}. Its history lists those there are.");
        var marks = await MarksAsync(dataset, layer, table, actor, ct);
        return new TablePreview(lakehouse, dataset, layer, table, marks);
    }

    private async Task<PreviewMarks> MarksAsync(DatasetName dataset, Layer layer, TableDescription table, Actor actor, CancellationToken ct)
    {
        var isTyped = layer is Layer.Silver or Layer.Gold;
        var warning = isTyped ? await WarningAsync(dataset, actor, ct) : [];
        var held = layer is not Layer.Gold && await datasets.MayReadAsync(dataset, Layer.Quarantine, actor, ct)
            ? await lakehouse.DescribeAsync(dataset.Quarantine, actor, ct)
            : null;
        var subject = new CheckSubject(dataset.In(layer).At(table.Version), table.Schema, null, time.GetUtcNow());
        return new PreviewMarks(
            layer is Layer.Quarantine ? dataset.Quarantine.At(table.Version) : held is null ? null : dataset.Quarantine,
            layer is Layer.Silver && table.Schema.Find(DataLoad.NotFitting) is not null,
            subject,
            [.. PreparedRule.All(warning, subject).Where(rule => rule.Fails is not null || rule.Test is RuleTest.Keys)]);
    }

    /// <summary>Rules that rows of the last load break and that let them pass; those that hold rows back are told by quarantine.</summary>
    private async Task<ImmutableArray<Rule>> WarningAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var report = await reports.ForAsync(dataset, run: null, actor, ct);
        return report is null
            ? []
            : [.. report.Latest.Report.Results.Where(result => result is { Failing: > 0, Rule: { HoldsRowsBack: false, Kind.IsAboutRows: true } } && result.Outcome is not CheckOutcome.CouldNotRun)
                .Select(result => result.Rule with { Dataset = dataset })];
    }
}
