using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kali.Data.Store;

namespace Kali.Web.Shell;

/// <summary>How whatever is on a page follows what changes.</summary>
internal static class Following
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(2);

    /// <summary>Follows until the token ends it. A store that does not answer for a moment ends nothing: what is shown stays, and it is followed again.</summary>
    /// <param name="who">Whose name the log has.</param>
    /// <param name="watch">What is followed; it begins with what there is, so that nothing is missed between two times.</param>
    /// <param name="show">Shows one change; what the store does not answer here is no end either.</param>
    public static async Task FollowAsync<T>(object who, Func<CancellationToken, IAsyncEnumerable<T>> watch, Func<T, Task> show, ILogger log, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await foreach (var value in watch(ct))
                    await show(value);
                return;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
            }
            catch (Exception e) when (StoreFault.Of(e) is not null)
            {
                log.LogWarning(e, "{Who} follows its changes again", who.GetType().Name);
                await Task.Delay(AgainAfter, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Two kinds of changes as one: whatever comes while the last one is looked at is one reason to look again.</summary>
    public static async IAsyncEnumerable<bool> TogetherAsync<TFirst, TSecond>(
        Func<CancellationToken, IAsyncEnumerable<TFirst>> first, Func<CancellationToken, IAsyncEnumerable<TSecond>> second, [EnumeratorCancellation] CancellationToken ct)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _ = TellAsync(first(watching.Token), changes.Writer);
        _ = TellAsync(second(watching.Token), changes.Writer);
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(ct))
                yield return change;
        }
        finally
        {
            await watching.CancelAsync();
        }
    }

    /// <summary>A watch that fails is told to who reads, so that what is shown is not taken for quiet.</summary>
    private static async Task TellAsync<T>(IAsyncEnumerable<T> watch, ChannelWriter<bool> changes)
    {
        try
        {
            await foreach (var _ in watch)
                changes.TryWrite(true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            changes.TryComplete(e);
        }
    }
}
