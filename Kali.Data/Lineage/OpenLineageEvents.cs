using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kali.Data.Lake;
using Kali.Data.Pipeline;

namespace Kali.Data.Lineage;

/// <summary>
/// Run events of the OpenLineage specification 2-0-2: one run for the whole, one for each step that wrote a table, the whole as their parent.
/// Facet versions are those of the specification's facets folder.
/// </summary>
internal sealed class OpenLineageEvents(OpenLineageOptions options, LakeOptions lake)
{
    private const string Spec = "https://openlineage.io/spec/";

    private static string Producer { get; } = $"https://github.com/kali/kali/tree/{KaliVersion.Text}";

    public OpenLineageEvent Started(RunAccount run) =>
        Event("START", run.StartedAt, run.Uuid, JobOf(run), [("processing_engine", Engine())], [], []);

    /// <summary>Both ends of each step that is over.</summary>
    public IEnumerable<OpenLineageEvent> Steps(RunAccount run)
    {
        foreach (var step in run.Steps.Where(step => step.Work.Target is not null))
        {
            var uuid = StepUuid(run.Uuid, step.Step);
            var parent = ("parent", Facet("1-2-0/ParentRunFacet", "ParentRunFacet", new JsonObject
            {
                ["run"] = new JsonObject { ["runId"] = run.Uuid.ToString() },
                ["job"] = Job(JobOf(run)),
            }));
            var job = $"{JobOf(run)}.{step.Step.ToString().ToLowerInvariant()}";
            yield return Event("START", step.StartedAt, uuid, job, [parent], [], []);
            yield return Event("COMPLETE", step.EndedAt, uuid, job, [parent],
                [.. step.Work.Sources.Select(source => Input(run, source))], [Output(run, step)], string.Join(";\n", step.Work.Statements));
        }
    }

    public OpenLineageEvent Ended(RunAccount run, RunState state, string? fault, DateTimeOffset at)
    {
        var type = state switch { RunState.Done => "COMPLETE", RunState.Cancelled => "ABORT", _ => "FAIL" };
        var facets = new List<(string, JsonNode)>();
        if (fault is not null)
            facets.Add(("errorMessage", Facet("1-0-1/ErrorMessageRunFacet", "ErrorMessageRunFacet", new JsonObject { ["message"] = fault, ["programmingLanguage"] = "C#" })));
        var file = run.Steps.SelectMany(step => step.Work.Sources).FirstOrDefault(source => source.File is not null);
        var gold = run.Steps.LastOrDefault(step => step.Step is RunStepName.Gold && step.Work.Target is not null);
        return Event(type, at, run.Uuid, JobOf(run), facets, file is null ? [] : [Input(run, file)], gold is null ? [] : [Output(run, gold)]);
    }

    private static string JobOf(RunAccount run) => $"load.{run.Dataset}";

