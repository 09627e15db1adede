using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>A row as it is looked at.</summary>
/// <param name="RowId">Leads to raw, silver, quarantine and gold.</param>
/// <param name="Row">The row in its file.</param>
/// <param name="Values">As the engine prints them, one a column asked for; null where nothing stands.</param>
/// <param name="Marks">What is wrong with its cells.</param>
public sealed record PreviewRow(long RowId, long Row, ImmutableArray<string?> Values, ImmutableArray<CellMark> Marks)
{
    /// <summary>The marks of one cell, those that hold the row back first.</summary>
    public IEnumerable<CellMark> MarksOf(string column) => Marks.Where(mark => mark.Columns.Contains(column)).OrderBy(mark => mark.Tier);
}
