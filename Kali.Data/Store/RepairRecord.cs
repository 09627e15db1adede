using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A repair: what shall become of which cells, and who decided it. Its number tells later repairs of a cell from earlier ones.</summary>
public sealed class RepairRecord
{
    public long Id { get; init; }

    public required int DatasetId { get; init; }

    public required RepairState State { get; set; }

    /// <summary>What it does, in a sentence.</summary>
    public string Title { get; set; } = "";

    /// <summary>Why, in the proposer's words.</summary>
    public string? Reason { get; set; }

    /// <summary>The edits as JSON, in the order they were made.</summary>
    public required string Edits { get; set; }

    /// <summary>Edits taken back by undo, newest last, as JSON: redo brings them again.</summary>
    public string TakenBack { get; set; } = "[]";

    /// <summary>Whether it becomes a recipe when it is approved.</summary>
    public bool IsOffered { get; set; }

    /// <summary>The workbook it came back in; null when it was made on the page.</summary>
    public Guid? WorkbookId { get; set; }

    /// <summary>The test as it was when it was proposed, as JSON.</summary>
    public string? Test { get; set; }

    /// <summary>The loads whose rows it touches, as JSON; known from its approval on.</summary>
    public string? Loads { get; set; }

    public required string ProposedBy { get; init; }

    public required string ProposedByName { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? ProposedAt { get; set; }

    public string? DecidedBy { get; set; }

    public string? DecidedByName { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>What the second person said.</summary>
    public string? Note { get; set; }

    public string? UndoneBy { get; set; }

    public string? UndoneByName { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>Changes with every change; two people changing at once are told.</summary>
    public Guid Revision { get; set; }
}

internal sealed class RepairConfiguration : IEntityTypeConfiguration<RepairRecord>
{
    public void Configure(EntityTypeBuilder<RepairRecord> builder)
    {
        builder.ToTable("repairs");
        builder.HasKey(repair => repair.Id);
        builder.Property(repair => repair.Revision).IsConcurrencyToken();
        builder.HasIndex(repair => new { repair.DatasetId, repair.State });
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(repair => repair.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
