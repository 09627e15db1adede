using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>The rows one run put into raw. Its number is the upper part of their <c>_row_id</c>, so a row of any layer leads here.</summary>
public sealed class LoadRecord
{
    public long LoadNo { get; init; }

    public required long RunId { get; init; }

    public required int DatasetId { get; init; }

    public required string UploadId { get; init; }

    /// <summary>The file's name as its sender has it.</summary>
    public required string FileName { get; init; }

    public string? Sheet { get; init; }

    /// <summary>How the columns were read, as JSON: the story of a cell is told from it.</summary>
    public required string Columns { get; init; }
}

internal sealed class LoadConfiguration : IEntityTypeConfiguration<LoadRecord>
{
    public void Configure(EntityTypeBuilder<LoadRecord> builder)
    {
        builder.ToTable("loads");
        builder.HasKey(load => load.LoadNo);
        builder.Property(load => load.LoadNo).ValueGeneratedOnAdd();
        builder.HasIndex(load => load.RunId).IsUnique();
        builder.HasIndex(load => load.DatasetId);
    }
}
