using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>What a run found out about a load: its profile and what the rules said.</summary>
public sealed class QualityRecord
{
    public long Id { get; init; }

    public required int DatasetId { get; init; }

    public required long RunId { get; init; }

    public required long LoadNo { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The version of silver that was checked.</summary>
    public required long SilverVersion { get; set; }

    public required GateState Gate { get; set; }

    public double? Score { get; set; }

    /// <summary>Over the fingerprints of the rules: scores are comparable only where it is the same.</summary>
    public required string RuleSet { get; set; }

    /// <summary>A check report as JSON.</summary>
    public required string Report { get; set; }

    /// <summary>What the score would be by other rules, as long as nobody changes them again; null while it is by those of the run.</summary>
    public double? TodayScore { get; set; }

    /// <summary>Over the fingerprints of those other rules.</summary>
    public string? TodayRuleSet { get; set; }

    /// <summary>A profile as JSON; null when none was made.</summary>
    public string? Profile { get; set; }
}

internal sealed class QualityConfiguration : IEntityTypeConfiguration<QualityRecord>
{
    public void Configure(EntityTypeBuilder<QualityRecord> builder)
    {
        builder.ToTable("quality");
        builder.HasKey(quality => quality.Id);
        builder.Property(quality => quality.RuleSet).HasMaxLength(64);
        builder.Property(quality => quality.TodayRuleSet).HasMaxLength(64);
        builder.HasIndex(quality => quality.RunId).IsUnique();
        builder.HasIndex(quality => new { quality.DatasetId, quality.Id });
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(quality => quality.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
