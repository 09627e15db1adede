using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Probes;

namespace Kali.Data.Engines.Embedded;

/// <summary>DuckDB's statements. Rows go into their table by a COPY of the query and a commit of the files it wrote.</summary>
internal sealed class EmbeddedSql : IEngineSql
{
    private static readonly SqlName TextRelation = new("rows");

    public string Engine => "embedded";

    public EngineStatement Query(Sql sql)
    {
        var printed = BoundTables.Print(sql);
        return new EngineStatement(printed.Text, [.. printed.Parameters.Select((value, index) => Parameter(index + 1, value))]);
    }

    public ImmutableArray<EngineStatement> Change(TableCommit commit, Actor actor, TableSchema? before, TableSchema after) => commit.Change switch
    {
        TableChange.Delete delete => [Query(Sql.Of($"SELECT * FROM {commit.Table} WHERE NOT coalesce({delete.Where}, FALSE)"))],
        { Source: RowSource.Query query } => [Query(query.Sql)],
        { Source: RowSource.Text text } => [Query(text.Select(TextRelation))],
        _ => throw new ArgumentOutOfRangeException(nameof(commit), commit.Change, "No run changes a table so."),
    };

    public ImmutableArray<EngineStatement> Step(TableName table, ProbeStep step, TableSchema? before, TableSchema? after) =>
        step is ProbeStep.Commit { Change: { Change: not TableChange.Update } commit } ? Change(commit, Actor.System, before, after!) : [];

    public string? PlaceOf(TableCommit commit) => null;

    public Sql TextRows(string file, Func<SqlName, Sql> select) => select(TextRelation);

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
