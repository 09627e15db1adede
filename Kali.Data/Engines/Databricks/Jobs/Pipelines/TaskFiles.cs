using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kali.Data.Engines.Databricks.Files;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;

namespace Kali.Data.Engines.Databricks.Jobs.Pipelines;

/// <summary>The small files in which Kali and a task's runner speak with each other. Writing one twice is writing it once.</summary>
internal sealed class TaskFiles(FilesClient files)
{
    public Task WriteAsync<T>(string path, T value, JsonTypeInfo<T> type, Actor actor, CancellationToken ct) =>
        files.PutAsync(path, JsonSerializer.SerializeToUtf8Bytes(value, type), actor, ct);

    /// <summary>Null while it is not there, or not there whole.</summary>
    public async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, Actor actor, CancellationToken ct)
        where T : class
    {
        try
        {
            return await files.ReadAsync(path, type, actor, ct);
        }
        catch (ServiceFault fault) when (fault.IsMissing || fault.Code == DatabricksHttp.Unreadable)
        {
            return null;
        }
    }

    public Task DeleteAsync(string path, Actor actor, CancellationToken ct) => files.DeleteAsync(path, actor, ct);

    public Task MakeFolderAsync(string path, Actor actor, CancellationToken ct) => files.MakeFolderAsync(path, actor, ct);

    public async Task<bool> IsFolderAsync(string path, Actor actor, CancellationToken ct)
    {
        try
        {
            await foreach (var _ in files.ListAsync(path, actor, ct))
                return true;
            return true;
        }
        catch (ServiceFault fault) when (fault.IsMissing)
        {
            return false;
        }
    }

    public async Task<HashSet<string>> NamesAsync(string folder, Actor actor, CancellationToken ct)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in files.ListAsync(folder, actor, ct))
            names.Add(entry.Name ?? "");
        return names;
    }
}

/// <summary>Statements for a task, carried out in order up to the first that fails.</summary>
internal sealed record TaskPlan(TaskStatement[] Statements);

internal sealed record TaskStatement(string Text, StatementParameter[]? Parameters);

/// <summary>What came of a plan.</summary>
internal sealed record TaskResult
{
    public TaskOutcome[]? Results { get; init; }

    /// <summary>The task died over it; the tables' histories have told what came of it.</summary>
    public bool? Abandoned { get; init; }

    /// <summary>False for a file that has been begun and has nothing in it yet.</summary>
    [JsonIgnore]
    public bool IsThere => Results is not null || Abandoned == true;
}

/// <summary>What came of a statement.</summary>
/// <param name="Columns">The columns of its result.</param>
/// <param name="Types">Their types as Spark names them: <c>bigint</c>.</param>
/// <param name="Rows">Its rows, cells as the Statement Execution API writes them, times to the microsecond.</param>
/// <param name="Fault">Why there is no result.</param>
internal sealed record TaskOutcome(string[]? Columns, string[]? Types, string?[][]? Rows, TaskFault? Fault);

internal sealed record TaskFault(string Message, string? SqlState);

/// <summary>No more statements come.</summary>
/// <param name="Outcome"><c>done</c> or <c>failed</c>.</param>
/// <param name="Says">In a sentence.</param>
/// <param name="Gate">What the gate decided, behind its task: <c>passed</c>, <c>warned</c>, <c>failed</c>.</param>
internal sealed record TaskEnd(string Outcome, string? Says, string? Gate)
{
    public const string Done = "done";
    public const string Failed = "failed";
}

/// <summary>The job run that a run of Kali's is.</summary>
internal sealed record TaskOfRun(long RunId, string? RunPageUrl);
