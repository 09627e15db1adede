using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Sql;
using Kali.Web.Tests.Emulators.Warehouse;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>
/// What a cluster does with <c>kali_runner.py</c>: carries out the plans of a task's folder in order and answers each, until it reads that there are no more.
/// Its statements run on the emulated metastore, through the same strict reader as those of the warehouse.
/// </summary>
internal sealed class EmulatedRunner(EmulatedVolumes volumes, StatementRunning statements, string user)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>What strikes a task: told of each plan before and after its statements are carried out; true ends the cluster there.</summary>
    public Func<string, string, bool, bool> Dies { get; init; } = (_, _, _) => false;

    /// <summary>How long each plan takes at least.</summary>
    public Func<TimeSpan> Pace { get; init; } = () => TimeSpan.Zero;

    /// <returns>What the task failed with; null when it did its work.</returns>
    public async Task<string?> WorkAsync(string pythonFile, IReadOnlyList<string> parameters, CancellationToken ct)
    {
        if (volumes.LocalPath(pythonFile) is not { } runner || !File.Exists(runner))
            return $"Cannot read the python file {pythonFile}. Please check driver logs for more details.";
        var (run, task) = (Argument("--run"), Argument("--task"));
        if (volumes.LocalPath($"{Argument("--plans")}/{run}") is not { } local)
            return $"No such file or directory: '{Argument("--plans")}'";
        var folder = Path.Combine(local, task);
        var number = 1;
        while (Read(folder, number, "result") is not null)
            number++;
        if (Read(folder, number, "begun") is not null)
            return $"Databricks started this task anew over statement {number}, of which nobody knows yet what came of it.";
        while (true)
        {
            if (Read(folder, number, "plan") is { } plan)
            {
                await WriteAsync(PathOf(folder, number, "begun"), [], ct);
                await Task.Delay(Pace(), ct);
                await WriteAsync(PathOf(folder, number, "result"), CarryOut(plan, task, local, ct), ct);
                number++;
            }
            else if (Read(Path.Combine(folder, "end.json")) is { } end)
            {
                return end["outcome"]?.GetValue<string>() == "failed" ? end["says"]?.GetValue<string>() ?? "Kali stopped the task" : null;
            }
            else
            {
                await Task.Delay(Pause, ct);
            }
        }

        string Argument(string name) => parameters.SkipWhile(parameter => parameter != name).ElementAtOrDefault(1) ?? "";
    }

    private async Task WriteAsync(string path, JsonObject said, CancellationToken ct)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(said));
        await volumes.WriteAsync(path, content, ct);
    }

    private JsonObject CarryOut(JsonObject plan, string task, string run, CancellationToken ct)
    {
        var results = new JsonArray();
        if (task == "gold" && Read(Path.Combine(run, "gate", "end.json")) is { } gate && gate["gate"]?.GetValue<string>() == "failed")
        {
            results.Add(Fault($"The gate failed: {gate["says"]}", null));
            return new JsonObject { ["results"] = results };
        }
        foreach (var statement in plan["statements"]!.AsArray().OfType<JsonObject>())
        {
            var sql = statement["text"]!.GetValue<string>();
            var parameters = (statement["parameters"] as JsonArray ?? []).OfType<JsonObject>().ToDictionary(
                parameter => parameter["name"]!.GetValue<string>(), parameter => new SqlParameter(parameter["value"]?.GetValue<string>(), parameter["type"]!.GetValue<string>()), StringComparer.Ordinal);
            DieIf(task, sql, isDone: false);
            try
            {
                var result = statements.Run(sql, parameters, user, ct, DuckCells.ToTheMicrosecond);
                results.Add(new JsonObject
                {
                    ["columns"] = JsonSerializer.SerializeToNode(result.Columns.Select(column => column.Name)),
                    ["types"] = JsonSerializer.SerializeToNode(result.Columns.Select(column => column.Type.ToLowerInvariant())),
                    ["rows"] = JsonSerializer.SerializeToNode(result.Rows),
                });
            }
            catch (SqlFault fault)
            {
                results.Add(Fault(fault.Message, fault.SqlState));
                break;
            }
            DieIf(task, sql, isDone: true);
        }
        return new JsonObject { ["results"] = results };
    }

    private void DieIf(string task, string sql, bool isDone)
    {
        if (Dies(task, sql, isDone))
            throw new ClusterGoneException();
    }

    private static JsonObject Fault(string message, string? state) => new() { ["fault"] = new JsonObject { ["message"] = message, ["sql_state"] = state } };

    private static JsonObject? Read(string folder, int number, string what) => Read(PathOf(folder, number, what));

    private static string PathOf(string folder, int number, string what) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:D4}.{what}.json"));

    /// <summary>Null while it is not there, or not there whole.</summary>
    private static JsonObject? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            return null;
        }
    }
}

/// <summary>The cluster went away under its task.</summary>
internal sealed class ClusterGoneException : Exception;
