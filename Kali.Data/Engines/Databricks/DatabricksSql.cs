using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Tables;
using Kali.Data.Engines.Databricks.Writing;
using Microsoft.Extensions.Options;

namespace Kali.Data.Engines.Databricks;

/// <summary>The statements a SQL warehouse gets. Needs no workspace.</summary>
internal sealed class DatabricksSql(IOptions<DatabricksOptions> options, IOptions<JobOptions> jobs) : IEngineSql
{
    public string Engine => "databricks";

    public EngineStatement Query(Sql sql)
    {
        var printed = DatabricksDialect.Print(sql);
        return new EngineStatement(printed.Text, [.. (StatementValues.Of(printed.Parameters) ?? []).Select(parameter => new EngineParameter(parameter.Name, parameter.Value, parameter.Type))]);
    }

    public ImmutableArray<EngineStatement> Load(TableName table, TableSchema schema, Sql rows)
    {
        var note = new CommitNote("planned", null, Actor.System.UserId, Actor.System.DisplayName, ImmutableSortedDictionary<string, string>.Empty);
        var columns = schema.Columns.Select(column => (column.Name, (DataType?)column.Type)).ToImmutableArray();
        var fit = RowFit.Of(null, schema, columns, [], table.ToString(), DatabricksDialect.Instance);
        var none = ImmutableSortedDictionary<string, object?>.Empty;
        return [Query(DeltaSql.Create(table, schema, note, ChangeStatements.Projected(fit, rows, none)))];
    }

    public string? TaskOf(RunStepName step) => PipelineTask.Of(step).Key;

    public string? Job => JsonSerializer.Serialize(PipelineJobDefinition.Of(options.Value.Catalog, JobPlaces.Of(options.Value), jobs.Value), DatabricksJson.Default.JobSettings);

    public Sql TextRows(string file, Func<SqlName, Sql> select) =>
        Staging.Over($"{options.Value.VolumeOf(options.Value.Catalog)}/rows/{file}.parquet", select);
}
