using System.Globalization;

namespace Kali.Data.Engines.Databricks.Dialect;

/// <summary>Databricks SQL. Warehouses run in ANSI mode with the session time zone UTC; health tells when one does not.</summary>
internal sealed partial class DatabricksDialect : SqlDialect
{
    /// <summary>
    /// Below runtime 18 a marker stands in expressions of queries and changes, not in definitions
    /// (learn.microsoft.com/azure/databricks/sql/language-manual/sql-ref-parameter-marker), nor in a query that is only described.
    /// </summary>
    private static readonly string[] WithoutMarks = ["CREATE ", "DESCRIBE QUERY "];

    /// <summary>
    /// “Parameterized query has too many parameters: 339 parameters were given but the limit is 256” (databricks-sql-nodejs #308, databricks-jdbc #1047).
    /// A statement with more values has them in its text, as definitions have.
    /// </summary>
    private const int MostMarks = 256;

    private static readonly DatabricksDialect InLiterals = new() { _takesMarks = false };

    private bool _takesMarks = true;

    public static DatabricksDialect Instance { get; } = new();

    public override string Name => "Databricks SQL";

    public override string Quote(SqlName name) => $"`{name.Text.Replace("`", "``", StringComparison.Ordinal)}`";

    public override string ParameterMark(int number) => string.Create(CultureInfo.InvariantCulture, $":p{number}");

    public override string TypeName(DataType type) => type switch
    {
        DataType.Decimal(var precision, var scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({precision},{scale})"),
        DataType.Array(var element, _) => $"ARRAY<{TypeName(element)}>",
        DataType.Map(var key, var value, _) => $"MAP<{TypeName(key)}, {TypeName(value)}>",
        DataType.Struct(var fields) => $"STRUCT<{string.Join(", ", fields.Select(field => $"{Quote(new SqlName(field.Name))}: {TypeName(field.Type)}"))}>",
        DataType.Primitive(var name) => name switch
        {
            "string" => "STRING",
            "long" => "BIGINT",
            "integer" => "INT",
            "short" => "SMALLINT",
            "byte" => "TINYINT",
            "double" => "DOUBLE",
            "float" => "FLOAT",
            "boolean" => "BOOLEAN",
            "binary" => "BINARY",
            "date" => "DATE",
            "timestamp" => "TIMESTAMP",
            "timestamp_ntz" => "TIMESTAMP_NTZ",
            _ => throw new RefusedException($"Databricks SQL has no type {name} that Kali knows. The table stays as it is."),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Databricks has no name for this type."),
    };

    /// <summary>What the value would become as a parameter: its text, cast to its type.</summary>
    internal override string? Literal(object? value)
    {
        if (_takesMarks)
            return null;
        var (_, text, type) = StatementValues.Of("", value);
        return text is null ? $"CAST(NULL AS {type})" : type == "STRING" ? DatabricksText.Quoted(text) : $"CAST({DatabricksText.Quoted(text)} AS {type})";
    }

    /// <summary>The statement as it is sent; tables by their whole names.</summary>
    public static SqlStatement Print(Sql sql)
    {
        var printed = (TakesMarks(sql) ? Instance : InLiterals).Print(sql, TableText);
        return printed.Parameters.Length > MostMarks ? InLiterals.Print(sql, TableText) : printed;
    }

    /// <summary>The statement with its values in its text, each with its type.</summary>
    public static string PrintWithoutMarks(Sql sql) => InLiterals.Print(sql, TableText).Text;

    private static bool TakesMarks(Sql sql) =>
        sql.Parts.FirstOrDefault(part => part is not SqlPart.Text { Value: var text } || !text.StartsWith(DatabricksText.CommentBegins, StringComparison.Ordinal)) is not SqlPart.Text { Value: var begin }
        || !WithoutMarks.Any(kind => begin.StartsWith(kind, StringComparison.Ordinal));

    private static string TableText(TableRef table)
    {
        if (table is not TableRef.Named { Name: var name })
            throw new RefusedException($"“{table.Shown}” is a folder; Databricks opens tables of its catalogs only. Use the embedded engine to look at it.");
        var text = $"{Part(name.Catalog)}.{Part(name.Schema)}.{Part(name.Name)}";
        return table.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{text} VERSION AS OF {version}") : text;
    }

    private static string Part(string part) => Instance.Quote(new SqlName(part));
}
