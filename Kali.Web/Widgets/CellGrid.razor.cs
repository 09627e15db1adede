using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Kali.Web.Widgets;

/// <summary>
/// Data as cells, over Blazor's <c>Virtualize</c>: only rows in sight are asked for and drawn. Moving about happens in the browser
/// (scripts/grid.js); the page is told which cell was chosen, and which of its keys were pressed.
/// </summary>
public sealed partial class CellGrid : ComponentBase, IAsyncDisposable
{
    /// <summary>More columns than this are not drawn; a chooser takes others in.</summary>
    public const int MostColumns = 100;

    /// <summary>Browsers cut elements at some 16 million pixels, so a longer table is read in parts of this many rows.</summary>
    public const int MostRows = 500_000;

    private readonly string _id = $"g{Guid.NewGuid():N}"[..9];
    private ElementReference _element;
    private Virtualize<CellGridRow>? _rows;
    private DotNetObjectReference<CellGrid>? _self;
    private object? _shownSource;
    private bool _isAttached;

    [Parameter, EditorRequired] public ImmutableArray<CellGridColumn> Columns { get; set; }

    /// <summary>Rows from a place on, at most so many.</summary>
    [Parameter, EditorRequired] public Func<int, int, CancellationToken, ValueTask<ImmutableArray<CellGridRow>>> Rows { get; set; } = null!;

    /// <summary>How many rows there are, at most <see cref="MostRows"/>.</summary>
    [Parameter, EditorRequired] public int Count { get; set; }

    /// <summary>Stands for what the rows are; when it becomes another, they are asked for anew.</summary>
    [Parameter, EditorRequired] public object Source { get; set; } = null!;

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>A cell was chosen by arrow or pointer.</summary>
    [Parameter] public EventCallback<CellPlace> Chosen { get; set; }

    /// <summary>A cell was opened by Enter or a double click.</summary>
    [Parameter] public EventCallback<CellPlace> Opened { get; set; }

    /// <summary>One of the keys that belong to the page: <c>n</c>, <c>p</c>, <c>Escape</c>.</summary>
    [Parameter] public EventCallback<string> KeyPressed { get; set; }

    /// <summary>A column's menu was asked for, by its header or the key <c>.</c>; without a listener the headers only tell.</summary>
    [Parameter] public EventCallback<ColumnPlace> ColumnAsked { get; set; }

    /// <summary>The column the rows are sorted by; null in file order.</summary>
    [Parameter] public (string Column, bool IsDescending)? Sorted { get; set; }

    [Parameter] public string? Style { get; set; }

    /// <summary>What the numbers before the rows are; rows of a file without it.</summary>
    [Parameter] public string? NumberHeader { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private static int RowNumberWidth => 84;

    /// <summary>Scrolls to a cell and makes it the active one.</summary>
    public async Task ShowAsync(CellPlace cell)
    {
        if (_isAttached)
            await Js.InvokeVoidAsync("kaliGrid.show", _element, cell.Row, cell.Column);
    }

    /// <summary>Puts the focus into the grid.</summary>
    public async Task FocusAsync() => await _element.FocusAsync();

    [JSInvokable]
    public Task OnChosen(long row, int column) => Chosen.InvokeAsync(new CellPlace(row, column));

    [JSInvokable]
    public Task OnOpened(long row, int column) => Opened.InvokeAsync(new CellPlace(row, column));

    [JSInvokable]
    public Task OnColumn(int column, double left, double top) => ColumnAsked.InvokeAsync(new ColumnPlace(column, left, top));

    [JSInvokable]
    public Task OnKey(string key) => KeyPressed.InvokeAsync(key);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _shownSource = Source;
            await Js.InvokeVoidAsync("kaliGrid.attach", _element, _self, _id);
            _isAttached = true;
        }
        if (!Equals(_shownSource, Source) && _rows is { } rows)
        {
            _shownSource = Source;
            await Js.InvokeVoidAsync("kaliGrid.reset", _element);
            await rows.RefreshDataAsync();
            StateHasChanged();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isAttached)
        {
            try
            {
                await Js.InvokeVoidAsync("kaliGrid.detach", _element);
            }
            catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
            {
                // The browser has left; nothing of the grid is there to detach from.
            }
        }
        _self?.Dispose();
    }

    private async ValueTask<ItemsProviderResult<CellGridRow>> ProvideAsync(ItemsProviderRequest request)
    {
        var rows = Count == 0 ? [] : await Rows(request.StartIndex, Math.Min(request.Count, Count - request.StartIndex), request.CancellationToken);
        return new ItemsProviderResult<CellGridRow>(rows, Count);
    }

    private string? SortOf(CellGridColumn column) => Sorted is { } sorted && sorted.Column == column.Name ? sorted.IsDescending ? "descending" : "ascending" : null;

    private string CellId(long place, int column) => string.Create(CultureInfo.InvariantCulture, $"{_id}-{place}-{column}");

    private string? Class(int column, CellGridCell cell)
    {
        var right = column < Columns.Length && Columns[column].IsRight ? "right " : "";
        var missing = cell.Text is null ? "missing " : "";
        var mark = cell.Mark switch
        {
            CellGridMark.Confirmed => "confirmed",
            CellGridMark.WorthALook => "worth-a-look",
            _ => "",
        };
        return $"{right}{missing}{mark}".Trim() is { Length: > 0 } all ? all : null;
    }

    private static string Wide(double share) => (share * 1000).ToString("0.#", CultureInfo.InvariantCulture);
}
