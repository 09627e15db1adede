using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Store;

/// <summary>Hands out stores of the configured provider under their common name.</summary>
internal sealed class StoreFactory<TStore>(IDbContextFactory<TStore> stores) : IDbContextFactory<KaliStore>
    where TStore : KaliStore
{
    public KaliStore CreateDbContext() => stores.CreateDbContext();
}
