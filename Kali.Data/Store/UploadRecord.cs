using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>An upload; how many bytes of it are there is told by its file alone.</summary>
public sealed class UploadRecord
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>The roles held when it began, by their names, with commas.</summary>
    public required string Roles { get; init; }

    public required string FileName { get; init; }

    public required long Length { get; init; }

    public required string Metadata { get; init; }

    /// <summary>The name of the state.</summary>
    public required string State { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? Sha256 { get; set; }

    /// <summary>Where the file lies, or is about to be put while the state is Storing.</summary>
    public string? Place { get; set; }

    public string? RefusalCode { get; set; }

    public string? RefusalMessage { get; set; }

    public string? RefusalDetail { get; set; }

    /// <summary>Whether a run reads the file or has read it: from then on it belongs to the lake and is not deleted with the upload.</summary>
    public bool IsTaken { get; set; }
}

internal sealed class UploadConfiguration : IEntityTypeConfiguration<UploadRecord>
{
    public void Configure(EntityTypeBuilder<UploadRecord> builder)
    {
        builder.ToTable("uploads");
        builder.HasKey(upload => upload.Id);
        builder.Property(upload => upload.Id).HasMaxLength(32);
        builder.Property(upload => upload.State).HasMaxLength(16);
        builder.Property(upload => upload.Sha256).HasMaxLength(64);
        builder.HasIndex(upload => new { upload.UserId, upload.CreatedAt });
        builder.HasIndex(upload => upload.Sha256);
        builder.HasIndex(upload => upload.Place).IsUnique();
        builder.HasIndex(upload => new { upload.State, upload.ExpiresAt });
    }
}
