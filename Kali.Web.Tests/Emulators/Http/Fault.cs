using System.Text.RegularExpressions;

namespace Kali.Web.Tests.Emulators.Http;

public enum FaultKind
{
    /// <summary>429 with Retry-After.</summary>
    TooMany,

    /// <summary>503 with Retry-After.</summary>
    Unavailable,

    /// <summary>503 without a word about when.</summary>
    UnavailableSilently,

    /// <summary>500.</summary>
    Internal,

    /// <summary>502.</summary>
    Gateway,

    /// <summary>408.</summary>
    TimedOut,

    /// <summary>504.</summary>
    GatewayTimedOut,

    /// <summary>The answer comes no sooner than <see cref="Fault.Until"/> has ended.</summary>
    Slow,

    /// <summary>A page with nothing on it and a token for what was asked for.</summary>
    EmptyPage,

    /// <summary>404: what the call is about is not known, or not yet where it has just been made.</summary>
    Missing,

    /// <summary>The connection is cut.</summary>
    Reset,

    /// <summary>The answer is cut in its middle.</summary>
    Truncated,

    /// <summary>The token is refused from now on.</summary>
    TokenExpired,
}

/// <summary>Spoils some of the calls that match.</summary>
/// <param name="Kind">How.</param>
/// <param name="Method">The calls' method.</param>
/// <param name="Path">A pattern of their path.</param>
/// <param name="From">The first of the matching calls that is spoiled, counted from 1.</param>
/// <param name="Times">How many after it, it among them.</param>
/// <param name="AfterHandler">Whether the call is carried out first.</param>
public sealed record Fault(FaultKind Kind, string Method, string Path, int From = 1, int Times = 1, bool AfterHandler = false)
{
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    /// <summary>What Retry-After says, in seconds.</summary>
    public int RetryAfter { get; init; }

    /// <summary>What a slow answer waits for.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    /// <summary>Ends when the caller waits for a slow answer no longer.</summary>
    public Task GivenUp => _givenUp.Task;

    /// <summary>What happens to the caller besides, before it can have an answer.</summary>
    public Action? Strike { get; init; }

    /// <summary>Whether there is still somebody to answer when a slow answer may come.</summary>
    public async Task<bool> IsWaitedForAsync(CancellationToken gone)
    {
        try
        {
            await Until.WaitAsync(gone);
            return true;
        }
        catch (OperationCanceledException)
        {
            _givenUp.TrySetResult();
            return false;
        }
    }

    public bool Hits(string method, string path)
    {
        if (!Method.Equals(method, StringComparison.OrdinalIgnoreCase) || !Regex.IsMatch(path, Path))
            return false;
        var number = Interlocked.Increment(ref _seen);
        return number >= From && number < From + Times;
    }
}
