using Kali.Data.Engines;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>
/// The table rights of the embedded engine: business users read gold, and every layer of datasets they own; analysts also silver, quarantine and metadata;
/// engineers and admins everything. Only engineers and admins change a table by hand.
/// </summary>
internal sealed class TableAccess(IDbContextFactory<KaliStore> stores) : ITableAccess
{
    public async ValueTask<bool> MayReadAsync(Actor actor, TableName table, CancellationToken ct)
    {
        if (actor.IsPipeline || actor.IsSteward)
            return true;
        if (actor.Roles.IsEmpty)
            return false;
        if (!DatasetName.TryFrom(table, out var name))
            return actor.Is(KaliRole.Analyst);
        await using var store = await stores.CreateDbContextAsync(ct);
        var dataset = await store.FindAsync(name, ct);
        return dataset is not null && DatasetRights.MayRead(actor, dataset, table.Layer);
    }

    public ValueTask<bool> MayChangeAsync(Actor actor, TableName table, CancellationToken ct) => ValueTask.FromResult(actor.IsPipeline || actor.IsSteward);
}
