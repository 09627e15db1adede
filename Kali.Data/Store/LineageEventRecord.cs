using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>An OpenLineage event on its way to the endpoint.</summary>
public sealed class LineageEventRecord
{
    public long Id { get; init; }

    /// <summary>The event's run and type: the same event is queued once.</summary>
    public required string Key { get; init; }

    public required string Json { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>What the endpoint answered last, when it did not take it.</summary>
    public string? LastAnswer { get; set; }
}

internal sealed class LineageEventConfiguration : IEntityTypeConfiguration<LineageEventRecord>
{
    public void Configure(EntityTypeBuilder<LineageEventRecord> builder)
    {
        builder.ToTable("lineage_events");
        builder.HasKey(queued => queued.Id);
        builder.Property(queued => queued.Key).HasMaxLength(80);
        builder.HasIndex(queued => queued.Key).IsUnique();
        builder.HasIndex(queued => new { queued.SentAt, queued.NextAttemptAt });
    }
}
