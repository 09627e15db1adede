using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The table beside silver with one row for each suspicious cell of each load.</summary>
public static class FindingTable
{
    public static readonly SqlName RowId = new(DataLoad.RowId);
    public static readonly SqlName ColumnName = new("column_name");
    public static readonly SqlName Detector = new("detector");
    public static readonly SqlName Tier = new("tier");
    public static readonly SqlName Value = new("value");
    public static readonly SqlName Proposal = new("proposal");
    public static readonly SqlName Basis = new("basis");
    public static readonly SqlName Weight = new("weight");

    public static TableSchema Schema { get; } = new(
    [
        new ColumnSchema(DataLoad.RowId, DataType.Long, IsNullable: false, Comment: "The row, as in raw, silver, quarantine and gold."),
        new ColumnSchema(ColumnName.Text, DataType.String, Comment: "The column; empty when the row as a whole is meant."),
        new ColumnSchema(Detector.Text, DataType.String, Comment: "What found it."),
        new ColumnSchema(Tier.Text, DataType.String, Comment: "confirmed, or worth-a-look."),
        new ColumnSchema(Value.Text, DataType.String, Comment: "The text as the file has it."),
        new ColumnSchema(Proposal.Text, DataType.String, Comment: "What it could be instead."),
        new ColumnSchema(Basis.Text, DataType.String, Comment: "What the finding rests on."),
        new ColumnSchema(Weight.Text, DataType.Double, Comment: "How strongly, 0 to 1."),
    ]);

    /// <summary>Rows to be written: a query that gives exactly the table's columns.</summary>
    internal static RowSource Written(Sql rows) => new RowSource.Query(rows) { Gives = Schema };

    /// <summary>Whether a cell holds its row back: confirmed, and not a row that silver has left out already.</summary>
    internal static SqlExpression HoldsBack => new AllOf(
        new Column(Tier).EqualTo(new Constant(FindingTiers.Code(FindingTier.Confirmed))),
        new Column(Detector).NotEqualTo(new Constant(DetectorFacts.Code(DetectorKind.ExactDuplicate))));

    internal static IEnumerable<SqlName> CellColumns => [RowId, ColumnName, Value, Proposal, Basis, Weight];

    internal static FindingCell Cell(object?[] row, int first = 0) =>
        new((long)row[first]!, (string)row[first + 1]!, row[first + 2] as string, row[first + 3] as string, row[first + 4] as string, row[first + 5] as double? ?? 0);
}
