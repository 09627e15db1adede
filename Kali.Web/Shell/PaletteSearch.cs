using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Explore;
using Kali.Data.Pipeline;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Shell;

/// <summary>One search over datasets, columns, runs, saved queries, pages and actions; names and labels, never values of the data.</summary>
public sealed class PaletteSearch(CatalogSearch catalog, Runs runs, SavedQueries queries, IStringLocalizer<Texts> texts)
{
    private const int MostOfAKind = 6;

    private static readonly (string Title, string Address, IconName Icon, bool ForAdmins)[] Pages =
    [
        ("Home", "", IconName.Home, false), ("Catalog", "catalog", IconName.Catalog, false), ("Quality", "quality", IconName.Quality, false),
        ("Rules", "rules", IconName.Rules, false), ("Runs", "runs", IconName.Runs, false), ("Lineage", "lineage", IconName.Lineage, false),
        ("Explore", "explore", IconName.Explore, false), ("Help", "help", IconName.Help, false), ("Admin", "admin", IconName.Admin, true),
    ];

    public async Task<PaletteAnswer> FindAsync(string text, PaletteKind? only, Actor actor, CancellationToken ct)
    {
        text = text.Trim();
        var hits = new List<PaletteHit>();
        var found = await catalog.FindAsync(text, DatasetFilter.All, actor, ct);
        hits.AddRange(found.Hits.Where(hit => hit.Column is null).Select(hit => ToDataset(hit.Dataset)));
        hits.AddRange(found.Hits.Where(hit => hit.Column is not null).Select(hit => ToColumn(hit)));
        var recent = await runs.ListAsync(new RunFilter(Most: 30), actor, ct);
        hits.AddRange(recent.Runs.Where(run => Has(run.FileName, text) || Has(run.Dataset.Name, text)).Select(ToRun));
        hits.AddRange((await queries.ListAsync(actor, ct)).Where(query => Has(query.Name, text))
            .Select(query => new PaletteHit(PaletteKind.Query, query.Name, query.OwnerName, $"explore?query={query.Id}", IconName.Explore)));
        hits.AddRange(Pages.Where(page => !page.ForAdmins || actor.Is(KaliRole.Admin))
            .Select(page => new PaletteHit(PaletteKind.Page, texts[page.Title], "", page.Address, page.Icon)).Where(hit => Has(hit.Text, text)));
        hits.AddRange(Actions(found).Where(hit => text.Length == 0 || Has(hit.Text, text)));
        var shown = hits.Where(hit => only is null || hit.Kind == only).GroupBy(hit => hit.Kind).OrderBy(group => group.Key)
            .SelectMany(group => group.Take(only is null ? MostOfAKind : 50)).ToList();
        return new PaletteAnswer(shown, shown.Count == 0 && !found.DidYouMean.IsEmpty ? found.DidYouMean[0] : null);
    }

    private IEnumerable<PaletteHit> Actions(SearchResult found)
    {
        yield return new PaletteHit(PaletteKind.Action, texts["Upload files"], "", "upload", IconName.Upload);
        foreach (var dataset in found.Hits.Where(hit => hit.Column is null).Take(3).Select(hit => hit.Dataset.Name))
            yield return new PaletteHit(PaletteKind.Action, texts["Upload a new version of {0}", dataset.Name], "", $"upload?dataset={dataset.Name}", IconName.Upload);
    }

    private static PaletteHit ToDataset(Dataset dataset) => new(
        PaletteKind.Dataset, dataset.Name.Name, $"{dataset.Name.Catalog} {dataset.Description}", $"data/{dataset.Name.Catalog}/{dataset.Name.Name}", IconName.Catalog,
        dataset.Latest is null ? GlyphShape.Raw : GlyphShape.Gold);

    private PaletteHit ToColumn(SearchHit hit) => new(
        PaletteKind.Column, hit.Column!, texts["in {0}", hit.Dataset.Name.Name], $"data/{hit.Dataset.Name.Catalog}/{hit.Dataset.Name.Name}/profile?column={hit.Column}", IconName.Table);

    private static PaletteHit ToRun(RunSnapshot run) => new(
        PaletteKind.Run, RunShapes.Name(run), run.Dataset.Name, $"runs/{run.Id}", IconName.Runs, RunShapes.Of(run));

    private static bool Has(string text, string part) => part.Length == 0 || text.Contains(part, StringComparison.CurrentCultureIgnoreCase);
}
