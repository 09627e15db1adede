using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>A repair that was approved once and is offered again, by its method and not by its rows.</summary>
public sealed class RecipeRecord
{
    public long Id { get; init; }

    public required int DatasetId { get; init; }

    /// <summary>SHA-256 over what it does: the same recipe is kept once.</summary>
    public required string Fingerprint { get; init; }

    public required string Title { get; init; }

    /// <summary>The edits as JSON, without those about single rows.</summary>
    public required string Edits { get; init; }

    /// <summary>The repair it was learnt from.</summary>
    public required long RepairId { get; init; }

    public required string MadeByName { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether it is offered; switched off it stays in the list.</summary>
    public required bool IsOn { get; set; }
}

internal sealed class RecipeConfiguration : IEntityTypeConfiguration<RecipeRecord>
{
    public void Configure(EntityTypeBuilder<RecipeRecord> builder)
    {
        builder.ToTable("recipes");
        builder.HasKey(recipe => recipe.Id);
        builder.Property(recipe => recipe.Fingerprint).HasMaxLength(64);
        builder.HasIndex(recipe => new { recipe.DatasetId, recipe.Fingerprint }).IsUnique();
        builder.HasOne<DatasetRecord>().WithMany().HasForeignKey(recipe => recipe.DatasetId).OnDelete(DeleteBehavior.Cascade);
    }
}
