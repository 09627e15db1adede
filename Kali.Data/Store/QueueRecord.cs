using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>One row that every process changes when it takes a run, so that two never take one by the same look at the queue.</summary>
public sealed class QueueRecord
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    public required long Taken { get; set; }
}

internal sealed class QueueConfiguration : IEntityTypeConfiguration<QueueRecord>
{
    public void Configure(EntityTypeBuilder<QueueRecord> builder)
    {
        builder.ToTable("queue");
        builder.HasKey(queue => queue.Id);
        builder.Property(queue => queue.Id).ValueGeneratedNever();
        builder.Property(queue => queue.Taken).IsConcurrencyToken();
        builder.HasData(new QueueRecord { Id = QueueRecord.TheOne, Taken = 0 });
    }
}
