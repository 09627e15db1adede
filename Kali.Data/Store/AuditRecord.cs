using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>Who did what with which thing. Written in the same transaction as the deed; never changed.</summary>
public sealed class AuditRecord
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>The deed as a word of the code: <c>dataset.rename</c>, <c>run.start</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: a dataset, a table, a run.</summary>
    public required string Subject { get; init; }

    /// <summary>More about it; never values of the data.</summary>
    public string? Detail { get; init; }

    /// <summary>The run whose Records step has written it to the table <c>metadata.audit</c>.</summary>
    public long? ExportedBy { get; set; }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("audit");
        builder.HasKey(audit => audit.Id);
        builder.Property(audit => audit.Action).HasMaxLength(60);
        builder.HasIndex(audit => audit.ExportedBy);
        builder.HasIndex(audit => new { audit.Subject, audit.Id });
    }
}
