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

    /// <summary>404: what the call is about is not known.</summary>
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
    private int _seen;

    /// <summary>What Retry-After says, in seconds.</summary>
    public int RetryAfter { get; init; }

    /// <summary>What happens to the caller besides, before it can have an answer.</summary>
    public Action? Strike { get; init; }

    public bool Hits(string method, string path)
    {
        if (!Method.Equals(method, StringComparison.OrdinalIgnoreCase) || !Regex.IsMatch(path, Path))
            return false;
        var number = Interlocked.Increment(ref _seen);
        return number >= From && number < From + Times;
    }
}