    private OpenLineageEvent Event(
        string type, DateTimeOffset at, Guid run, string job, IEnumerable<(string Name, JsonNode Facet)> runFacets,
        JsonNode[] inputs, JsonNode[] outputs, string? statement = null)
    {
        var facets = new JsonObject();
        foreach (var (name, facet) in runFacets)
            facets[name] = facet.DeepClone();
        var named = Job(job);
        if (!string.IsNullOrEmpty(statement))
            named["facets"] = new JsonObject { ["sql"] = Facet("1-1-0/SQLJobFacet", "SQLJobFacet", new JsonObject { ["query"] = statement }) };
        var json = new JsonObject
        {
            ["eventType"] = type,
            ["eventTime"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["producer"] = Producer,
            ["schemaURL"] = $"{Spec}2-0-2/OpenLineage.json#/$defs/RunEvent",
            ["run"] = new JsonObject { ["runId"] = run.ToString(), ["facets"] = facets },
            ["job"] = named,
            ["inputs"] = new JsonArray(inputs),
            ["outputs"] = new JsonArray(outputs),
        };
        return new OpenLineageEvent(run, type, at, json);
    }

    private JsonObject Job(string name) => new() { ["namespace"] = options.Namespace, ["name"] = name };

    private JsonObject Input(RunAccount run, StepSource source)
    {
        var input = DatasetOf(source.Table, source.UploadId, source.File);
        input["facets"] = new JsonObject
        {
            ["schema"] = source.Table is null ? Schema(run.Part.Columns.Select(column => (column.Label, "string"))) : Schema(ColumnsOf(run, source.Table.Value)),
        };
        if (source.Version is { } version)
            input["facets"]!["version"] = Facet("1-0-1/DatasetVersionDatasetFacet", "DatasetVersionDatasetFacet", new JsonObject { ["datasetVersion"] = version.ToString(CultureInfo.InvariantCulture) });
        var metrics = new JsonObject();
        if (source.Table is null && run.Facts.ToLedger().LinesInFile is { } lines)
            metrics["rowCount"] = lines;
        else if (source.Table == run.Dataset.Silver && run.Facts.SilverRows is { } silver)
            metrics["rowCount"] = silver;
        else if (source.Table == run.Dataset.Raw && run.Facts.RawRows is { } raw)
            metrics["rowCount"] = raw;
        input["inputFacets"] = new JsonObject { ["dataQualityMetrics"] = Facet("1-0-2/DataQualityMetricsInputDatasetFacet", "DataQualityMetricsInputDatasetFacet", With(metrics, "columnMetrics", new JsonObject())) };
        return input;
    }

    private JsonObject Output(RunAccount run, StepAccount step)
    {
        var output = DatasetOf(step.Work.Target, null, null);
        var source = step.Work.Sources.FirstOrDefault();
        var from = source is null ? null : DatasetOf(source.Table, source.UploadId, source.File);
        var fields = new JsonObject();
        foreach (var flows in step.Work.Columns.GroupBy(column => column.To))
        {
            fields[flows.Key] = new JsonObject
            {
                ["inputFields"] = new JsonArray([.. flows.Select(flow => (JsonNode)new JsonObject
                {
                    ["namespace"] = from?["namespace"]?.GetValue<string>(),
                    ["name"] = from?["name"]?.GetValue<string>(),
                    ["field"] = flow.From,
                    ["transformations"] = new JsonArray([Transformation(flow)]),
                })]),
            };
        }
        output["facets"] = new JsonObject
        {
            ["schema"] = Schema(ColumnsOf(run, step.Work.Target!.Value)),
            ["columnLineage"] = Facet("1-2-0/ColumnLineageDatasetFacet", "ColumnLineageDatasetFacet", new JsonObject { ["fields"] = fields }),
        };
        if (step.Work.Version is { } version)
            output["facets"]!["version"] = Facet("1-0-1/DatasetVersionDatasetFacet", "DatasetVersionDatasetFacet", new JsonObject { ["datasetVersion"] = version.ToString(CultureInfo.InvariantCulture) });
        if (step.Step is RunStepName.Gold && !run.Facts.Checks.IsDefaultOrEmpty)
            output["facets"]!["dataQualityAssertions"] = Assertions(run);
        var statistics = new JsonObject();
        if (step.Rows is { } rows)
            statistics["rowCount"] = rows;
        if (step.Bytes is { } bytes)
            statistics["size"] = bytes;
        output["outputFacets"] = new JsonObject { ["outputStatistics"] = Facet("1-0-2/OutputStatisticsOutputDatasetFacet", "OutputStatisticsOutputDatasetFacet", statistics) };
        return output;
    }

    private static JsonObject Assertions(RunAccount run) => Facet("1-0-1/DataQualityAssertionsDatasetFacet", "DataQualityAssertionsDatasetFacet", new JsonObject
    {
        ["assertions"] = new JsonArray([.. run.Facts.Checks.Select(check =>
        {
            var assertion = new JsonObject { ["assertion"] = check.Kind, ["success"] = check.HasPassed, ["severity"] = check.Severity };
            if (check.Column is { } column)
                assertion["column"] = column;
            return (JsonNode)assertion;
        })]),
    });

    private static JsonObject Transformation(ColumnFlow flow) => new JsonObject
    {
        ["type"] = "DIRECT",
        ["subtype"] = flow.What is ["as-is"] ? "IDENTITY" : "TRANSFORMATION",
        ["description"] = string.Join(", ", flow.What),
        ["masking"] = flow.What.Contains("mask"),
    };

    private static IEnumerable<(string Name, string Type)> ColumnsOf(RunAccount run, TableName table) =>
        run.Part.AllColumns.Select(column => (column.Name, table.Layer is Layer.Raw or Layer.Quarantine ? "string" : column.Type.Name)).Append(("_row_id", "long"));

    private JsonObject DatasetOf(TableName? table, string? uploadId, string? file) => table is { } name
        ? new JsonObject { ["namespace"] = $"file://{lake.Root.Replace('\\', '/')}", ["name"] = name.ToString() }
        : new JsonObject { ["namespace"] = options.Namespace, ["name"] = $"upload/{uploadId}/{file}" };

    private static JsonObject Schema(IEnumerable<(string Name, string Type)> columns) => Facet("1-2-0/SchemaDatasetFacet", "SchemaDatasetFacet", new JsonObject
    {
        ["fields"] = new JsonArray([.. columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = column.Type })]),
    });

    private static JsonObject Engine() => Facet("1-1-1/ProcessingEngineRunFacet", "ProcessingEngineRunFacet", new JsonObject { ["version"] = KaliVersion.Text, ["name"] = "Kali" });

    private static JsonObject Facet(string schema, string definition, JsonObject content)
    {
        content["_producer"] = Producer;
        content["_schemaURL"] = $"{Spec}facets/{schema}.json#/$defs/{definition}";
        return content;
    }

    private static JsonObject With(JsonObject content, string name, JsonNode value)
    {
        content[name] = value;
        return content;
    }

    /// <summary>The same for the same step of the same run, so that a repeated step reports itself.</summary>
    internal static Guid StepUuid(Guid run, RunStepName step)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{run}/{step}"));
        (hash[6], hash[8]) = ((byte)((hash[6] & 0x0F) | 0x80), (byte)((hash[8] & 0x3F) | 0x80));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
