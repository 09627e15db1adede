using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;

namespace Kali.Web.Security;

/// <summary>
/// Every sign-in is a session with an end. Signing out ends it everywhere at once: cookies of it are refused and open circuits close.
/// </summary>
public sealed class Sessions(IdentityOptions options, TimeProvider time)
{
    private const string IdClaim = "kali_session";
    private const string UntilClaim = "kali_until";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>Notes in a new principal which session it is and when that ends at the latest.</summary>
    public void Begin(ClaimsIdentity identity)
    {
        identity.AddClaim(new Claim(IdClaim, Guid.NewGuid().ToString("N")));
        identity.AddClaim(new Claim(UntilClaim, (time.GetUtcNow() + options.SessionLasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
    }

    public void End(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(IdClaim) is not { } id)
            return;
        _ended[id] = Until(user);
        foreach (var (old, until) in _ended)
        {
            if (until < time.GetUtcNow())
                _ended.TryRemove(old, out _);
        }
    }

    public bool IsOver(ClaimsPrincipal user) =>
        user.FindFirstValue(IdClaim) is not { } id || _ended.ContainsKey(id) || Until(user) <= time.GetUtcNow();

    private static DateTimeOffset Until(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(UntilClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;
}
