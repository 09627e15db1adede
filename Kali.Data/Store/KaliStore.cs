using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Store;

/// <summary>What Kali remembers outside the lake: runs, uploads, rules, people. SQLite by default, PostgreSQL for several instances.</summary>
public abstract class KaliStore(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(KaliStore).Assembly);
}
