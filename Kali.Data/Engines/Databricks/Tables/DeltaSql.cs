using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Kali.Data.Engines.Databricks.Dialect;

namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>Delta's own statements in Databricks SQL: definitions, upkeep, time travel, descriptions.</summary>
internal static class DeltaSql
{
    private static readonly SearchValues<char> NeedsMapping = SearchValues.Create(" ,;{}()\n\t=");

    /// <summary>Of so many columns, the first ones, Delta keeps the least and the greatest value of each file.</summary>
    private const int ColumnsWithStatistics = 32;

    /// <summary>A table that is not there yet, with the rows of a query, in one commit. Sent twice, it is made once.</summary>
    public static Sql Create(TableName table, TableSchema schema, CommitNote note, Sql rows) =>
        Sql.Of($"CREATE TABLE {table} USING DELTA{Partitions(schema)} COMMENT {About(table)} TBLPROPERTIES ({Properties(schema, note)}) AS {rows}");

    /// <summary>The table anew, with other columns and the rows of a query, in one commit.</summary>
    public static Sql Replace(TableName table, TableSchema schema, CommitNote note, Sql rows) =>
        Sql.Of($"CREATE OR REPLACE TABLE {table} USING DELTA{Partitions(schema)} COMMENT {About(table)} TBLPROPERTIES ({Properties(schema, note)}) AS {rows}");

    public static Sql AddColumns(TableName table, IEnumerable<ColumnSchema> columns) =>
        Sql.Of($"ALTER TABLE {table} ADD COLUMNS ({columns.Select(column => Column(column with { IsNullable = true }))})");

    public static Sql SetProperty(TableName table, string property, string value) =>
        Sql.Of($"ALTER TABLE {table} SET TBLPROPERTIES ({DatabricksText.Literal(property)} = {DatabricksText.Literal(value)})");

    private static Sql CommentColumn(TableName table, string column, string comment) =>
        Sql.Of($"ALTER TABLE {table} ALTER COLUMN {new SqlName(column)} COMMENT {DatabricksText.Literal(comment)}");

    /// <summary>What a table made from a query does not take from it: which columns need a value, and their comments.</summary>
    public static IEnumerable<Sql> Describe(TableName table, TableSchema schema)
    {
        foreach (var column in schema.Columns)
        {
            if (!column.IsNullable)
                yield return DemandValue(table, column.Name);
            if (column.Comment is { Length: > 0 } comment)
                yield return CommentColumn(table, column.Name, comment);
        }
    }

    private static Sql DemandValue(TableName table, string column) => Sql.Of($"ALTER TABLE {table} ALTER COLUMN {new SqlName(column)} SET NOT NULL");

    /// <summary>The tags by which the table is found beside others of its dataset and layer.</summary>
    public static Sql Tag(TableName table) => Sql.Of($"ALTER TABLE {table} SET TAGS ({Pairs(TableWords.Tags(table))})");

    public static Sql Rename(TableName table, TableName to) => Sql.Of($"ALTER TABLE {table} RENAME TO {to}");

    public static Sql Drop(TableName table) => Sql.Of($"DROP TABLE {table}");

    public static Sql Undrop(TableName table) => Sql.Of($"UNDROP TABLE {table}");

    public static Sql Restore(TableName table, long version) => Sql.Of($"RESTORE TABLE {table} TO VERSION AS OF {DatabricksText.Number(version)}");

    public static Sql Optimize(TableName table, ImmutableArray<string> orderedBy) => orderedBy.IsEmpty
        ? Sql.Of($"OPTIMIZE {table}")
        : Sql.Of($"OPTIMIZE {table} ZORDER BY ({orderedBy.Select(column => new SqlName(column))})");

    public static Sql Vacuum(TableName table, TimeSpan retention, bool dryRun) => dryRun
        ? Sql.Of($"VACUUM {table} RETAIN {DatabricksText.Number((long)Math.Ceiling(retention.TotalHours))} HOURS DRY RUN")
        : Sql.Of($"VACUUM {table} RETAIN {DatabricksText.Number((long)Math.Ceiling(retention.TotalHours))} HOURS");

    public static Sql History(TableName table) => Sql.Of($"DESCRIBE HISTORY {table}");

    public static Sql NewestOf(TableName table) => Sql.Of($"DESCRIBE HISTORY {table} LIMIT 1");

    public static Sql Detail(TableName table) => Sql.Of($"DESCRIBE DETAIL {table}");

    /// <summary>The columns a query has, without running it.</summary>
    public static Sql ColumnsOf(Sql query) => Sql.Of($"DESCRIBE QUERY {query}");

    /// <summary>How large the file at an address is, a row a file.</summary>
    public static Sql LengthOf(string address) => Sql.Of($"SELECT length FROM read_files({DatabricksText.Literal(address)}, format => 'binaryFile')");

    /// <summary>The rows of a file as a relation.</summary>
    public static Sql File(string path) => Sql.Of($"read_files({DatabricksText.Literal(path)}, format => 'parquet')");

    private static Sql Column(ColumnSchema column)
    {
        var required = column.IsNullable ? Sql.Empty : Sql.Of($" NOT NULL");
        var comment = column.Comment is { Length: > 0 } text ? Sql.Of($" COMMENT {DatabricksText.Literal(text)}") : Sql.Empty;
        return Sql.Of($"{new SqlName(column.Name)} {DatabricksText.Type(column.Type)}{required}{comment}");
    }

    private static Sql Partitions(TableSchema schema) => schema.PartitionedBy.IsDefaultOrEmpty
        ? Sql.Empty
        : Sql.Of($" PARTITIONED BY ({schema.PartitionedBy.Select(name => new SqlName(name))})");

    private static Sql About(TableName table) => DatabricksText.Literal(TableWords.About(table));

    /// <summary>
    /// Deletion vectors are off so that the embedded engine and other readers open the table as it stands. A wide table keeps statistics of all its columns:
    /// the last ones tell a load's rows, and a file without statistics of theirs is read for every load.
    /// </summary>
    private static Sql Properties(TableSchema schema, CommitNote note)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["delta.autoOptimize.autoCompact"] = "true",
            ["delta.autoOptimize.optimizeWrite"] = "true",
            ["delta.enableDeletionVectors"] = "false",
            [CommitNote.Property] = note.ToJson(),
        };
        if (LabelsOf(schema) is { } labels)
            properties[CommitNote.Labels] = labels;
        if (schema.Columns.Length > ColumnsWithStatistics)
            properties["delta.dataSkippingNumIndexedCols"] = schema.Columns.Length.ToString(CultureInfo.InvariantCulture);
        if (schema.Columns.Any(column => column.Name.AsSpan().IndexOfAny(NeedsMapping) >= 0))
            properties["delta.columnMapping.mode"] = "name";
        return Pairs(properties);
    }

    /// <summary>The columns' labels as JSON; null when none has one.</summary>
    public static string? LabelsOf(TableSchema schema)
    {
        var labels = new JsonObject();
        foreach (var column in schema.Columns.Where(column => column.Label is not null))
            labels[column.Name] = column.Label;
        return labels.Count == 0 ? null : labels.ToJsonString();
    }

    private static Sql Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Sql.Join(", ", pairs.Select(pair => Sql.Of($"{DatabricksText.Literal(pair.Key)} = {DatabricksText.Literal(pair.Value)}")));
}
