using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>What an engine's tables need before the first of them: folders, or catalogs, schemas, volumes, grants and tags. Made where missing, never dropped or taken back.</summary>
public interface IEnginePlaces
{
    /// <summary>What there must be, in the order it is made, and whether it is there.</summary>
    Task<ImmutableArray<ProvisionItem>> LookAsync(Actor actor, CancellationToken ct);

    /// <summary>Makes one of them; that it is there by now is as good.</summary>
    /// <exception cref="KaliException">It could not be made; the sentence says what to do.</exception>
    Task MakeAsync(ProvisionItem item, Actor actor, CancellationToken ct);
}

/// <summary>Something a lake needs.</summary>
/// <param name="Kind"><c>folder</c>, <c>catalog</c>, <c>schema</c>, <c>volume</c>, <c>function</c>, <c>table</c>, <c>grant</c>, <c>tag</c> or <c>access</c>.</param>
/// <param name="Name">Its name; of a grant or tag what it says.</param>
/// <param name="Place">Where it lies in the lake; null where nothing has to be said.</param>
/// <param name="IsThere">Whether it was there before.</param>
public sealed record ProvisionItem(string Kind, string Name, string? Place, bool IsThere)
{
    /// <summary>Why it could not be made; in a plan why it cannot be; null where it was, or nobody tried.</summary>
    public Said? Fault { get; init; }
}
