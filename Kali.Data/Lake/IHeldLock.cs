namespace Kali.Data.Lake;

/// <summary>A lock between processes, held until disposed.</summary>
public interface IHeldLock : IAsyncDisposable
{
    /// <summary>Ends when the lock could not be kept: from then on another process may have it.</summary>
    CancellationToken Lost { get; }
}
