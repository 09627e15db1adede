using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A process that works on runs. It renews its lease; when the lease ends, its runs belong to whoever is there.</summary>
public sealed class WorkerRecord
{
    public required Guid Id { get; init; }

    public required string Machine { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>When the process began, because its number is given again after it has ended.</summary>
    public required DateTimeOffset ProcessStartedAt { get; init; }

    public required DateTimeOffset LeaseEndsAt { get; set; }
}

internal sealed class WorkerConfiguration : IEntityTypeConfiguration<WorkerRecord>
{
    public void Configure(EntityTypeBuilder<WorkerRecord> builder)
    {
        builder.ToTable("workers");
        builder.HasKey(worker => worker.Id);
    }
}
