using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>One step of a run in the journal.</summary>
public sealed class RunStepRecord
{
    public required long RunId { get; init; }

    public required RunStepName Step { get; init; }

    public required StepState State { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Working time in milliseconds, all attempts together.</summary>
    public long ElapsedMs { get; set; }

    /// <summary>The share done as last measured, 0 to 1; null while nothing can be measured.</summary>
    public double? Share { get; set; }

    /// <summary>Rows this step has written or looked at.</summary>
    public long? Rows { get; set; }

    /// <summary>Bytes this step has written; for Land, the size of the file.</summary>
    public long? Bytes { get; set; }

    public int? Files { get; set; }

    /// <summary>The version the step's commit made.</summary>
    public long? Version { get; set; }

    public int Attempts { get; set; }

    /// <summary>What it read and made, with its statements, as JSON; null until it is over.</summary>
    public string? Work { get; set; }

    /// <summary>What it found out that a later step needs, as JSON.</summary>
    public string? Findings { get; set; }

    /// <summary>What it changed in the data on the way, as JSON.</summary>
    public string Changes { get; set; } = "[]";
}

internal sealed class RunStepConfiguration : IEntityTypeConfiguration<RunStepRecord>
{
    public void Configure(EntityTypeBuilder<RunStepRecord> builder)
    {
        builder.ToTable("run_steps");
        builder.HasKey(step => new { step.RunId, step.Step });
        builder.HasOne<RunRecord>().WithMany().HasForeignKey(step => step.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
