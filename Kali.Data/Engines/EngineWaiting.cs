using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>What keeps the engine from answering at once, for people who wait: a warehouse that starts. An engine in process is always awake.</summary>
public sealed class EngineWaiting
{
    private readonly Lock _gate = new();
    private ImmutableList<Said> _told = [];

    /// <summary>Why statements wait; null while none does.</summary>
    public Said? Now => _told.LastOrDefault();

    /// <summary>Told on whatever thread the wait begins or ends on.</summary>
    public event Action? Changed;

    /// <summary>The wait ends when what is returned is disposed.</summary>
    public IDisposable Begin(Said why)
    {
        var wait = new Wait(this, new Said(why.Key, why.Arguments));
        lock (_gate)
            _told = _told.Add(wait.Why);
        Changed?.Invoke();
        return wait;
    }

    private void End(Said why)
    {
        lock (_gate)
            _told = _told.Remove(why, ReferenceEqualityComparer.Instance);
        Changed?.Invoke();
    }

    private sealed class Wait(EngineWaiting waiting, Said why) : IDisposable
    {
        private bool _isOver;

        public Said Why => why;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, true))
                return;
            waiting.End(why);
        }
    }
}
