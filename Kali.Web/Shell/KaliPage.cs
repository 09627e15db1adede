using Kali.Data;
using Kali.Data.Store;
using Kali.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Shell;

/// <summary>
/// A page: it knows who looks, owns a token that ends with it and with its next load, and turns faults into what the page shows.
/// </summary>
public abstract class KaliPage : ComponentBase, IDisposable
{
    private CancellationTokenSource _page;
    private CancellationToken _token;
    private bool _isGone;

    protected KaliPage()
    {
        _page = new CancellationTokenSource();
        _token = _page.Token;
    }

    [Inject] protected CurrentActor Who { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    [Inject] protected ILogger<KaliPage> Log { get; set; } = null!;

    [Inject] protected IStringLocalizer<Texts> T { get; set; } = null!;

    /// <summary>Cancelled when the page is left or loads anew; work that goes on after the page has gone may still ask for it.</summary>
    protected CancellationToken PageToken => _token;

    /// <summary>Who looks at the page.</summary>
    protected Task<Actor> ActorAsync() => Who.GetAsync();

    /// <summary>Ends what the page was reading and begins anew.</summary>
    protected void Restart()
    {
        if (_isGone)
            return;
        _page.Cancel();
        _page.Dispose();
        _page = new CancellationTokenSource();
        _token = _page.Token;
    }

    /// <summary>Reads what the page shows; the last load wins.</summary>
    protected async Task LoadAsync<T2>(Func<Actor, CancellationToken, Task<T2>> read, Action<Load<T2>> show)
    {
        Restart();
        var token = PageToken;
        show(new Load<T2>.Loading());
        try
        {
            var value = await read(await ActorAsync(), token);
            if (!token.IsCancellationRequested)
                show(new Load<T2>.Ready(value));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
        catch (KaliException e)
        {
            show(Failed<T2>(e, e.Words()));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            show(Failed<T2>(e, StoreFault.Of(e)?.Words() ?? T["This page could not be read. Nothing was changed. Try it again."]));
        }
    }

    /// <summary>
    /// Follows what changes until the page is left or loads anew. A store that does not answer for a moment ends nothing:
    /// the page keeps what it shows, and follows again.
    /// </summary>
    protected Task WatchAsync<T2>(Func<CancellationToken, IAsyncEnumerable<T2>> watch, Action<T2> show) => Following.FollowAsync(
        this, watch,
        value => InvokeAsync(() =>
        {
            show(value);
            StateHasChanged();
        }),
        Log, PageToken);

    /// <summary>Does what a person asked for; a refusal becomes its message, null when all went well.</summary>
    protected async Task<string?> TryAsync(Func<Actor, CancellationToken, Task> act)
    {
        try
        {
            await act(await ActorAsync(), PageToken);
            return null;
        }
        catch (KaliException e)
        {
            return e.Words();
        }
        catch (Exception e) when (StoreFault.Of(e) is { } told)
        {
            return told.Words();
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _isGone)
            return;
        _isGone = true;
        _page.Cancel();
        _page.Dispose();
    }

    private Load<T2>.Failed Failed<T2>(Exception e, string message)
    {
        var reference = Guid.NewGuid().ToString("N")[..6].ToUpperInvariant();
        Log.LogError(e, "Page {Page} failed, reference {Reference}", GetType().Name, reference);
        return new Load<T2>.Failed(message, reference);
    }
}
