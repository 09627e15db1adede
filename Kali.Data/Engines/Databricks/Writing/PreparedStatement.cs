using System.Collections.Immutable;

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

    public static PreparedStatement Of(TableSchema schema, Sql statement) => new(schema, statement, null);
}
