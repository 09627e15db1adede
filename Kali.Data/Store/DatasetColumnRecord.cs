using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A column of a dataset as its newest load has it, for search and schema comparison.</summary>
public sealed class DatasetColumnRecord
{
    public required int DatasetId { get; init; }

    public required string Name { get; init; }

    public required int Position { get; set; }

    public required string Label { get; set; }

    /// <summary>The type in silver, as Delta names it.</summary>
    public required string Type { get; set; }

    /// <summary>How the file writes it, as JSON; remembered for the next upload.</summary>
    public required string Format { get; set; }
}

internal sealed class DatasetColumnConfiguration : IEntityTypeConfiguration<DatasetColumnRecord>
{
    public void Configure(EntityTypeBuilder<DatasetColumnRecord> builder)
    {
        builder.ToTable("dataset_columns");
        builder.HasKey(column => new { column.DatasetId, column.Name });
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(column => column.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
