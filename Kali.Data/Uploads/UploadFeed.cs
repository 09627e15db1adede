using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Kali.Data.Uploads;

/// <summary>Something happened to an upload; who wants to know more asks for it by its id.</summary>
/// <param name="Id">Which one.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Received">Bytes on disk by now.</param>
/// <param name="State">How far it is.</param>
public sealed record UploadEvent(UploadId Id, string UserId, long Received, UploadState State);

/// <summary>Tells everyone in this process what happens to uploads. It is no journal: a late watcher first asks for what there is.</summary>
public sealed class UploadFeed
{
    /// <summary>From so many bytes on a preview can be shown.</summary>
    public const int PreviewBytes = 1_000_000;

    private readonly Lock _lock = new();
    private Channel<UploadEvent>[] _watchers = [];

    internal void Tell(UploadEvent happened)
    {
        foreach (var watcher in _watchers)
            watcher.Writer.TryWrite(happened);
    }

    /// <summary>Events from now on, until the token fires.</summary>
    public IAsyncEnumerable<UploadEvent> Watch(CancellationToken ct)
    {
        // Subscribed before the caller looks at what there is, so that nothing falls between.
        var channel = Channel.CreateUnbounded<UploadEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
            _watchers = [.. _watchers, channel];
        return ReadAsync(channel, ct);
    }

    private async IAsyncEnumerable<UploadEvent> ReadAsync(Channel<UploadEvent> channel, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            await foreach (var happened in channel.Reader.ReadAllAsync(ct))
                yield return happened;
        }
        finally
        {
            lock (_lock)
                _watchers = [.. _watchers.Where(watcher => watcher != channel)];
        }
    }
}
