using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A dataset; its number stays when its name changes.</summary>
public sealed class DatasetRecord
{
    public int Id { get; init; }

    public required string Catalog { get; set; }

    public required string Name { get; set; }

    /// <summary>The name as people write it.</summary>
    public required string Label { get; set; }

    public required string OwnerId { get; set; }

    public required string OwnerName { get; set; }

    /// <summary>Silver's partition value <c>data_source</c>.</summary>
    public required string SourceName { get; set; }

    public string? Description { get; set; }

    /// <summary>Tags, sorted, each between two line feeds, so that one is found by <c>LIKE</c> without a table of its own.</summary>
    public string Tags { get; set; } = "\n";

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    public string? DeletedBy { get; set; }

    /// <summary>The name a rename has promised and not yet finished.</summary>
    public string? BecomesName { get; set; }

    /// <summary>Whether the tables have still to follow what <see cref="DeletedAt"/> says.</summary>
    public bool TablesAreBehind { get; set; }

    /// <summary>Changes with every change; two people changing at once are told.</summary>
    public Guid Revision { get; set; }
}

internal sealed class DatasetConfiguration : IEntityTypeConfiguration<DatasetRecord>
{
    public void Configure(EntityTypeBuilder<DatasetRecord> builder)
    {
        builder.ToTable("datasets");
        builder.HasKey(dataset => dataset.Id);
        builder.Property(dataset => dataset.Catalog).HasMaxLength(120);
        builder.Property(dataset => dataset.Name).HasMaxLength(140);
        builder.Property(dataset => dataset.Revision).IsConcurrencyToken();
        builder.HasIndex(dataset => new { dataset.Catalog, dataset.Name }).IsUnique();
        builder.HasIndex(dataset => dataset.OwnerId);
    }
}
