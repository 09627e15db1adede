using System.Collections.Immutable;

namespace Kali.Web.Shell;

/// <summary>The path to the page being read; a page sets it, the bar shows it.</summary>
public sealed class Crumbs
{
    public ImmutableArray<Crumb> Trail { get; private set; } = [];

    public event Action? Changed;

    /// <summary>The last one is the page itself.</summary>
    public void Set(params ReadOnlySpan<Crumb> trail)
    {
        if (trail.SequenceEqual(Trail.AsSpan()))
            return;
        Trail = [.. trail];
        Changed?.Invoke();
    }
}

/// <summary>A part of the path; without an address it is the page itself.</summary>
public sealed record Crumb(string Text, string? Address = null);
