using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Embedded.Tables;

namespace Kali.Data.Engines.Embedded;

/// <summary>DuckDB's statements. Rows go into their table by a COPY of the query and a commit of the files it wrote.</summary>
internal sealed class EmbeddedSql : IEngineSql
{
    public string Engine => "embedded";

    public EngineStatement Query(Sql sql)
    {
        var printed = BoundTables.Print(sql);
        return new EngineStatement(printed.Text, [.. printed.Parameters.Select((value, index) => Parameter(index + 1, value))]);
    }

    public ImmutableArray<EngineStatement> Load(TableName table, TableSchema schema, Sql rows) => [Query(rows)];

    public Sql TextRows(string file, Func<SqlName, Sql> select) => select(new SqlName("rows"));

    public string? TaskOf(RunStepName step) => null;

    public string? Job => null;

    private static EngineParameter Parameter(int number, object? value)
    {
        var (text, type) = value switch
        {
            null => (null, DataType.String),
            string given => (given, DataType.String),
            bool truth => (truth ? "true" : "false", DataType.Boolean),
            DateOnly date => (date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), DataType.Date),
            DateTimeOffset instant => (instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), DataType.Timestamp),
            double or float => (((IFormattable)value).ToString("R", CultureInfo.InvariantCulture), DataType.Double),
            decimal exact => (exact.ToString(CultureInfo.InvariantCulture), DataType.DecimalOf(28, exact.Scale)),
            IFormattable whole => (whole.ToString(null, CultureInfo.InvariantCulture), DataType.Long),
            _ => (value.ToString(), DataType.String),
        };
        return new EngineParameter(number.ToString(CultureInfo.InvariantCulture), text, DuckDbDialect.Instance.TypeName(type));
    }
}
