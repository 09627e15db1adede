using System.Collections.Immutable;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>A change as it will be sent, and what has to be there before it.</summary>
/// <param name="Schema">The table's columns once it is done.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Rows">The rows it writes, as a query.</param>
internal sealed record PreparedStatement(TableSchema Schema, Sql Statement, Sql? Rows)
{
    /// <summary>The statement makes the table, for the first time or anew, and carries its own note.</summary>
    public bool DefinesTable { get; init; }

    /// <summary>The table is not there yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>Columns the table gets first.</summary>
    public ImmutableArray<ColumnSchema> Added { get; init; } = [];

    /// <summary>A change of rows that are there; null for one that brings rows.</summary>
    public static PreparedStatement? OfRowsThere(TableCommit commit, TableSchema table) => commit.Change switch
    {
        TableChange.Delete delete => new PreparedStatement(table, ChangeStatements.Delete(commit.Table, delete.Where), null),
        TableChange.Update update => new PreparedStatement(table, ChangeStatements.Update(commit.Table, update.Assignments, table, update.Where), null),
        _ => null,
    };

    /// <summary>A change that brings rows.</summary>
    /// <param name="commit">The change.</param>
    /// <param name="known">The table as it is; null where there is none.</param>
    /// <param name="wanted">The table's columns as the change wants them; null for those of its rows.</param>
    /// <param name="told">The rows' columns and what is known of their types.</param>
    /// <param name="rows">The rows, as a query.</param>
    /// <param name="note">What the table's history will say of it.</param>
    public static PreparedStatement OfRows(TableCommit commit, TableSchema? known, TableSchema? wanted, ImmutableArray<(string Name, DataType? Type)> told, Sql rows, CommitNote note)
    {
        var table = commit.Table;
        var replaces = known is not null && commit.Change is TableChange.Overwrite { ReplacesSchema: true };
        var fit = RowFit.Of(replaces ? null : known, wanted, told, [.. commit.PartitionValues.Keys], table.ToString(), DatabricksDialect.Instance);
        var projected = ChangeStatements.Projected(fit, rows, commit.PartitionValues);
        if (known is null)
            return new PreparedStatement(fit.Schema, DeltaSql.Create(table, fit.Schema, note, projected), projected) { DefinesTable = true, IsNew = true };
        if (replaces)
            return new PreparedStatement(fit.Schema, DeltaSql.Replace(table, fit.Schema, note, projected), projected) { DefinesTable = true };
        var columns = ChangeStatements.Columns(fit);
        var statement = commit.Change switch
        {
            TableChange.Append => ChangeStatements.Append(table, columns, projected),
            TableChange.Overwrite { Where: { } where } => ChangeStatements.OverwriteWhere(table, columns, projected, where),
            TableChange.Overwrite => ChangeStatements.Overwrite(table, columns, projected),
            TableChange.Merge merge => ChangeStatements.Merge(table, columns, projected, merge.Keys),
            _ => throw new ArgumentOutOfRangeException(nameof(commit), commit.Change, "Not a change of a table."),
        };
        return new PreparedStatement(fit.Schema, statement, projected) { Added = AddedTo(known, fit.Schema, commit) };
    }

    /// <summary>What the table gets before the change, in order: new columns, their labels first, for who finds the columns there does not come here again. Then comes the note.</summary>
    public IEnumerable<Sql> Widening(TableName table)
    {
        if (Added.IsEmpty)
            yield break;
        if (DeltaSql.LabelsOf(Schema) is { } labels)
            yield return DeltaSql.SetProperty(table, CommitNote.Labels, labels);
        yield return DeltaSql.AddColumns(table, Added);
    }

    private static ImmutableArray<ColumnSchema> AddedTo(TableSchema known, TableSchema schema, TableCommit commit)
    {
        var added = schema.Columns.Where(column => !known.Columns.Any(there => string.Equals(there.Name, column.Name, StringComparison.OrdinalIgnoreCase))).ToImmutableArray();
        return added.IsEmpty || commit.MayAddColumns
            ? added
            : throw new RefusedException($"{commit.Table} has no column “{added[0].Shown}”. Nothing was written. Allow new columns for this load, or leave the column out.");
    }
}
