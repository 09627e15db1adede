using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.AspNetCore.Components;

namespace Kali.Web.Data;

/// <summary>The rows of a layer, and where they are wrong.</summary>
public sealed partial class PreviewTab : KaliPage
{
    private const string NextKey = "n";
    private const string PreviousKey = "p";
    private const int Sample = 60;
    private const int MostKept = 4000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    private readonly Dictionary<long, PreviewRow> _near = [];
    private Load<TablePreview?> _load = new Load<TablePreview?>.Loading();
    private (string, Layer, long?)? _opened;
    private (string?, bool, Guid?, string?, string?)? _filtered;
    private PreviewOrder? _order;
    private ColumnPlace? _menu;
    private TablePreview? _preview;
    private PreviewRows? _rows;
    private PreviewFilter _filter = PreviewFilter.All;
    private PreviewFacts? _facts;
    private ValueFilter? _only;
    private ImmutableArray<string> _columns = [];
    private ImmutableArray<CellGridColumn> _gridColumns = [];
    private ImmutableArray<PreviewRow> _sample = [];
    private ImmutableDictionary<Guid, Kali.Data.Quality.Rule> _rules = ImmutableDictionary<Guid, Kali.Data.Quality.Rule>.Empty;
    private object _source = new();
    private CellGrid? _grid;
    private (PreviewRow Row, long Place, string Column, string? Value)? _cell;
    private CellPlace _at;
    private CellPlace? _wanted;
    private long? _count;
    private long _part;
    private string _find = "";
    private CancellationTokenSource? _typing;

    [Parameter, EditorRequired] public DatasetView View { get; set; } = null!;

    [SupplyParameterFromQuery] private long? Row { get; set; }

    [SupplyParameterFromQuery] private string? Column { get; set; }

    [SupplyParameterFromQuery] private int? Marks { get; set; }

    /// <summary>A bar of the profile, by <see cref="ProfileFilters"/>.</summary>
    [SupplyParameterFromQuery] private string? Only { get; set; }

    /// <summary>The column the rows are sorted by, after a minus for greatest first.</summary>
    [SupplyParameterFromQuery] private string? Sort { get; set; }

    /// <summary>Only rows that break this rule.</summary>
    [SupplyParameterFromQuery] private Guid? Rule { get; set; }

    [Inject] private TablePreviews Previews { get; set; } = null!;

    [Inject] private TableProfiles Profiles { get; set; } = null!;

