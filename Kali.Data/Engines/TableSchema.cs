using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>
/// One column of a table.
/// </summary>
/// <param name="Name">The technical name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">Whether NULL may stand in it.</param>
/// <param name="Label">The header as the file has it, shown to people; null when there is none.</param>
/// <param name="Comment">What it means, in words.</param>
public sealed record ColumnSchema(string Name, DataType Type, bool IsNullable = true, string? Label = null, string? Comment = null)
{
    /// <summary>What people read: the label, or the name where no header was given.</summary>
    public string Shown => Label ?? Name;

    /// <summary>Kali's own columns begin with an underscore, or are one of the partition and score columns it adds.</summary>
    public bool IsSystem => Name.StartsWith('_') || Name is "data_quality_score" or "upload_date" or "user_id" or "processing_date" or "data_source" or "analysis_date";
}

/// <summary>The columns of a table in order, and those it is partitioned by.</summary>
public sealed record TableSchema(ImmutableArray<ColumnSchema> Columns, ImmutableArray<string> PartitionedBy)
{
    public TableSchema(ImmutableArray<ColumnSchema> columns) : this(columns, []) { }

    public ColumnSchema? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    public bool Equals(TableSchema? other) =>
        other is not null && other.Columns.AsSpan().SequenceEqual(Columns.AsSpan()) && other.PartitionedBy.AsSpan().SequenceEqual(PartitionedBy.AsSpan());

    public override int GetHashCode() => Columns.Length;
}
