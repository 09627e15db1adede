using Kali.Data.Catalog;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>Which columns of a dataset are cleaned as the Kali before this one did, and by which route. It holds from the next load on.</summary>
public sealed class CleaningChoice(Datasets datasets, DatasetSettings settings)
{
    /// <summary>What was chosen; no columns where nothing was.</summary>
    public async Task<CleanedColumns> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct) =>
        await settings.GetAsync<CleanedColumns>(dataset, CleanedColumns.Name, actor, ct, RuleJson.Options) ?? new CleanedColumns(CleaningRoute.Native, []);

    /// <exception cref="RefusedException">A column is not one of texts.</exception>
    public async Task ChooseAsync(DatasetName dataset, CleanedColumns chosen, Actor actor, CancellationToken ct)
    {
        var texts = (await datasets.ColumnsAsync(dataset, actor, ct)).Where(IsText).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (chosen.Columns.FirstOrDefault(column => !texts.Contains(column)) is { } strange)
            throw new RefusedException(Said.Of($"“{strange}” is not a column of texts in {dataset.Name}, and only texts are cleaned. Nothing was changed."));
        await settings.SetAsync(dataset, CleanedColumns.Name, chosen, actor, ct, RuleJson.Options);
    }

    public static bool IsText(DatasetColumn column) => column.Type == DataType.String.Name;
}
