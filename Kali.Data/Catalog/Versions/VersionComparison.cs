using System.Collections.Immutable;

namespace Kali.Data.Catalog;

/// <summary>How two versions of a table differ; their rows are matched by <c>_row_id</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="From">The version compared from.</param>
/// <param name="To">The version compared to.</param>
/// <param name="Schema">Columns that came, went or changed.</param>
/// <param name="RowsBefore">Rows of the first.</param>
/// <param name="RowsAfter">Rows of the second.</param>
/// <param name="Added">Rows only the second has.</param>
/// <param name="Removed">Rows only the first has.</param>
/// <param name="Changed">Rows that both have, with a value that differs.</param>
/// <param name="Columns">Cells that differ, for each column both have, in the table's order.</param>
public sealed record VersionComparison(
    TableName Table, long From, long To, ImmutableArray<ColumnDifference> Schema,
    long RowsBefore, long RowsAfter, long Added, long Removed, long Changed, ImmutableArray<ColumnChange> Columns)
{
    /// <summary>Rows both versions have.</summary>
    public long Shared => RowsBefore - Removed;

    public bool IsSame => Schema.IsEmpty && Added == 0 && Removed == 0 && Changed == 0;
}

public enum ColumnDifferenceKind
{
    Added,
    Removed,
    TypeChanged,
    LabelChanged,
}

/// <summary>A column that is not the same in both versions.</summary>
public sealed record ColumnDifference(string Name, ColumnDifferenceKind Kind, string? Before, string? After);

/// <summary>Cells of a column that differ.</summary>
public sealed record ColumnChange(string Name, string Label, long Cells);

public enum RowDifferenceKind
{
    Changed,
    Added,
    Removed,
}

/// <summary>Rows that differ, a page of them.</summary>
/// <param name="Columns">Names and labels, in the newer version's order, columns only the older one has at the end.</param>
/// <param name="Rows">By row id.</param>
/// <param name="HasMore">Whether more follow the last one.</param>
public sealed record RowDifferencePage(ImmutableArray<(string Name, string Label)> Columns, ImmutableArray<RowDifference> Rows, bool HasMore);

/// <summary>A row that differs.</summary>
/// <param name="RowId">Its id.</param>
/// <param name="Row">The row in its file.</param>
/// <param name="Cells">One a column.</param>
public sealed record RowDifference(long RowId, long Row, ImmutableArray<CellDifference> Cells);

/// <summary>A cell in both versions, as text.</summary>
public sealed record CellDifference(string? Before, string? After)
{
    public bool Differs => !string.Equals(Before, After, StringComparison.Ordinal);
}
