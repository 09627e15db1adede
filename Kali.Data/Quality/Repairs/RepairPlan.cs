using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Edits turned into changes of cells, in SQL: one row for each cell whose text becomes another. Of several edits of a cell the last one holds.</summary>
/// <param name="Texts">The texts as they stand, with earlier repairs.</param>
/// <param name="Schema">Their columns with labels.</param>
/// <param name="Now">The moment that formulas tell today from.</param>
/// <param name="Rows">Which rows edits mean.</param>
public sealed record RepairPlan(TableRef Texts, TableSchema Schema, DateTimeOffset Now, RepairRows Rows)
{
    /// <summary>More single cells than this are no statement an engine likes; a formula or a spelling says the same of many.</summary>
    public const int MostCells = 20_000;

    private static readonly SqlName RowId = new(DataLoad.RowId);
    private static readonly SqlName Edit = new("_edit");

    /// <summary>The changes under a repair's number, with the columns of <see cref="CellChanges.Of"/>; null when there is no edit.</summary>
    public Sql? Changes(ImmutableArray<RepairEdit> edits, long repair)
    {
        var branches = Branches(edits).ToList();
        if (branches.Count == 0)
            return null;
        var (column, before, after) = (new SqlName(CellChanges.ColumnName), new SqlName(CellChanges.Before), new SqlName(CellChanges.After));
        return Sql.Of($"""
            SELECT {RowId}, {column}, {before}, {after}, {new WholeNumber(repair)} AS {new SqlName(CellChanges.Repair)}
            FROM (
                SELECT *, row_number() OVER (PARTITION BY {RowId}, {column} ORDER BY {Edit} DESC) AS {new SqlName("_from_last")}
                FROM ({Sql.Join(" UNION ALL ", branches)}) AS edited) AS numbered
            WHERE {new SqlName("_from_last")} = 1 AND {before} IS DISTINCT FROM {after}
            """);
    }

    private IEnumerable<Sql> Branches(ImmutableArray<RepairEdit> edits)
    {
        var numbered = edits.Index().Where(edit => Schema.Find(edit.Item.Column) is not null).ToList();
        if (numbered.Count(edit => edit.Item is RepairEdit.Cell) > MostCells)
            throw new RefusedException($"More than {MostCells:N0} single cells are too many for one repair. Nothing was changed. Say it by a spelling or a formula, or in several repairs.");
        foreach (var group in numbered.Where(edit => edit.Item is RepairEdit.Spelling).GroupBy(edit => (edit.Item.Column, edit.Item.Rule, edit.Item.Finding)))
            yield return Spellings([.. group.Select(edit => (edit.Index, (RepairEdit.Spelling)edit.Item))]);
        foreach (var (index, edit) in numbered.Where(edit => edit.Item is RepairEdit.Formula))
            yield return Formula(index, (RepairEdit.Formula)edit);
        foreach (var (index, edit) in numbered.Where(edit => edit.Item is RepairEdit.Proposals))
            yield return Proposals(index, (RepairEdit.Proposals)edit);
        foreach (var group in numbered.Where(edit => edit.Item is RepairEdit.Cell).GroupBy(edit => edit.Item.Column))
            yield return Cells(group.Key, [.. group.Select(edit => (edit.Index, (RepairEdit.Cell)edit.Item))]);
    }

    private Sql Spellings(List<(int Index, RepairEdit.Spelling Edit)> edits)
    {
        var text = new Column(edits[0].Edit.Column);
        // A cell has one text, so at most the edits of that text meet it, and of those the last one counts.
        var last = edits.GroupBy(edit => edit.Edit.From ?? "\0none").Select(same => same.Last()).ToList();
        var becomes = new Case([.. last.Select(edit => (Meets(text, edit.Edit), new Constant(edit.Edit.To).AsText()))]);
        var number = new Case([.. last.Select(edit => (Meets(text, edit.Edit), (SqlExpression)new WholeNumber(edit.Index)))]);
        return Branch(edits[0].Edit, becomes, number, new AnyOf([.. last.Select(edit => Meets(text, edit.Edit))]));
    }

