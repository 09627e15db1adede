using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The table of cell changes beside silver: what was approved, by whom and why, one row a cell and repair.</summary>
public static class CellChanges
{
    public const string ColumnName = "column_name";
    public const string Before = "before";
    public const string After = "after";
    public const string Repair = "repair_no";

    /// <summary>The columns of the table.</summary>
    public static TableSchema Schema { get; } = new(
    [
        new ColumnSchema(DataLoad.RowId, DataType.Long, IsNullable: false),
        new ColumnSchema(ColumnName, DataType.String),
        new ColumnSchema(Before, DataType.String, Comment: "The text before, as it stood in the file or after an earlier repair."),
        new ColumnSchema(After, DataType.String, Comment: "The text after, written as the file writes its column; NULL for none."),
        new ColumnSchema(Repair, DataType.Long, Comment: "The repair; of several changes of a cell the one with the highest number holds."),
        new ColumnSchema("reason", DataType.String),
        new ColumnSchema("proposed_by", DataType.String),
        new ColumnSchema("proposed_by_name", DataType.String),
        new ColumnSchema("approved_by", DataType.String),
        new ColumnSchema("approved_by_name", DataType.String),
        new ColumnSchema("changed_at", DataType.Timestamp),
        new ColumnSchema("run_id", DataType.Long),
    ]);

    /// <summary>The changes of a table, without who and why: what the texts are repaired from.</summary>
    public static Sql Of(TableRef table, SqlExpression? where = null) => Sql.Of($"""
        SELECT {new SqlName(DataLoad.RowId)}, {new SqlName(ColumnName)}, {new SqlName(Before)}, {new SqlName(After)}, {new SqlName(Repair)}
        FROM {table} AS cell_changes WHERE {where ?? SqlExpression.True}
        """);

    /// <summary>Whether a row of cells, which has a row id and the name of a column, is one of those that a table of changes touches.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="cells">What the cells are called in the statement.</param>
    /// <param name="where">Which changes.</param>
    internal static SqlExpression Touches(TableRef changes, SqlName cells, SqlExpression where) => new Computed(Sql.Of($"""
        EXISTS (SELECT 1 FROM {changes} AS touching WHERE {where}
            AND touching.{new SqlName(DataLoad.RowId)} = {cells}.{new SqlName(DataLoad.RowId)} AND touching.{new SqlName(ColumnName)} = {cells}.{new SqlName(ColumnName)})
        """));

    /// <summary>Changes and later ones, together.</summary>
    public static Sql And(Sql? changes, Sql later) => changes is null ? later : Sql.Of($"{changes} UNION ALL {later}");

    /// <summary>The changes with their author, as the table keeps them.</summary>
    public static Sql Signed(Sql changes, CellAuthors authors)
    {
        return Sql.Of($"""
            SELECT {new SqlName(DataLoad.RowId)}, {new SqlName(ColumnName)}, {new SqlName(Before)}, {new SqlName(After)}, {new SqlName(Repair)},
                {Text(authors.Reason)} AS reason,
                {Text(authors.ProposedBy)} AS proposed_by, {Text(authors.ProposedByName)} AS proposed_by_name,
                {Text(authors.ApprovedBy)} AS approved_by, {Text(authors.ApprovedByName)} AS approved_by_name,
                {RuleValue.Instant(authors.At)} AS changed_at, {new WholeNumber(authors.Run.Value)} AS run_id
            FROM ({changes}) AS changes
            """);

        static SqlExpression Text(string? text) => new Constant(text).AsText();
    }
}

/// <summary>Who changed cells, why and when.</summary>
public sealed record CellAuthors(string? Reason, string ProposedBy, string ProposedByName, string ApprovedBy, string ApprovedByName, DateTimeOffset At, RunId Run);
