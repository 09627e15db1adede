namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Spoils a share of all calls, how and which drawn by lot, and strikes the caller at chosen ones.</summary>
public sealed class Chaos(int seed, double share)
{
    /// <summary>Refused before anything was done.</summary>
    private static readonly FaultKind[] Refusals = [FaultKind.TooMany, FaultKind.Unavailable];

    /// <summary>Of these nobody can tell whether the call was carried out.</summary>
    private static readonly FaultKind[] Doubts = [FaultKind.UnavailableSilently, FaultKind.Internal, FaultKind.Gateway, FaultKind.Reset, FaultKind.Truncated];

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private (int Left, Fault Fault)? _strike;

    public int Calls { get; private set; }

    public int Spoiled { get; private set; }

    /// <summary>Strikes at the call with that number from now on.</summary>
    public void StrikeAt(int call, Action strike)
    {
        lock (_gate)
            _strike = (call, new Fault(FaultKind.Reset, "", "", AfterHandler: _random.Next(2) == 0) { Strike = strike });
    }

    public void StrikeNoMore()
    {
        lock (_gate)
            _strike = null;
    }

    internal Fault? Draw(string method)
    {
        lock (_gate)
        {
            Calls++;
            if (_strike is { } strike)
            {
                _strike = strike.Left > 1 ? strike with { Left = strike.Left - 1 } : null;
                if (_strike is null)
                    return strike.Fault;
            }
            if (_random.NextDouble() >= share)
                return null;
            Spoiled++;
            if (_random.Next(3) == 0)
                return new Fault(Refusals[_random.Next(Refusals.Length)], method, "");
            var kind = Doubts[_random.Next(Doubts.Length)];
            var isCarriedOut = _random.Next(2) == 0;
            // An answer that breaks off begins with 200: who was told so may go on as if it were done, and in the service it is.
            return new Fault(kind is FaultKind.Truncated && method == "HEAD" ? FaultKind.Reset : kind, method, "", AfterHandler: isCarriedOut || kind is FaultKind.Truncated);
        }
    }
}
