using Kali.Data.Uploads;
using Microsoft.JSInterop;

namespace Kali.Web.Uploads;

/// <summary>
/// What this tab sends, for the pages of one circuit. The queue itself lives in the tab and goes on without a circuit; this is its mirror.
/// </summary>
public sealed class BrowserUploads(IJSRuntime js, UploadSessions sessions) : IAsyncDisposable
{
    private readonly SortedDictionary<long, BrowserUpload> _items = [];
    private DotNetObjectReference<BrowserUploads>? _self;
    private Task<IJSObjectReference>? _module;
    private IJSObjectReference? _watch;

    /// <summary>Something in the queue is other than before; told at most four times a second.</summary>
    public event Action? Changed;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyCollection<BrowserUpload> Items => _items.Values;

    public IEnumerable<BrowserUpload> UnderWay => _items.Values.Where(item => item.IsUnderWay);

    /// <summary>Begins to listen; call it after the first render, as often as you like.</summary>
    public Task ConnectAsync() => ModuleAsync();

    public async Task<IAsyncDisposable> AcceptDropsAsync(Microsoft.AspNetCore.Components.ElementReference element)
    {
        var module = await ModuleAsync();
        return new Listening(await module.InvokeAsync<IJSObjectReference>("acceptDrops", element));
    }

    /// <summary>Files chosen from now on are new versions of this dataset; null when they are none.</summary>
    public async Task SendToAsync(string? dataset) => await (await ModuleAsync()).InvokeVoidAsync("sendTo", dataset);

    public Task ChooseFilesAsync() => CallAsync("choose", false);

    public Task ChooseFolderAsync() => CallAsync("choose", true);

    public Task PauseAsync(BrowserUpload item) => CallAsync("pause", item.Key);

    public Task ResumeAsync(BrowserUpload item) => CallAsync("resume", item.Key);

    public Task RetryAsync(BrowserUpload item) => CallAsync("retry", item.Key);

    public Task CancelAsync(BrowserUpload item) => CallAsync("cancel", item.Key);

    public Task PauseAllAsync() => CallAsync("pauseAll");

    public Task ResumeAllAsync() => CallAsync("resumeAll");

    /// <summary>Takes an ended file out of the list.</summary>
    public async Task ForgetAsync(BrowserUpload item)
    {
        await CallAsync("forget", item.Key);
        _items.Remove(long.Parse(item.Key, System.Globalization.CultureInfo.InvariantCulture));
        Changed?.Invoke();
    }

    [JSInvokable]
    public void Report(BrowserUpload[] items)
    {
        foreach (var item in items)
            _items[long.Parse(item.Key, System.Globalization.CultureInfo.InvariantCulture)] = item;
        Changed?.Invoke();
    }

    private async Task CallAsync(string name, params object[] arguments) => await (await ModuleAsync()).InvokeVoidAsync(name, arguments);

    private Task<IJSObjectReference> ModuleAsync() => _module ??= ImportAsync();

    private async Task<IJSObjectReference> ImportAsync()
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", "./scripts/uploads.js");
        await module.InvokeVoidAsync("configure", new { maxBytes = sessions.MaxBytes });
        _self = DotNetObjectReference.Create(this);
        _watch = await module.InvokeAsync<IJSObjectReference>("watch", _self);
        return module;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_watch is not null)
                await _watch.InvokeVoidAsync("dispose");
            if (_module is { IsCompletedSuccessfully: true })
                await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and its queue with it.
        }
        _self?.Dispose();
    }

    private sealed class Listening(IJSObjectReference listening) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await listening.InvokeVoidAsync("dispose");
                await listening.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The tab is gone, and what listened in it.
            }
        }
    }
}
