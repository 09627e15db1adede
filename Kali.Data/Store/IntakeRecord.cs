using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A part of an upload that waits for answers or has started its run.</summary>
public sealed class IntakeRecord
{
    public long Id { get; init; }

    public required string UploadId { get; init; }

    /// <summary>Which part of the upload; the same part has one intake.</summary>
    public required string PartKey { get; init; }

    public required string UserId { get; init; }

    public required string FileName { get; init; }

    public required IntakeState State { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What is known and decided, as JSON.</summary>
    public required string Draft { get; set; }

    public long? RunId { get; set; }

    /// <summary>Counts changes, so that two pages do not overwrite each other's answers.</summary>
    public required Guid Revision { get; set; }
}

internal sealed class IntakeConfiguration : IEntityTypeConfiguration<IntakeRecord>
{
    public void Configure(EntityTypeBuilder<IntakeRecord> builder)
    {
        builder.ToTable("intakes");
        builder.HasKey(intake => intake.Id);
        builder.HasIndex(intake => new { intake.UploadId, intake.PartKey }).IsUnique();
        builder.HasIndex(intake => new { intake.UserId, intake.State });
        builder.Property(intake => intake.Revision).IsConcurrencyToken();
    }
}
