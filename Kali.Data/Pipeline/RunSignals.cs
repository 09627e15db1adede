using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Kali.Data.Pipeline;

/// <summary>
/// Tells watchers in this process that the journal has changed, after it has. Other processes look at the journal's numbers from time to time.
/// </summary>
public sealed class RunSignals
{
    private readonly ConcurrentDictionary<Subscription, RunId?> _subscriptions = new();

    /// <summary>Wakes those who watch that run, and those who watch all.</summary>
    internal void Changed(RunId run)
    {
        foreach (var (subscription, about) in _subscriptions)
        {
            if (about is null || about == run)
                subscription.Wake();
        }
    }

    /// <summary>Dispose it to end watching.</summary>
    internal Subscription Subscribe(RunId? run)
    {
        var subscription = new Subscription(this);
        _subscriptions[subscription] = run;
        return subscription;
    }

    internal sealed class Subscription(RunSignals signals) : IDisposable
    {
        // One token is enough: whoever is woken reads the newest state, however often it changed.
        private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public void Wake() => _wakes.Writer.TryWrite(true);

        /// <summary>Returns when something changed, or when it is time to look at what other processes did.</summary>
        public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
        {
            using var limit = new CancellationTokenSource(atMost, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            try
            {
                await _wakes.Reader.ReadAsync(both.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                // Time to look.
            }
        }

        public void Dispose() => signals._subscriptions.TryRemove(this, out _);
    }
}
