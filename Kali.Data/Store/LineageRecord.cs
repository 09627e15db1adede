using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A run's step read a source and wrote a target.</summary>
public sealed class LineageRecord
{
    public long Id { get; init; }

    public required long RunId { get; init; }

    public required RunStepName Step { get; init; }

    /// <summary>A table's full name, or <c>upload/</c> and the upload's id.</summary>
    public required string Source { get; set; }

    /// <summary>The file's name as its sender has it; null for a table.</summary>
    public string? SourceFile { get; init; }

    public long? SourceVersion { get; init; }

    /// <summary>A table's full name.</summary>
    public required string Target { get; set; }

    public long? TargetVersion { get; init; }

    public long? Rows { get; init; }

    /// <summary>The statements as they were sent, values as marks.</summary>
    public required string Statement { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string KaliVersion { get; init; }

    /// <summary>Which column came from which, as JSON.</summary>
    public required string Columns { get; init; }
}

internal sealed class LineageConfiguration : IEntityTypeConfiguration<LineageRecord>
{
    public void Configure(EntityTypeBuilder<LineageRecord> builder)
    {
        builder.ToTable("lineage");
        builder.HasKey(edge => edge.Id);
        builder.HasIndex(edge => edge.RunId);
        builder.HasIndex(edge => edge.Source);
        builder.HasIndex(edge => edge.Target);
    }
}