    private static SqlExpression Meets(Column text, RepairEdit.Spelling edit)
    {
        var isIt = edit.From is null ? text.IsNull() : text.EqualTo(new Constant(edit.From));
        return edit.Except.IsEmpty ? isIt : new AllOf(isIt, IsNot(edit.Except));
    }

    private static SqlExpression IsNot(ImmutableArray<long> rows) => new Column(DataLoad.RowId).In(rows.Select(row => (SqlExpression)new WholeNumber(row))).Not();

    private Sql Formula(int index, RepairEdit.Formula edit)
    {
        var formula = RepairFormula.Parse(edit, Schema, Now);
        var conditions = new List<SqlExpression>();
        if (formula.Where is { } where)
            conditions.Add(where);
        if (!edit.Except.IsEmpty)
            conditions.Add(IsNot(edit.Except));
        return Branch(edit, formula.Text, new WholeNumber(index), conditions.Count == 0 ? SqlExpression.True : new AllOf([.. conditions]));
    }

    private Sql Branch(RepairEdit edit, SqlExpression becomes, SqlExpression number, SqlExpression where) => Sql.Of($"""
        SELECT {RowId}, {new Constant(edit.Column).AsText()} AS {new SqlName(CellChanges.ColumnName)}, {new SqlName(edit.Column)} AS {new SqlName(CellChanges.Before)},
            {becomes} AS {new SqlName(CellChanges.After)}, {number} AS {Edit}
        FROM {Texts} AS edited_rows
        WHERE {where} AND {RowId} IN ({Rows.Of(edit)})
        """);

    private Sql Proposals(int index, RepairEdit.Proposals edit)
    {
        var (row, becomes) = (new SqlName("_found_row"), new SqlName("_found_proposal"));
        var where = edit.Except.IsEmpty ? SqlExpression.True : IsNot(edit.Except);
        return Sql.Of($"""
            SELECT {RowId}, {new Constant(edit.Column).AsText()} AS {new SqlName(CellChanges.ColumnName)}, {new SqlName(edit.Column)} AS {new SqlName(CellChanges.Before)},
                {becomes} AS {new SqlName(CellChanges.After)}, {new WholeNumber(index)} AS {Edit}
            FROM {Texts} AS edited_rows
            JOIN ({Rows.ProposalsOf(edit.Finding, row, becomes)}) AS found ON edited_rows.{RowId} = {row}
            WHERE {where}
            """);
    }

    /// <summary>The cells stand in the statement as rows of their own; one whose text is another by now drops out of the join.</summary>
    private Sql Cells(string column, List<(int Index, RepairEdit.Cell Edit)> edits)
    {
        var last = edits.GroupBy(edit => edit.Edit.RowId).Select(same => same.Last()).ToList();
        var rows = last.Select(edit => Sql.Of(
            $"({new WholeNumber(edit.Edit.RowId)}, {new Constant(edit.Edit.From).AsText()}, {new Constant(edit.Edit.To).AsText()}, {new WholeNumber(edit.Index)})"));
        var (row, from, to, number) = (new SqlName("_cell_row"), new SqlName("_cell_from"), new SqlName("_cell_to"), new SqlName("_cell_edit"));
        var (least, most) = (last.Min(edit => edit.Edit.RowId), last.Max(edit => edit.Edit.RowId));
        return Sql.Of($"""
            SELECT {RowId}, {new Constant(column).AsText()} AS {new SqlName(CellChanges.ColumnName)}, {new SqlName(column)} AS {new SqlName(CellChanges.Before)},
                {to} AS {new SqlName(CellChanges.After)}, {number} AS {Edit}
            FROM {Texts} AS edited_rows
            JOIN (VALUES {rows}) AS cells({row}, {from}, {to}, {number})
                ON edited_rows.{RowId} = {row} AND edited_rows.{new SqlName(column)} IS NOT DISTINCT FROM {from}
            WHERE {RowId} >= {new WholeNumber(least)} AND {RowId} <= {new WholeNumber(most)} AND {RowId} IN ({Rows.All})
            """);
    }
}
