using Kali.Data;
using Kali.Data.Store;
using Kali.Web.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Kali.Web.Tests.Store;

public sealed class StoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithSeveralWrongSettings_TellsAllAtOnce()
    {
        var fault = await Assert.ThrowsAsync<RefusedException>(() => PipelineLake.OpenAsync(
            settings: [("Kali:Catalog", "Bad Name"), ("Kali:Pipeline:AtOnce", "0"), ("Kali:OpenLineage:Url", "nowhere"), ("Kali:Store:Provider", "mongo")]));
        foreach (var setting in new[] { "Kali:Catalog", "Kali:Pipeline:AtOnce", "Kali:OpenLineage:Url", "Kali:Store:Provider" })
            Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithASettingThatIsNoNumber_NamesIt()
    {
        var fault = await Assert.ThrowsAsync<RefusedException>(() => PipelineLake.OpenAsync(settings: ("Kali:Pipeline:AtOnce", "two")));
        Assert.Contains("Kali:Pipeline:AtOnce", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_LiesInTheLakeWithAWriteAheadLog()
    {
        await using var lake = await PipelineLake.OpenAsync();
        Assert.True(File.Exists(Path.Combine(lake.Folder, "kali.db")));
        await using var store = lake.Store();
        Assert.Equal("wal", await store.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(Ct));
    }

    [Fact]
    public async Task Store_OrdersInstantsWhateverTheirOffset()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await using var store = lake.Store();
        var noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        foreach (var (action, at) in new[] { ("late", noon.AddMinutes(30)), ("early", noon.ToOffset(TimeSpan.FromHours(9))) })
            store.Add(new AuditRecord { At = at, UserId = "u", UserName = "u", Action = action, Subject = "s" });
        await store.SaveChangesAsync(Ct);
        Assert.Equal(["early", "late"], await store.Set<AuditRecord>().OrderBy(audit => audit.At).Select(audit => audit.Action).ToListAsync(Ct));
    }

    [Fact]
    public void Migrations_HoldEverythingTheModelsHave()
    {
        using var sqlite = new SqliteStore(new DbContextOptionsBuilder<SqliteStore>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresStore(new DbContextOptionsBuilder<PostgresStore>().UseNpgsql("Host=localhost").Options);
        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Start_WithAnOlderStore_PutsACopyAsideBeforeItMigrates()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await using (var store = lake.Store())
            await store.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"; INSERT INTO \"__EFMigrationsHistory\" VALUES ('20200101000000_Before', '1'); DROP TABLE audit", Ct);
        // The first migration meets tables that are there already and stops: what matters is that the copy was made first.
        await Assert.ThrowsAnyAsync<Exception>(() => lake.Get<KaliStart>().PrepareAsync(Ct));
        Assert.Single(Directory.GetFiles(lake.Folder, "kali.db.before-*"));
    }
}
