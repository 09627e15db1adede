using Kali.Data.Store;

namespace Kali.Data.Catalog;

/// <summary>What the four roles may do with datasets and their tables. Whoever is not named may not.</summary>
internal static class DatasetRights
{
    private static bool HasAnyRole(Actor actor) => actor.IsPipeline || !actor.Roles.IsEmpty;

    /// <summary>That there is such a dataset, its columns, gate and score.</summary>
    public static bool MayKnow(Actor actor, DatasetRecord dataset) => HasAnyRole(actor) && (dataset.DeletedAt is null || MayChange(actor, dataset));

    public static bool MayRead(Actor actor, DatasetRecord dataset, Layer layer)
    {
        if (actor.IsPipeline || actor.IsSteward)
            return true;
        if (dataset.DeletedAt is not null)
            return false;
        return (actor.Is(KaliRole.Analyst) && layer is not Layer.Raw)
            || (HasAnyRole(actor) && (layer is Layer.Gold || Owns(actor, dataset)));
    }

    /// <summary>Sending rows into it.</summary>
    public static bool MayLoad(Actor actor, DatasetRecord dataset) => actor.IsPipeline || actor.IsSteward || (HasAnyRole(actor) && Owns(actor, dataset));

    /// <summary>Renaming, deleting, settings, restoring.</summary>
    public static bool MayChange(Actor actor, DatasetRecord dataset) => actor.IsPipeline || actor.IsSteward || (HasAnyRole(actor) && Owns(actor, dataset));

    public static bool MayBegin(Actor actor) => HasAnyRole(actor);

    public static bool Owns(Actor actor, DatasetRecord dataset) => string.Equals(dataset.OwnerId, actor.UserId, StringComparison.Ordinal);
}
