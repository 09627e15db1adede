using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Unity;
using Kali.Data.Engines.Legacy;

namespace Kali.Data.Engines.Databricks.Provisioning;

/// <summary>An object, a right or a mark of Unity Catalog that Kali wants.</summary>
internal abstract record WantedPlace(string Kind, string Name)
{
    public async Task<bool> IsThereAsync(PlaceMaking place, Actor actor, CancellationToken ct)
    {
        try
        {
            return await LookAsync(place, actor, ct);
        }
        catch (ServiceFault fault) when (fault.IsMissing)
        {
            // Nor is what it would be in or on.
            return false;
        }
    }

    public async Task MakeAsync(PlaceMaking place, Actor actor, CancellationToken ct)
    {
        try
        {
            await CreateAsync(place, actor, ct);
        }
        catch (ServiceFault fault) when (fault.IsThereAlready)
        {
            // Somebody else was first.
        }
        catch (ServiceFault fault) when (fault.MayHaveHappened)
        {
            // No answer, or a lost one. What is made yet is what is wanted: looked for again it is there.
            if (!await IsThereAsync(place, actor, ct))
                throw;
        }
        catch (ServiceFault fault) when (fault.Code == "PRINCIPAL_DOES_NOT_EXIST")
        {
            throw new KaliException(Said.Of($"{Name}: the Databricks account has no such group. Create it in the account (from Entra ID, not in the workspace), or name another one in Kali:Databricks:Groups, and provision again."), fault);
        }
        catch (ServiceFault fault) when (fault.IsRefusedRight)
        {
            throw new NotAllowedException(Said.Of($"{Name}: the application may not make it. An owner or a metastore admin can, or can give Kali's identity the right. {fault.ServiceSaid}"));
        }
    }

    protected abstract Task<bool> LookAsync(PlaceMaking place, Actor actor, CancellationToken ct);

    protected abstract Task CreateAsync(PlaceMaking place, Actor actor, CancellationToken ct);
}

internal sealed record WantedCatalog(string Catalog, string? Location, string Comment) : WantedPlace("catalog", Catalog)
{
    protected override async Task<bool> LookAsync(PlaceMaking place, Actor actor, CancellationToken ct) => await place.Unity.CatalogAsync(Catalog, actor, ct) is not null;

    protected override Task CreateAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        place.Unity.CreateAsync(new CatalogInfo { Name = Catalog, Comment = Comment, StorageRoot = Location }, actor, ct);
}

internal sealed record WantedSchema(string Catalog, string Schema, string Comment) : WantedPlace("schema", $"{Catalog}.{Schema}")
{
    protected override async Task<bool> LookAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        await place.Unity.SchemasAsync(Catalog, actor, ct).AnyAsync(known => string.Equals(known.Name, Schema, StringComparison.OrdinalIgnoreCase), ct);

    protected override Task CreateAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        place.Unity.CreateAsync(new SchemaInfo { Name = Schema, CatalogName = Catalog, Comment = Comment }, actor, ct);
}

/// <summary>The old cleaning of texts as a function of the catalog, for datasets that have chosen it. One whose body has become another is written anew.</summary>
internal sealed record WantedCleaning(string Catalog) : WantedPlace("function", LegacyCleaning.FunctionOf(Catalog).ToString())
{
    protected override async Task<bool> LookAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        await place.Unity.FunctionAsync(LegacyCleaning.FunctionOf(Catalog), actor, ct) is { RoutineDefinition: var body } && (body is null || body.Trim() == LegacyCleaning.PythonBody().Trim());

    protected override Task CreateAsync(PlaceMaking place, Actor actor, CancellationToken ct) => place.Warehouse.RowsAsync(LegacyCleaning.CreateFunction(Catalog), actor, ct);
}

internal sealed record WantedVolume(string Catalog, string Schema, string Volume, string Comment) : WantedPlace("volume", $"{Catalog}.{Schema}.{Volume}")
{
    protected override async Task<bool> LookAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        await place.Unity.VolumesAsync(Catalog, Schema, actor, ct).AnyAsync(known => string.Equals(known.Name, Volume, StringComparison.OrdinalIgnoreCase), ct);

    protected override Task CreateAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        place.Unity.CreateAsync(new VolumeInfo { Name = Volume, CatalogName = Catalog, SchemaName = Schema, VolumeType = "MANAGED", Comment = Comment }, actor, ct);
}

/// <summary>Rights of a group on a catalog or schema. Rights it holds besides are left alone.</summary>
/// <param name="On"><c>catalog</c> or <c>schema</c>.</param>
/// <param name="Of">Its full name.</param>
/// <param name="Group">The account group.</param>
/// <param name="Privileges">As REST writes them: <c>USE_CATALOG</c>.</param>
internal sealed record WantedGrant(string On, string Of, string Group, params string[] Privileges) : WantedPlace("grant", $"{string.Join(", ", Privileges)} on {On} {Of} to {Group}")
{
    private const string All = "ALL_PRIVILEGES";

    protected override async Task<bool> LookAsync(PlaceMaking place, Actor actor, CancellationToken ct) => await MissingAsync(place, actor, ct) is [];

    protected override async Task CreateAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        await place.Unity.ChangeGrantsAsync(On, Of, new GrantChanges([new GrantChange(Group, await MissingAsync(place, actor, ct), null)]), actor, ct);

    private async Task<string[]> MissingAsync(PlaceMaking place, Actor actor, CancellationToken ct)
    {
        var held = await place.Unity.GrantsAsync(On, Of, actor, ct).Where(grant => grant.Principal == Group).SelectMany(grant => grant.Privileges ?? []).ToHashSetAsync(StringComparer.OrdinalIgnoreCase, ct);
        return held.Contains(All) ? [] : [.. Privileges.Where(privilege => !held.Contains(privilege))];
    }
}

/// <summary>A mark by which a catalog or schema is found. A value that somebody else set is left alone.</summary>
/// <param name="On"><c>catalogs</c> or <c>schemas</c>.</param>
/// <param name="Of">Its full name.</param>
/// <param name="Key">The tag.</param>
/// <param name="Value">Its value.</param>
internal sealed record WantedTag(string On, string Of, string Key, string Value) : WantedPlace("tag", $"{Key} = {Value} on {Of}")
{
    protected override async Task<bool> LookAsync(PlaceMaking place, Actor actor, CancellationToken ct) =>
        await place.Unity.TagsAsync(On, Of, actor, ct).AnyAsync(tag => tag.TagKey == Key, ct);

    protected override Task CreateAsync(PlaceMaking place, Actor actor, CancellationToken ct) => place.Unity.TagAsync(new TagAssignment(On, Of, Key, Value), actor, ct);
}
