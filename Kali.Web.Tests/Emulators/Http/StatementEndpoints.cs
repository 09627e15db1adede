using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Sql;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>The Statement Execution API.</summary>
internal sealed class StatementEndpoints(EmulatedWorkspace workspace, StatementRunning running) : IDisposable
{
    private const int MostParameters = 256;
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ResultLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan StatementLife = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, RunningStatement> _statements = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<RunningStatement> _asked = [];
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, (string Statement, int Chunk, DateTimeOffset Until)> _links = new(StringComparer.Ordinal);

    /// <summary>Rows of one part of a result.</summary>
    public int RowsPerChunk { get; set; } = 50_000;

    /// <summary>What an answer may hold; larger results are refused inline.</summary>
    public long InlineBytes { get; set; } = 25L << 20;

    /// <summary>Whether the first link to each part comes too late to be of use.</summary>
    public bool FirstLinksAreExpired { get; set; }

    /// <summary>How many more parts come with a row too few.</summary>
    public int PartsCutShort { get; set; }

    /// <summary>Whether a result is closed as soon as it has been given, which its answer says.</summary>
    public bool ClosesWhenGiven { get; set; }

    /// <summary>What a statement is in before it runs.</summary>
    public string WaitingState { get; set; } = "PENDING";

    /// <summary>Statements that ran, in order.</summary>
    public ConcurrentQueue<string> Ran { get; } = [];

    /// <summary>Whose token each of them came with.</summary>
    public ConcurrentQueue<string> RanBy { get; } = [];

    /// <summary>Which statements wait in the queue until <see cref="LetGo"/>.</summary>
    public Func<string, bool> Holds { get; set; } = _ => false;

    /// <summary>What was asked, oldest first.</summary>
    public IReadOnlyCollection<RunningStatement> Asked => _asked;

    public string? LastFault { get; private set; }

    /// <summary>How many were cancelled by a request.</summary>
    public int Cancelled { get; private set; }

    public void LetGo() => _letGo.TrySetResult();

    public Task AnswerAsync(HttpContext context, string rest, string user)
    {
        var parts = rest.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (context.Request.Method, parts) switch
        {
            ("POST", []) => StartAsync(context, user),
            ("GET", [var id]) => LookAsync(context, Find(id)),
            ("GET", [var id, "result", "chunks", var chunk]) => ChunkAsync(context, Find(id), int.Parse(chunk, CultureInfo.InvariantCulture)),
            ("POST", [var id, "cancel"]) => CancelAsync(context, Find(id)),
            ("DELETE", [var id]) => CloseAsync(context, Find(id)),
            _ => throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{context.Request.Method} /sql/statements{rest}'"),
        };
    }

