using System.Collections.Immutable;

namespace Kali.Data;

/// <summary>
/// Who acts: read once at sign-in (or from the operating system on the command line) and passed as a value to every service call.
/// Services decide by it; pages only show what it may see.
/// </summary>
/// <param name="UserId">The directory's object id, or a local persona's id. Stands in lake paths; never an address.</param>
/// <param name="DisplayName">The name shown to people.</param>
/// <param name="Roles">The application roles held; without any, nothing is allowed.</param>
public sealed record Actor(string UserId, string DisplayName, ImmutableHashSet<KaliRole> Roles)
{
    /// <summary>Kali itself: recovery after a restart, retention, subscriptions. Never taken from a request.</summary>
    public static Actor System { get; } = new("kali", "Kali", [KaliRole.Admin]) { IsPipeline = true };

    /// <summary>True for Kali's own work on somebody's behalf: a run writes silver and gold that its user may not write by hand.</summary>
    public bool IsPipeline { get; private init; }

    /// <summary>The run that this is done for; null where none is under way.</summary>
    public RunId? Run { get; private init; }

    public bool Is(KaliRole role) => Roles.Contains(role);

    /// <summary>Admins and data engineers: they own rules, gates, restores and settings of datasets.</summary>
    public bool IsSteward => Is(KaliRole.Admin) || Is(KaliRole.DataEngineer);

    /// <summary>The same person's name on work that Kali does for them, with the rights that work needs.</summary>
    internal Actor AsPipeline() => this with { Roles = [KaliRole.Admin], IsPipeline = true };

    /// <summary>The same for the steps of a run.</summary>
    internal Actor AsPipeline(RunId run) => AsPipeline() with { Run = run };

    public bool Equals(Actor? other) =>
        other is not null && other.UserId == UserId && other.IsPipeline == IsPipeline && other.Roles.SetEquals(Roles);

    public override int GetHashCode() => UserId.GetHashCode(StringComparison.Ordinal);
}
