using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kali.Data.Store;

/// <summary>The store in one file of the lake.</summary>
public sealed class SqliteStore(DbContextOptions<SqliteStore> options) : KaliStore(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <summary>SQLite cannot order a DateTimeOffset; ticks in UTC sort as the instants do.</summary>
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

internal sealed class SqliteStoreForDesign : IDesignTimeDbContextFactory<SqliteStore>
{
    public SqliteStore CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteStore>().UseSqlite("Data Source=design.db").Options);
}
