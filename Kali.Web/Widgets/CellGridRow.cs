using System.Collections.Immutable;

namespace Kali.Web.Widgets;

/// <summary>A row of a cell grid.</summary>
/// <param name="Place">Its place among all rows, from 0.</param>
/// <param name="Id">Its row id.</param>
/// <param name="Number">The row in the file.</param>
/// <param name="Cells">One a column.</param>
public sealed record CellGridRow(long Place, long Id, long Number, ImmutableArray<CellGridCell> Cells);

/// <summary>A cell as it is drawn.</summary>
/// <param name="Text">The text, invisible characters drawn; null where nothing stands.</param>
/// <param name="Mark">What is wrong with it.</param>
/// <param name="Says">What is wrong, in words, for who cannot see the mark.</param>
public readonly record struct CellGridCell(string? Text, CellGridMark Mark, string? Says);

public enum CellGridMark
{
    None,
    Confirmed,
    WorthALook,
}
