using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>One version of a rule; changing or removing a rule adds one.</summary>
public sealed class RuleRecord
{
    public long Id { get; init; }

    public required Guid RuleId { get; init; }

    public required int Version { get; init; }

    public required int DatasetId { get; init; }

    public required string Name { get; init; }

    /// <summary>The rule as JSON.</summary>
    public required string Definition { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>Whether this is the newest version.</summary>
    public required bool IsCurrent { get; set; }

    /// <summary>Whether this version takes the rule away.</summary>
    public bool IsRemoval { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }
}

internal sealed class RuleConfiguration : IEntityTypeConfiguration<RuleRecord>
{
    public void Configure(EntityTypeBuilder<RuleRecord> builder)
    {
        builder.ToTable("rules");
        builder.HasKey(rule => rule.Id);
        builder.Property(rule => rule.Name).HasMaxLength(200);
        builder.Property(rule => rule.Fingerprint).HasMaxLength(64);
        builder.HasIndex(rule => new { rule.RuleId, rule.Version }).IsUnique();
        builder.HasIndex(rule => new { rule.DatasetId, rule.IsCurrent });
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(rule => rule.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