    [Inject] private Rules RulesOf { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Only rows that this run left out of silver.</summary>
    [SupplyParameterFromQuery] private string? LeftOut { get; set; }

    [Inject] private QualityReports Reports { get; set; } = null!;

    private bool OnlyMarked => Marks == 1;

    private string FindIn => T["Find in {0} rows", Numbers.Count(_facts?.Rows ?? _preview?.Rows)];

    private IEnumerable<ColumnSchema> AllColumns => _preview is { } preview ? preview.Columns.Concat(preview.OwnColumns) : [];

    private long PartStart => _part * CellGrid.MostRows;

    private int PartCount => (int)Math.Clamp((_count ?? 0) - PartStart, 0, CellGrid.MostRows);

    private string OnlyWords => _only switch
    {
        null when LeftOut is not null => T["exact duplicates that run {0} left out", LeftOut],
        null when Rule is { } id && _rules.TryGetValue(id, out var rule) => T["breaks: {0}", RuleWords.For(CultureInfo.CurrentUICulture).Demand(rule, column => Schema(column).Shown)],
        ValueFilter.Missing(var column) => T["{0} is missing", Schema(column).Shown],
        ValueFilter.Value(var column, var text) => T["{0} is {1}", Schema(column).Shown, Invisible.Drawn(text)],
        ValueFilter.Pattern(var column, var text) => T["{0} is built like {1}", Schema(column).Shown, Invisible.Drawn(text)],
        ValueFilter.Span(var column, var from, var below) => T["{0} is {1}", Schema(column).Shown, ProfileWords.Span(Schema(column).Type.Name, from, below)],
        _ => "",
    };

    protected override async Task OnParametersSetAsync()
    {
        if ((View.Name.ToString(), View.Layer, View.Version) != _opened)
            await OpenAsync();
        else if ((Only, OnlyMarked, Rule, LeftOut, Sort) != _filtered && _preview is not null)
            await FilterAsync();
        else if (Row is { } row && _cell?.Row.RowId != row)
            await GoToAsync(row);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_wanted is { } cell && _grid is { } grid)
        {
            _wanted = null;
            await grid.ShowAsync(cell);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _typing?.Dispose();
        base.Dispose(disposing);
    }

    private async Task OpenAsync()
    {
        _opened = (View.Name.ToString(), View.Layer, View.Version);
        (_preview, _facts, _cell, _count, _find) = (null, null, null, null, "");
        await LoadAsync((actor, ct) => Previews.OpenAsync(View.Name, View.Layer, View.Version, actor, ct), load =>
        {
            _load = load;
            _preview = load is Load<TablePreview?>.Ready { Value: { } opened } ? opened : null;
        });
        if (_preview is not { } preview)
            return;
        _columns = [.. preview.Columns.Take(CellGrid.MostColumns).Select(column => column.Name)];
        _rules = (await RulesOf.OfAsync(View.Name, await ActorAsync(), PageToken)).ToImmutableDictionary(rule => rule.Id);
        await FilterAsync();
        if (Row is { } row)
            await GoToAsync(row);
        StateHasChanged();
        await CountAsync(preview);
    }

    /// <summary>The figures over all rows come after the first page, so that nobody waits for them.</summary>
    private async Task CountAsync(TablePreview preview)
    {
        var facts = await preview.FactsAsync(await ActorAsync(), PageToken);
        if (_preview == preview)
            (_facts, _gridColumns) = (facts, PreviewCells.Columns(T, _columns.Select(Schema), _sample, facts));
    }

    private async Task FilterAsync()
    {
        _filtered = (Only, OnlyMarked, Rule, LeftOut, Sort);
        _order = OrderOf(Sort);
        var actor = await ActorAsync();
        _only = Only is null || await Profiles.OfAsync(View.Name, View.Layer, View.Version, actor, PageToken) is not { } known ? null : ProfileFilters.Read(Only, known.Profile);
        _filter = new PreviewFilter(_find.Trim().Length == 0 ? null : _find.Trim(), _columns, OnlyMarked, _only, Rule, await LeftOutOfAsync(actor));
        var rows = _preview!.Of(_filter, _order);
        var count = await rows.CountAsync(actor, PageToken);
        var sample = await rows.ReadAsync(0, Sample, _columns, actor, PageToken);
        (_rows, _count, _sample, _part, _cell) = (rows, count, sample, 0, null);
        Renew();
    }

    /// <summary>The load that left rows out; a run that checked nothing has left nothing out.</summary>
    private async Task<QualityPoint?> LeftOutOfAsync(Actor actor)
    {
        if (LeftOut is null)
            return null;
        var report = RunId.TryParse(LeftOut, out var run) ? await Reports.ForAsync(View.Name, run, actor, PageToken) : null;
        return report?.History.FirstOrDefault(point => point.Run == run) ?? new QualityPoint(run, LoadNo: 0, default, SilverVersion: 0, GateState.Passed, null, "");
    }

    /// <summary>Another set of rows or columns: the grid asks for them anew.</summary>
    private void Renew()
    {
        _near.Clear();
        _gridColumns = PreviewCells.Columns(T, _columns.Select(Schema), _sample, _facts);
        _source = new object();
    }

    private async ValueTask<ImmutableArray<CellGridRow>> RowsAsync(int start, int take, CancellationToken ct)
    {
        if (_rows is not { } rows)
            return [];
        var from = PartStart + start;
        var read = await rows.ReadAsync(from, take, _columns, await ActorAsync(), ct);
        if (_near.Count > MostKept)
            _near.Clear();
        foreach (var (index, row) in read.Index())
            _near[from + index] = row;
        return [.. read.Select((row, index) => PreviewCells.Row(T, row, start + index, _columns, View.Layer))];
    }

    private async Task FindAsync(ChangeEventArgs e)
    {
        _find = e.Value as string ?? "";
        if (_typing is { } before)
            await before.CancelAsync();
        _typing = CancellationTokenSource.CreateLinkedTokenSource(PageToken);
        var token = _typing.Token;
        try
        {
            await Task.Delay(Pause, Time, token);
            await FilterAsync();
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // More was typed.
        }
    }

    private PreviewOrder? OrderOf(string? sort)
    {
        var column = sort?.TrimStart('-');
        return column is { Length: > 0 } && _preview?.Schema.Find(column) is not null ? new PreviewOrder(column, sort![0] == '-') : null;
    }

    /// <summary>The address with that much of it changed, and no cell chosen.</summary>
    private string With(params ReadOnlySpan<(string Name, object? Value)> changes)
    {
        var parts = new Dictionary<string, object?> { ["row"] = null, ["column"] = null };
        foreach (var (name, value) in changes)
            parts[name] = value;
        return Navigation.GetUriWithQueryParameters(parts);
    }

    private void GoTo(string address) => Navigation.NavigateTo(address, replace: true);

    private void SortBy(string? by) => GoTo(With(("sort", by)));

    private void ShowOnly(string only) => GoTo(With(("only", only)));

    private async Task CloseMenuAsync()
    {
        _menu = null;
        if (_grid is { } grid)
            await grid.FocusAsync();
    }

    private void ToggleMarked(ChangeEventArgs e) => GoTo(With(("marks", e.Value is true ? 1 : null)));

    private string Clear() => With(("only", null), ("rule", null), ("leftout", null));

    private async Task ClearAll()
    {
        _find = "";
        var address = With(("only", null), ("rule", null), ("leftout", null), ("marks", null));
        if (address == Navigation.Uri)
            await FilterAsync();
        else
            GoTo(address);
        _filtered = null;
    }

    private async Task ChooseColumnsAsync(ImmutableArray<string> columns)
    {
        _columns = columns;
        await FilterAsync();
    }

    private void GoToPart(long part)
    {
        (_part, _cell) = (part, null);
        Renew();
    }

    private async Task GoToAsync(long rowId)
    {
        if (_rows is not { } rows || await rows.PlaceOfAsync(rowId, await ActorAsync(), PageToken) is not { } place)
            return;
        await ShowAsync(place, Math.Max(0, _columns.IndexOf(Column ?? "")));
    }

    private async Task ShowAsync(long place, int column)
    {
        var part = place / CellGrid.MostRows;
        if (part != _part)
            GoToPart(part);
        var at = new CellPlace(place - PartStart, column);
        await SelectAsync(at);
        _wanted = at;
        StateHasChanged();
    }

    private Task ChosenAsync(CellPlace at)
    {
        _at = at;
        var isMarked = _near.TryGetValue(PartStart + at.Row, out var row) && at.Column < _columns.Length && row.MarksOf(_columns[at.Column]).Any();
        return _cell is not null || isMarked ? SelectAsync(at) : Task.CompletedTask;
    }

    private Task OpenedAsync(CellPlace at) => SelectAsync(at);

    private async Task SelectAsync(CellPlace at)
    {
        _at = at;
        if (at.Column >= _columns.Length || await RowAtAsync(PartStart + at.Row) is not { } row)
            return;
        var column = _columns[at.Column];
        _cell = (row, PartStart + at.Row, column, PreviewCells.Value(row, column, at.Column));
        if (Row != row.RowId || Column != column)
            GoTo(With(("row", row.RowId), ("column", column)));
    }

    private async Task<PreviewRow?> RowAtAsync(long place) =>
        _near.TryGetValue(place, out var row) ? row
        : _rows is { } rows && await rows.ReadAsync(place, 1, _columns, await ActorAsync(), PageToken) is [var read] ? read
        : null;

    private async Task CloseAsync()
    {
        _cell = null;
        GoTo(With());
        if (_grid is { } grid)
            await grid.FocusAsync();
    }

    private Task KeyAsync(string key) => key switch
    {
        NextKey => NextMarkAsync(forward: true),
        PreviousKey => NextMarkAsync(forward: false),
        _ when _cell is not null => CloseAsync(),
        _ => Task.CompletedTask,
    };

    /// <summary>The next marked cell in this row, else the first one of the next marked row.</summary>
    private async Task NextMarkAsync(bool forward)
    {
        if (_rows is not { } rows || await RowAtAsync(PartStart + _at.Row) is not { } row)
            return;
        var marked = MarkedColumns(row);
        var beside = forward ? marked.Where(column => column > _at.Column).DefaultIfEmpty(-1).First() : marked.Where(column => column < _at.Column).DefaultIfEmpty(-1).Last();
        if (beside >= 0)
        {
            await ShowAsync(PartStart + _at.Row, beside);
            return;
        }
        var actor = await ActorAsync();
        if (await rows.NextMarkedAsync(row.RowId, forward, actor, PageToken) is not { } next || await rows.PlaceOfAsync(next, actor, PageToken) is not { } place)
            return;
        var columns = await RowAtAsync(place) is { } found ? MarkedColumns(found) : [];
        await ShowAsync(place, columns.Count == 0 ? 0 : forward ? columns[0] : columns[^1]);
    }

    private List<int> MarkedColumns(PreviewRow row) => [.. _columns.Index().Where(column => row.MarksOf(column.Item).Any()).Select(column => column.Index)];

    private ColumnSchema Schema(string name) => _preview?.Schema.Find(name) ?? new ColumnSchema(name, DataType.String);
}