    public async Task LinkAsync(HttpContext context, string link)
    {
        var (id, chunk, until) = _links[link];
        if (context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("<?xml version=\"1.0\"?><Error><Code>InvalidAuthenticationInfo</Code></Error>");
        }
        else if (until < workspace.Time.GetUtcNow())
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code></Error>");
        }
        else
        {
            var rows = Rows(Find(id), chunk);
            if (PartsCutShort > 0)
            {
                PartsCutShort--;
                rows = rows.SkipLast(1);
            }
            await context.Response.WriteAsync(JsonSerializer.Serialize(rows));
        }
    }

    private RunningStatement Find(string id) => _statements.TryGetValue(id, out var found) && AgeOf(found) <= StatementLife
        ? found
        : throw new ApiFault(404, "NOT_FOUND", $"The statement {id} was not found.");

    private TimeSpan AgeOf(RunningStatement statement) => statement.EndedAt is { } at ? workspace.Time.GetUtcNow() - at : TimeSpan.Zero;

    /// <summary>Whether there are rows of it no more.</summary>
    private bool IsClosed(RunningStatement statement) => statement.IsClosed || AgeOf(statement) > ResultLife;

    private async Task StartAsync(HttpContext context, string user)
    {
        var body = await Answers.BodyAsync(context);
        if (body["warehouse_id"]?.GetValue<string>() is var warehouse && warehouse != EmulatedWorkspace.WarehouseId)
            throw ApiFault.Parameter($"{warehouse} is not a valid endpoint id.");
        var sql = body["statement"]?.GetValue<string>();
        if (string.IsNullOrWhiteSpace(sql) || sql.Length > 16 << 20)
            throw ApiFault.Parameter("The statement must have between 1 and 16777216 characters.");
        var wait = Wait(body["wait_timeout"]?.GetValue<string>() ?? "10s");
        var disposition = body["disposition"]?.GetValue<string>() ?? "INLINE";
        var format = body["format"]?.GetValue<string>() ?? "JSON_ARRAY";
        if (disposition is not ("INLINE" or "EXTERNAL_LINKS") || format is not ("JSON_ARRAY" or "ARROW_STREAM" or "CSV"))
            throw ApiFault.Parameter($"Unknown disposition {disposition} or format {format}.");
        if (disposition == "INLINE" && format != "JSON_ARRAY")
            throw ApiFault.Parameter($"The format {format} is not supported with the disposition INLINE.");
        if (format != "JSON_ARRAY")
            throw new ApiFault(501, "NOT_IMPLEMENTED", "The emulator gives JSON_ARRAY only.");
        var endsAfterWait = body["on_wait_timeout"]?.GetValue<string>() switch
        {
            null or "CONTINUE" => false,
            "CANCEL" => true,
            var other => throw ApiFault.Parameter($"Unknown on_wait_timeout {other}."),
        };
        if (body["byte_limit"] is not null)
            throw new ApiFault(501, "NOT_IMPLEMENTED", "The emulator has no byte_limit.");
        var parameters = Parameters(body["parameters"] as JsonArray);
        var statement = new RunningStatement($"{Guid.CreateVersion7()}", disposition, sql, user) { Parameters = parameters };
        _statements[statement.Id] = statement;
        _asked.Enqueue(statement);
        Ran.Enqueue(sql);
        RanBy.Enqueue(user);
        var mostRows = body["row_limit"]?.GetValue<long>();
        workspace.Warehouse.Wake();
        statement.Work = Task.Run(() => WorkAsync(statement, sql, parameters, mostRows, user));
        if (wait > TimeSpan.Zero && await Task.WhenAny(statement.Work, Task.Delay(wait)) != statement.Work && endsAfterWait)
            await EndAsync(statement);
        await Answers.JsonAsync(context, Shown(statement, isFirst: wait == TimeSpan.Zero));
    }

    private static TimeSpan Wait(string text) => text switch
    {
        "0s" => TimeSpan.Zero,
        _ when text.EndsWith('s') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 5 and <= 50 => TimeSpan.FromSeconds(seconds),
        _ => throw ApiFault.Parameter($"wait_timeout must be 0 seconds (\"0s\"), or between 5 (\"5s\") and 50 (\"50s\") seconds, and is {text}."),
    };

    private static Dictionary<string, SqlParameter> Parameters(JsonArray? given)
    {
        var parameters = new Dictionary<string, SqlParameter>(StringComparer.Ordinal);
        foreach (var item in given?.OfType<JsonObject>() ?? [])
        {
            var name = item["name"]?.GetValue<string>() ?? throw ApiFault.Parameter("Parameters are named; a parameter without a name is not supported.");
            if (!parameters.TryAdd(name, new SqlParameter(item["value"]?.GetValue<string>(), item["type"]?.GetValue<string>() ?? "STRING")))
                throw ApiFault.Parameter($"The parameter {name} is given twice.");
        }
        return parameters.Count <= MostParameters
            ? parameters
            : throw new ApiFault(400, "BAD_REQUEST", $"Parameterized query has too many parameters: {parameters.Count} parameters were given but the limit is {MostParameters}.");
    }

    private async Task WorkAsync(RunningStatement statement, string sql, Dictionary<string, SqlParameter> parameters, long? mostRows, string user)
    {
        try
        {
            statement.IsWaiting = true;
            await workspace.Warehouse.Running.WaitAsync(statement.Cancel.Token);
            if (Holds(sql))
                await _letGo.Task.WaitAsync(statement.Cancel.Token);
            await Task.Delay(workspace.Pace, statement.Cancel.Token);
            statement.IsWaiting = false;
            var result = running.Run(sql, parameters, user, statement.Cancel.Token).Cut(mostRows);
            if (statement.Disposition == "INLINE" && result.Rows.Sum(row => row.Sum(cell => cell?.Length ?? 4)) > InlineBytes)
                statement.Fail("BAD_REQUEST", $"Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of at most {InlineBytes} bytes. Please execute the statement with disposition=EXTERNAL_LINKS if you want to download the full result.", null);
            else
                statement.Succeed(result);
        }
        catch (SqlFault fault)
        {
            LastFault = $"{fault.Message}\n{sql}";
            statement.Fail("BAD_REQUEST", fault.Message, fault.SqlState[..5]);
        }
        catch (OperationCanceledException)
        {
            statement.End("CANCELED");
        }
        catch (Exception fault)
        {
            statement.Fail("INTERNAL_ERROR", $"The emulator broke: {fault.Message}", null);
        }
        finally
        {
            statement.EndedAt = workspace.Time.GetUtcNow();
        }
    }

    private async Task LookAsync(HttpContext context, RunningStatement statement)
    {
        if (!statement.IsWaiting)
            await Task.WhenAny(statement.Work, Task.Delay(LongestLook));
        await Answers.JsonAsync(context, Shown(statement, isFirst: false));
    }

    private async Task CancelAsync(HttpContext context, RunningStatement statement)
    {
        Cancelled++;
        await EndAsync(statement);
        await Answers.NothingAsync(context);
    }

    private static async Task EndAsync(RunningStatement statement)
    {
        await statement.Cancel.CancelAsync();
        statement.End("CANCELED");
    }

    private static async Task CloseAsync(HttpContext context, RunningStatement statement)
    {
        await EndAsync(statement);
        statement.IsClosed = true;
        await Answers.NothingAsync(context);
    }

    private Task ChunkAsync(HttpContext context, RunningStatement statement, int chunk)
    {
        if (statement.Result is null || IsClosed(statement) || chunk < 0 || chunk >= Chunks(statement))
            throw new ApiFault(404, "NOT_FOUND", $"Chunk {chunk} of the statement was not found.");
        return Answers.JsonAsync(context, Part(statement, chunk));
    }

    private JsonObject Shown(RunningStatement statement, bool isFirst)
    {
        var answer = new JsonObject { ["statement_id"] = statement.Id };
        var state = isFirst || statement is { State: "RUNNING", IsWaiting: true } ? WaitingState : statement.State == "SUCCEEDED" && IsClosed(statement) ? "CLOSED" : statement.State;
        var status = new JsonObject { ["state"] = state };
        answer["status"] = status;
        if (state == "FAILED")
        {
            status["error"] = new JsonObject { ["error_code"] = statement.ErrorCode, ["message"] = statement.Message };
            if (statement.SqlState is not null)
                status["sql_state"] = statement.SqlState;
        }
        if (state != "SUCCEEDED")
            return answer;
        if (ClosesWhenGiven)
            status["state"] = "CLOSED";
        var result = statement.Result!;
        var schema = new JsonObject { ["column_count"] = result.Columns.Count };
        if (result.Columns.Count > 0)
            schema["columns"] = new JsonArray([.. result.Columns.Select((column, i) => Column(column.Name, column.Type, i))]);
        var manifest = new JsonObject { ["format"] = "JSON_ARRAY", ["schema"] = schema, ["total_chunk_count"] = Chunks(statement), ["total_row_count"] = result.Rows.Count, ["truncated"] = result.IsCut };
        if (result.Rows.Count > 0)
        {
            manifest["chunks"] = new JsonArray([.. Enumerable.Range(0, Chunks(statement)).Select(chunk => new JsonObject
            {
                ["chunk_index"] = chunk, ["row_offset"] = chunk * RowsPerChunk, ["row_count"] = Math.Min(RowsPerChunk, result.Rows.Count - chunk * RowsPerChunk),
            })]);
        }
        answer["manifest"] = manifest;
        answer["result"] = result.Rows.Count == 0 ? new JsonObject() : Part(statement, 0);
        return answer;
    }

    private static JsonObject Column(string name, string type, int position)
    {
        var column = new JsonObject { ["name"] = name, ["type_text"] = type, ["type_name"] = SqlTypes.NameOf(type), ["position"] = position };
        if (SqlTypes.DecimalOf(type) is { } exact)
            (column["type_precision"], column["type_scale"]) = (exact.Precision, exact.Scale);
        return column;
    }

    private int Chunks(RunningStatement statement) => (statement.Result!.Rows.Count + RowsPerChunk - 1) / RowsPerChunk;

    private IEnumerable<string?[]> Rows(RunningStatement statement, int chunk) => statement.Result!.Rows.Skip(chunk * RowsPerChunk).Take(RowsPerChunk);

    private JsonObject Part(RunningStatement statement, int chunk)
    {
        var rows = Rows(statement, chunk).ToList();
        if (statement.Disposition == "INLINE" && PartsCutShort > 0)
        {
            PartsCutShort--;
            rows.RemoveAt(rows.Count - 1);
        }
        var part = new JsonObject { ["chunk_index"] = chunk, ["row_offset"] = chunk * RowsPerChunk, ["row_count"] = rows.Count };
        if (chunk + 1 < Chunks(statement))
        {
            part["next_chunk_index"] = chunk + 1;
            part["next_chunk_internal_link"] = $"/api/2.0/sql/statements/{statement.Id}/result/chunks/{chunk + 1}?row_offset={(chunk + 1) * RowsPerChunk}";
        }
        if (statement.Disposition == "INLINE")
        {
            part["data_array"] = JsonSerializer.SerializeToNode(rows);
            return part;
        }
        var link = $"/links/{Guid.NewGuid():N}";
        var isFirst = !_links.Values.Any(known => known.Statement == statement.Id && known.Chunk == chunk);
        var until = FirstLinksAreExpired && isFirst ? DateTimeOffset.MinValue : workspace.Time.GetUtcNow() + LinkLife;
        _links[link] = (statement.Id, chunk, until);
        EmulatedDatabricks.AddLink(link, workspace);
        part["byte_count"] = rows.Sum(row => row.Sum(cell => cell?.Length ?? 4));
        part["external_link"] = $"{EmulatedDatabricks.AddressAsync().GetAwaiter().GetResult().ToString().TrimEnd('/')}{link}";
        part["expiration"] = until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new JsonObject { ["external_links"] = new JsonArray(part) };
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Cancel.Cancel();
        Task.WhenAll(_statements.Values.Select(statement => statement.Work)).GetAwaiter().GetResult();
    }
}
