using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A workbook that went out with its failing cells marked: what its cells said then is found by the version of the repairs it was made at.</summary>
public sealed class WorkbookRecord
{
    /// <summary>Stands in the workbook as a property.</summary>
    public required Guid Id { get; init; }

    public required int DatasetId { get; init; }

    public required long LoadNo { get; init; }

    /// <summary>The version of the table of cell changes; null when there was none.</summary>
    public long? RepairsVersion { get; init; }

    public required string Sheet { get; init; }

    public required string MadeBy { get; init; }

    public required string MadeByName { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What was changed in it when it last came back, as JSON; null while it has not.</summary>
    public string? Return { get; set; }

    public string? ReturnedBy { get; set; }

    public DateTimeOffset? ReturnedAt { get; set; }
}

internal sealed class WorkbookConfiguration : IEntityTypeConfiguration<WorkbookRecord>
{
    public void Configure(EntityTypeBuilder<WorkbookRecord> builder)
    {
        builder.ToTable("workbooks");
        builder.HasKey(workbook => workbook.Id);
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(workbook => workbook.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
