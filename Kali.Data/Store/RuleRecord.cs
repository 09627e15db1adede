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

    /// <summary>Whether this is the version in force: runs go by it.</summary>
    public required bool IsCurrent { get; set; }

    /// <summary>Whether this version takes the rule away.</summary>
    public bool IsRemoval { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>The author's id: whoever has it cannot approve this version.</summary>
    public required string ChangedById { get; init; }

    /// <summary>Where the version is on its way, as a word of the code.</summary>
    public required string State { get; set; }

    /// <summary>Who approved it or sent it back.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>What the one who sent it back has to say.</summary>
    public string? Note { get; set; }
}

internal sealed class RuleConfiguration : IEntityTypeConfiguration<RuleRecord>
{
    public void Configure(EntityTypeBuilder<RuleRecord> builder)
    {
        builder.ToTable("rules");
        builder.HasKey(rule => rule.Id);
        builder.Property(rule => rule.Name).HasMaxLength(200);
        builder.Property(rule => rule.Fingerprint).HasMaxLength(64);
        builder.Property(rule => rule.State).HasMaxLength(20);
        builder.HasIndex(rule => new { rule.RuleId, rule.Version }).IsUnique();
        builder.HasIndex(rule => new { rule.DatasetId, rule.IsCurrent });
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(rule => rule.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
