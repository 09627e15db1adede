using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A run in the journal.</summary>
public sealed class RunRecord
{
    public long Id { get; init; }

    /// <summary>The run's name towards OpenLineage.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>What was asked for, as JSON.</summary>
    public required string Request { get; init; }

    /// <summary>Asking twice for the same thing starts one run.</summary>
    public string? RequestKey { get; init; }

    public required int DatasetId { get; init; }

    /// <summary>The dataset's full name; it follows a rename.</summary>
    public required string Dataset { get; set; }

    public required string FileName { get; init; }

    /// <summary>The size of what is read, to foretell times from.</summary>
    public required long FileBytes { get; init; }

    public string? UploadId { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required RunState State { get; set; }

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The process that works on it; null when none does.</summary>
    public Guid? WorkerId { get; set; }

    public DateTimeOffset? CancelRequestedAt { get; set; }

    public string? CancelRequestedBy { get; set; }

    public int Restarts { get; set; }

    public GateState? Gate { get; set; }

    public double? Score { get; set; }

    /// <summary>What the steps have found out so far, as JSON; a resumed run reads it.</summary>
    public required string Facts { get; set; }

    /// <summary>A <see cref="Data.Ledger"/> as JSON.</summary>
    public required string Ledger { get; set; }

    public string? Fault { get; set; }

    /// <summary>What is kept in spite of the fault, in words.</summary>
    public string? Kept { get; set; }

    /// <summary>Counts the changes of the journal; a watcher that knows the number has nothing to read.</summary>
    public long Revision { get; set; }
}

internal sealed class RunConfiguration : IEntityTypeConfiguration<RunRecord>
{
    public void Configure(EntityTypeBuilder<RunRecord> builder)
    {
        builder.ToTable("runs");
        builder.HasKey(run => run.Id);
        builder.HasIndex(run => run.State);
        builder.HasIndex(run => new { run.DatasetId, run.Id });
        builder.HasIndex(run => new { run.UserId, run.Id });
        builder.HasIndex(run => run.UploadId);
        builder.HasIndex(run => run.RequestKey).IsUnique();
        builder.Property(run => run.WorkerId).IsConcurrencyToken();
    }
}
