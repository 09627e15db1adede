using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>What a finished run made of a dataset: gate, score, where the rows went, and the table versions it left.</summary>
public sealed class DatasetVersionRecord
{
    public long Id { get; init; }

    public required int DatasetId { get; init; }

    public required long RunId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required string FileName { get; init; }

    public required GateState Gate { get; init; }

    /// <summary>0 to 100; null when nothing could be assessed.</summary>
    public double? Score { get; init; }

    /// <summary>A <see cref="Data.Ledger"/> as JSON.</summary>
    public required string Ledger { get; init; }

    public long? RawVersion { get; init; }

    public long? SilverVersion { get; init; }

    public long? QuarantineVersion { get; init; }

    /// <summary>The version gold stands at: this run's, or the one it kept.</summary>
    public long? GoldVersion { get; init; }
}

internal sealed class DatasetVersionConfiguration : IEntityTypeConfiguration<DatasetVersionRecord>
{
    public void Configure(EntityTypeBuilder<DatasetVersionRecord> builder)
    {
        builder.ToTable("dataset_versions");
        builder.HasKey(version => version.Id);
        builder.HasIndex(version => new { version.DatasetId, version.Id });
        builder.HasIndex(version => version.RunId).IsUnique();
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(version => version.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
