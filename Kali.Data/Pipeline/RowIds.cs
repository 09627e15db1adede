using Kali.Data.Engines.Expressions;

namespace Kali.Data.Pipeline;

/// <summary>
/// <c>_row_id</c> = the load's number × 2^33 + the row in the file: one long that leads from any layer to raw, and tells the load by its upper part.
/// </summary>
public static class RowIds
{
    public const long RowsPerLoad = 1L << 33;

    public static long Of(long loadNo, long row) => loadNo * RowsPerLoad + row;

    public static long LoadNo(long rowId) => rowId / RowsPerLoad;

    public static long Row(long rowId) => rowId % RowsPerLoad;

    /// <summary>Holds for the rows of one load; a range, so that files of other loads are not opened.</summary>
    public static SqlExpression Are(long loadNo) => new AllOf(
        new Column("_row_id").AtLeast(new WholeNumber(Of(loadNo, 0))),
        new Column("_row_id").LessThan(new WholeNumber(Of(loadNo + 1, 0))));
}
