using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A line of a run's log.</summary>
public sealed class RunLogRecord
{
    public long Id { get; init; }

    public required long RunId { get; init; }

    public required DateTimeOffset At { get; init; }

    public RunStepName? Step { get; init; }

    public required string Text { get; init; }
}

internal sealed class RunLogConfiguration : IEntityTypeConfiguration<RunLogRecord>
{
    public void Configure(EntityTypeBuilder<RunLogRecord> builder)
    {
        builder.ToTable("run_log");
        builder.HasKey(line => line.Id);
        builder.HasIndex(line => new { line.RunId, line.Id });
        builder.HasOne<RunRecord>().WithMany().HasForeignKey(line => line.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
