using System.Globalization;
using Kali.Data.Lake;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Store;

/// <summary>Brings the store to this version of Kali before anything uses it, with a copy of the file put aside first.</summary>
public sealed partial class StoreKeeper(
    IDbContextFactory<KaliStore> stores, LakeOptions lake, StoreOptions options, TimeProvider time, ILogger<StoreKeeper> log)
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        CreateLake();
        // Web and command line may start at the same moment. EF Core's own lock survives a kill; this one does not.
        await using var alone = options.IsPostgres ? null : await OnlyOneAsync(ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        if (!store.Database.GetMigrations().Any())
        {
            await store.Database.EnsureCreatedAsync(ct);
            return;
        }
        var pending = (await store.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
            return;
        if (!options.IsPostgres)
        {
            if ((await store.Database.GetAppliedMigrationsAsync(ct)).Any())
                PutAside(pending[^1]);
            await ForgetLockOfAKilledProcessAsync(store, ct);
        }
        await store.Database.MigrateAsync(ct);
    }

    private void CreateLake()
    {
        try
        {
            Directory.CreateDirectory(lake.Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The lake folder “{lake.Root}” cannot be created: {e.Message} Nothing was changed. Choose a folder that can be written, with --lake or Kali:Lake:Folder.", e);
        }
    }

    private async Task<FileStream> OnlyOneAsync(CancellationToken ct)
    {
        var file = Path.Combine(lake.Root, "kali.db.lock");
        for (var waited = 0; ; waited++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw StorageFault.Writing(file, e);
            }
            catch (IOException e) when (StorageFault.Cause(e) is not StorageCause.Other)
            {
                throw StorageFault.Writing(file, e);
            }
            catch (IOException) when (waited < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, ct);
            }
        }
    }

    private void PutAside(string migration)
    {
        var from = options.SqliteConnection(lake);
        var file = new SqliteConnectionStringBuilder(from).DataSource;
        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var copy = $"{file}.before-{migration}.{stamp}";
        using var source = new SqliteConnection(from);
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        Kept(copy, migration);
    }

    private static async Task ForgetLockOfAKilledProcessAsync(KaliStore store, CancellationToken ct)
    {
        // The table is there only once a migration has run; we hold the lake's own lock, so nobody else is migrating.
        const string sql = """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            DELETE FROM "__EFMigrationsLock";
            """;
        await store.Database.ExecuteSqlRawAsync(sql, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The store was copied to {Copy} before migration {Migration}.")]
    private partial void Kept(string copy, string migration);
}
