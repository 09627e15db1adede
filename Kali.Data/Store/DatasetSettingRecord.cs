using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>Something remembered for a dataset: answers given, choices made, columns to standardise.</summary>
public sealed class DatasetSettingRecord
{
    public required int DatasetId { get; init; }

    public required string Name { get; init; }

    /// <summary>The value as JSON.</summary>
    public required string Value { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

internal sealed class DatasetSettingConfiguration : IEntityTypeConfiguration<DatasetSettingRecord>
{
    public void Configure(EntityTypeBuilder<DatasetSettingRecord> builder)
    {
        builder.ToTable("dataset_settings");
        builder.HasKey(setting => new { setting.DatasetId, setting.Name });
        builder.Property(setting => setting.Name).HasMaxLength(120);
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(setting => setting.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
