using System.Text.Json.Serialization;
using Kali.Data.Engines.Databricks.Files;
using Kali.Data.Engines.Databricks.Jobs;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Unity;
using Kali.Data.Engines.Databricks.Warehouses;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>The workspace's JSON: snake case, what is not set left out, numbers also as text, anything unknown passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(StatementRequest))]
[JsonSerializable(typeof(StatementAnswer))]
[JsonSerializable(typeof(ResultPart))]
[JsonSerializable(typeof(AskedQueryList))]
[JsonSerializable(typeof(string?[][]))]
[JsonSerializable(typeof(Warehouse))]
[JsonSerializable(typeof(WarehouseList))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(JobSettings))]
[JsonSerializable(typeof(JobReset))]
[JsonSerializable(typeof(JobId))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(SubmitRun))]
[JsonSerializable(typeof(RunNow))]
[JsonSerializable(typeof(RunRepair))]
[JsonSerializable(typeof(RunNumber))]
[JsonSerializable(typeof(JobRun))]
[JsonSerializable(typeof(RunOutput))]
[JsonSerializable(typeof(RepairNumber))]
[JsonSerializable(typeof(TaskPlan))]
[JsonSerializable(typeof(TaskResult))]
[JsonSerializable(typeof(TaskEnd))]
[JsonSerializable(typeof(TaskOfRun))]
[JsonSerializable(typeof(CatalogInfo))]
[JsonSerializable(typeof(CatalogList))]
[JsonSerializable(typeof(SchemaInfo))]
[JsonSerializable(typeof(SchemaList))]
[JsonSerializable(typeof(VolumeInfo))]
[JsonSerializable(typeof(VolumeList))]
[JsonSerializable(typeof(FunctionInfo))]
[JsonSerializable(typeof(TableInfo))]
[JsonSerializable(typeof(TableList))]
[JsonSerializable(typeof(GrantList))]
[JsonSerializable(typeof(GrantChanges))]
[JsonSerializable(typeof(EffectiveGrantList))]
[JsonSerializable(typeof(TagAssignment))]
[JsonSerializable(typeof(TagList))]
[JsonSerializable(typeof(TableLineage))]
[JsonSerializable(typeof(ColumnLineage))]
[JsonSerializable(typeof(FolderList))]
internal sealed partial class DatabricksJson : JsonSerializerContext;

/// <summary>An answer, or a body, that says nothing.</summary>
internal sealed record Nothing
{
    public static Nothing Value { get; } = new();
}
