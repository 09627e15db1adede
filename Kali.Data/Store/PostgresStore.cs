using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kali.Data.Store;

/// <summary>The store on a PostgreSQL server, shared by several instances.</summary>
public sealed class PostgresStore(DbContextOptions<PostgresStore> options) : KaliStore(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InUtc>();
    }

    /// <summary>timestamptz takes instants in UTC only.</summary>
    private sealed class InUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => at.ToUniversalTime(), at => at);
}

internal sealed class PostgresStoreForDesign : IDesignTimeDbContextFactory<PostgresStore>
{
    public PostgresStore CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresStore>().UseNpgsql("Host=design").Options);
}
