using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>The profile of a table at one version: a version never changes, so it is counted once.</summary>
public sealed class TableProfileRecord
{
    public long Id { get; init; }

    public required int DatasetId { get; init; }

    public required Layer Layer { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The profile as JSON.</summary>
    public required string Profile { get; init; }
}

internal sealed class TableProfileConfiguration : IEntityTypeConfiguration<TableProfileRecord>
{
    public void Configure(EntityTypeBuilder<TableProfileRecord> builder)
    {
        builder.ToTable("table_profiles");
        builder.HasKey(profile => profile.Id);
        builder.HasIndex(profile => new { profile.DatasetId, profile.Layer, profile.Version }).IsUnique();
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(profile => profile.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
