using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.AspNetCore.Components;

namespace Kali.Web.Repairs;

/// <summary>The workspace: what shall these cells become?</summary>
public sealed partial class RepairPage : KaliPage
{
    private const int MostSources = 10;
    private const int MostRepairs = 30;

    private Load<RepairView> _load = new Load<RepairView>.Loading();
    private Repair? _draft;
    private (long Cells, long Rows, ImmutableArray<ColumnCells> Columns)? _count;
    private RepairTest? _test;
    private bool _isTesting;
    private string? _refusal;
    private string? _read;

    [Parameter] public string Catalog { get; set; } = "";

    [Parameter] public string Name { get; set; } = "";

    [SupplyParameterFromQuery] private string? Rule { get; set; }

    [SupplyParameterFromQuery] private string? Finding { get; set; }

    [CascadingParameter] private Crumbs Crumbs { get; set; } = null!;

    [Inject] private RepairLoop Repairs { get; set; } = null!;

    [Inject] private Recipes Recipes { get; set; } = null!;

    [Inject] private RepairWorkbooks Workbooks { get; set; } = null!;

    [Inject] private HeldBackRowsReading Reading { get; set; } = null!;

    [Inject] private Datasets Datasets { get; set; } = null!;

    private DatasetName Dataset => new(Catalog, Name);

    private string? Scope => Rule ?? Finding;

    protected override Task OnParametersSetAsync() => _read == $"{Catalog}.{Name}" ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync()
    {
        _read = $"{Catalog}.{Name}";
        (_draft, _count, _test, _refusal) = (null, null, null, null);
        Crumbs.Set(new Crumb(T["Repairs"], "repairs"), new Crumb(Name));
        await LoadAsync(ViewAsync, load => _load = load);
    }

    private async Task<RepairView> ViewAsync(Actor actor, CancellationToken ct)
    {
        if (!DatasetName.TryParse(Dataset.ToString(), out _))
            throw new NotFoundException(T["There is no dataset called {0}. Look for it in the catalog.", Name]);
        var dataset = await Datasets.GetAsync(Dataset, actor, ct);
        _draft = await Repairs.DraftAsync(Dataset, actor, ct);
        var held = await Reading.OfAsync(Dataset, actor, ct);
        var repairs = await Repairs.ListAsync(Dataset, MostRepairs, actor, ct);
        var labels = (await Datasets.ColumnsAsync(Dataset, actor, ct)).ToImmutableDictionary(column => column.Name, column => column.Label);
        var offers = _draft is { Edits.IsEmpty: false } ? [] : await Recipes.OffersAsync(Dataset, actor, ct);
        if (_draft is { Edits.IsEmpty: false } draft)
            _count = await Repairs.CountAsync(Dataset, draft.Edits, actor, ct);
        return new RepairView(
            dataset, held, offers, await Workbooks.SourcesAsync(Dataset, MostSources, actor, ct),
            [.. repairs.Where(IsOpen)], [.. repairs.Where(repair => !IsOpen(repair))], labels);

        static bool IsOpen(Repair repair) => repair.State is RepairState.Proposed || repair.IsUnderWay;
    }

    private string Lead(RepairView view) => _count is { Cells: > 0 } count
        ? T["{0} rows held back. {1} cells in {2} rows are in your proposal so far.", Numbers.Count(view.Held.Rows), Numbers.Count(count.Cells), Numbers.Count(count.Rows)]
        : T["{0} rows of silver are held back", Numbers.Of(view.Held.Rows, view.Held.Silver)] + ".";

    private RepairCause? Chosen(RepairView view)
    {
        var causes = CauseList.Of(view).ToList();
        return causes.Find(cause => cause.Key == Scope) ?? causes.FirstOrDefault();
    }

    private Task AcceptAsync(ImmutableArray<RepairEdit> edits) => ChangeAsync((actor, ct) => Repairs.AddAsync(Dataset, edits, actor, ct));

    private Task TakeBackAsync() => ChangeAsync((actor, ct) => Repairs.TakeBackAsync(_draft!.Id, actor, ct));

    private Task BringAgainAsync() => ChangeAsync((actor, ct) => Repairs.BringAgainAsync(_draft!.Id, actor, ct));

    private Task RemoveAsync(int edit) => ChangeAsync((actor, ct) => Repairs.RemoveAsync(_draft!.Id, edit, actor, ct));

    private async Task ChangeAsync(Func<Actor, CancellationToken, Task<Repair>> change)
    {
        _refusal = await TryAsync(async (actor, ct) =>
        {
            _draft = await change(actor, ct);
            _test = null;
            StateHasChanged();
            _count = _draft.Edits.IsEmpty ? null : await Repairs.CountAsync(Dataset, _draft.Edits, actor, ct);
        });
        StateHasChanged();
    }

    private async Task TestAsync()
    {
        _isTesting = true;
        StateHasChanged();
        _refusal = await TryAsync(async (actor, ct) => _test = await Repairs.TestAsync(Dataset, _draft!.Edits, actor, ct)
            ?? throw new RefusedException(T["No cell would change: each says already what it should become."]));
        _isTesting = false;
    }

    private async Task ProposeAsync((string Reason, bool IsOffered) said)
    {
        Repair? proposed = null;
        _refusal = await TryAsync(async (actor, ct) => proposed = await Repairs.ProposeAsync(_draft!.Id, said.Reason, said.IsOffered, actor, ct));
        if (proposed is not null)
            Navigation.NavigateTo(RepairAddress.OfProposal(Dataset, proposed.Id));
    }

    private async Task SwitchOffAsync(Recipe recipe)
    {
        _refusal = await TryAsync((actor, ct) => Recipes.SwitchAsync(Dataset, recipe.Id, isOn: false, actor, ct));
        if (_refusal is null)
            await ReadAsync();
    }
}
