using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A statement somebody keeps, and the draft of one that is being written.</summary>
public sealed class SavedQueryRecord
{
    public Guid Id { get; init; }

    public required string OwnerId { get; init; }

    public required string OwnerName { get; init; }

    public required string Name { get; set; }

    public required string Sql { get; set; }

    /// <summary>Whether everyone may find and run it; a draft is its owner's alone.</summary>
    public bool IsShared { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class SavedQueryConfiguration : IEntityTypeConfiguration<SavedQueryRecord>
{
    public void Configure(EntityTypeBuilder<SavedQueryRecord> builder)
    {
        builder.ToTable("saved_queries");
        builder.HasKey(query => query.Id);
        builder.HasIndex(query => query.OwnerId);
        builder.Property(query => query.OwnerId).HasMaxLength(128);
        builder.Property(query => query.OwnerName).HasMaxLength(256);
        builder.Property(query => query.Name).HasMaxLength(200);
    }
}
