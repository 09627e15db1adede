using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kali.Web.Tests.Emulators;

/// <summary>One workspace of the emulated service, with the catalog kali_dev as provisioning leaves it.</summary>
public sealed class EmulatedWorkspace : IDisposable
{
    public const string WarehouseId = "abcdef0123456789";
    public const string Catalog = "kali_dev";

    private readonly TemporaryFolder _folder = new();
    private readonly DuckTables _duck = new();
    private readonly EmulatedVolumes _volumes;
    private readonly ConcurrentDictionary<string, string> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Fault> _faults = [];

    public EmulatedWorkspace(TimeProvider? time = null)
    {
        Time = time ?? TimeProvider.System;
        Metastore = new EmulatedMetastore().With(Catalog, "raw_layer", "silver_layer", "gold_layer", "metadata");
        Metastore.Catalogs[Catalog].Schemas["metadata"].Volumes["staging"] = null;
        _volumes = new EmulatedVolumes(Metastore, _folder.Path);
        var running = new StatementRunning(_duck, Metastore, _volumes, Time);
        Statements = new StatementEndpoints(this, running);
        History = new QueryHistoryEndpoint(Statements);
        Unity = new UnityEndpoints(Metastore);
        Lineage = new LineageEndpoints(Metastore);
        FileCalls = new FilesEndpoints(_volumes);
        Jobs = new JobsEndpoints(Time, user => new EmulatedRunner(_volumes, running, user) { Dies = (task, sql, isDone) => Jobs!.Dies(task, sql, isDone), Pace = () => Pace });
        Token = NewToken("kali@example.com");
    }

    /// <summary>What the service's clock says.</summary>
    public TimeProvider Time { get; }

    public EmulatedMetastore Metastore { get; }

    public EmulatedWarehouse Warehouse { get; } = new();

    /// <summary>A token of Kali's own identity.</summary>
    public string Token { get; }

    /// <summary>What the last statement that failed was told, whole.</summary>
    public string? LastFault => Statements.LastFault;

    /// <summary>Every request that came, as method and path, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    internal StatementEndpoints Statements { get; }

    internal QueryHistoryEndpoint History { get; }

    internal JobsEndpoints Jobs { get; }

    internal UnityEndpoints Unity { get; }

    private LineageEndpoints Lineage { get; }

    internal FilesEndpoints FileCalls { get; }

    /// <summary>All files below a folder of a volume.</summary>
    public IReadOnlyList<string> Files(string folder) => Directory.GetFiles(_volumes.LocalPath(folder)!, "*", SearchOption.AllDirectories);

    public string NewToken(string user)
    {
        var token = $"dapi{Guid.NewGuid():N}";
        _users[token] = user;
        EmulatedDatabricks.Add(token, this);
        return token;
    }

    /// <summary>Spoils calls by lot while it is set.</summary>
    public Chaos? Chaos { get; set; }

    /// <summary>Spoils the calls it names, by method and path, while it is set.</summary>
    public Func<string, string, Fault?>? Spoils { get; set; }

    /// <summary>How long a statement takes at least.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>A token that somebody else gave out is good here.</summary>
    public void Take(string token, string user)
    {
        _users[token] = user;
        EmulatedDatabricks.Add(token, this);
    }

    public void Inject(Fault fault) => _faults.Add(fault);

    internal bool IsGood(string token) => _users.ContainsKey(token);

    internal async Task AnswerAsync(HttpContext context, string token)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        Calls.Enqueue($"{method} {path}");
        var fault = _faults.FirstOrDefault(fault => fault.Hits(method, path)) ?? Spoils?.Invoke(method, path) ?? Chaos?.Draw(method);
        if (fault is { Kind: FaultKind.Slow })
        {
            await SlowlyAsync(context, fault, _users[token]);
            return;
        }
        if (fault is { AfterHandler: false } && await SpoilAsync(context, fault, token))
            return;
        if (fault is { AfterHandler: true })
        {
            // Carried out, and the answer lost.
            var answer = context.Response.Body;
            context.Response.Body = Stream.Null;
            await HandleAsync(context, _users[token]);
            context.Response.Body = answer;
            fault.Strike?.Invoke();
            if (context.Response.HasStarted || fault.Kind == FaultKind.Reset)
                context.Abort();
            else
                await SpoilAsync(context, fault, token);
            return;
        }
        await HandleAsync(context, _users[token]);
    }

    /// <summary>The storage that links lead to. Its calls can be spoiled like the others.</summary>
    internal async Task AnswerLinkAsync(HttpContext context, string path)
    {
        Calls.Enqueue($"{context.Request.Method} {path}");
        if (_faults.FirstOrDefault(fault => fault.Hits(context.Request.Method, path)) is not { } fault || !await SpoilAsync(context, fault, ""))
            await Statements.LinkAsync(context, path);
    }

    private async Task SlowlyAsync(HttpContext context, Fault fault, string user)
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        if (fault.AfterHandler)
            await HandleAsync(context, user);
        fault.Strike?.Invoke();
        if (!await fault.IsWaitedForAsync(context.RequestAborted))
            return;
        if (!fault.AfterHandler)
            await HandleAsync(context, user);
        context.Response.Body = body;
        await body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    private async Task HandleAsync(HttpContext context, string user)
    {
        try
        {
            await RouteAsync(context, user);
        }
        catch (ApiFault refusal)
        {
            await Answers.ErrorAsync(context, refusal);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidOperationException && !context.Response.HasStarted)
        {
            // A number where text belongs, a token that is none.
            await Answers.ErrorAsync(context, new ApiFault(400, "MALFORMED_REQUEST", $"Could not parse request object: {fault.Message}"));
        }
    }

    private Task RouteAsync(HttpContext context, string user)
    {
        var path = context.Request.Path.Value!.TrimEnd('/');
        return path switch
        {
            _ when path.StartsWith("/api/2.0/sql/statements", StringComparison.Ordinal) => Statements.AnswerAsync(context, path["/api/2.0/sql/statements".Length..], user),
            "/api/2.0/sql/history/queries" => History.AnswerAsync(context, user),
            _ when path.StartsWith("/api/2.0/sql/warehouses", StringComparison.Ordinal) => WarehouseAsync(context, path["/api/2.0/sql/warehouses".Length..]),
            _ when path.StartsWith("/api/2.1/unity-catalog/", StringComparison.Ordinal) => Unity.AnswerAsync(context, path["/api/2.1/unity-catalog/".Length..], user),
            _ when path.StartsWith("/api/2.0/lineage-tracking/", StringComparison.Ordinal) => Lineage.AnswerAsync(context, path["/api/2.0/lineage-tracking/".Length..]),
            _ when path.StartsWith("/api/2.2/jobs/", StringComparison.Ordinal) => Jobs.AnswerAsync(context, path["/api/2.2/jobs/".Length..], user),
            _ when path.StartsWith("/api/2.0/fs/", StringComparison.Ordinal) => FileCalls.AnswerAsync(context, path["/api/2.0/fs/".Length..]),
            "/api/2.0/preview/scim/v2/Me" => Answers.JsonAsync(context, new JsonObject
            {
                ["id"] = "1234567890",
                ["userName"] = user,
                ["displayName"] = "Kali",
                ["groups"] = new JsonArray(new JsonObject { ["display"] = "users", ["value"] = "1" }),
            }),
            _ => throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{context.Request.Method} {path.Replace("/api/2.0", "", StringComparison.Ordinal)}'"),
        };
    }

    private Task WarehouseAsync(HttpContext context, string rest)
    {
        var warehouse = new JsonObject { ["id"] = WarehouseId, ["name"] = "Kali", ["state"] = Warehouse.State, ["cluster_size"] = "Small", ["warehouse_type"] = "PRO", ["health"] = new JsonObject { ["status"] = "HEALTHY" } };
        return (context.Request.Method, rest) switch
        {
            ("GET", "") => Answers.JsonAsync(context, new JsonObject { ["warehouses"] = new JsonArray(warehouse) }),
            ("GET", $"/{WarehouseId}") => Answers.JsonAsync(context, warehouse),
            ("POST", $"/{WarehouseId}/start") => WakeAsync(context),
            _ => throw new ApiFault(404, "RESOURCE_DOES_NOT_EXIST", $"SQL warehouse {rest.Trim('/')} does not exist."),
        };
    }

    private Task WakeAsync(HttpContext context)
    {
        Warehouse.Wake();
        return Answers.NothingAsync(context);
    }

    /// <summary>True when the call ends here.</summary>
    private async Task<bool> SpoilAsync(HttpContext context, Fault fault, string token)
    {
        switch (fault.Kind)
        {
            case FaultKind.TooMany or FaultKind.Unavailable:
                context.Response.Headers.RetryAfter = fault.RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
                await Answers.ErrorAsync(context, fault.Kind == FaultKind.TooMany
                    ? new ApiFault(429, "REQUEST_LIMIT_EXCEEDED", "Your request was rejected since the workspace has exceeded its rate limit.")
                    : new ApiFault(503, "TEMPORARILY_UNAVAILABLE", "The service at /api is temporarily unavailable."));
                return true;
            case FaultKind.UnavailableSilently:
                context.Response.StatusCode = 503;
                await context.Response.WriteAsync("<html><pre>upstream connect error</pre></html>");
                return true;
            case FaultKind.Internal:
                await Answers.ErrorAsync(context, new ApiFault(500, "INTERNAL_ERROR", "An unexpected error occurred."));
                return true;
            case FaultKind.Gateway or FaultKind.TimedOut or FaultKind.GatewayTimedOut:
                context.Response.StatusCode = fault.Kind switch { FaultKind.Gateway => 502, FaultKind.TimedOut => 408, _ => 504 };
                return true;
            case FaultKind.EmptyPage:
                await Answers.JsonAsync(context, new JsonObject { ["next_page_token"] = PageTokens.Of(context.Request, PageTokens.From(context.Request)) });
                return true;
            case FaultKind.Missing:
                await Answers.ErrorAsync(context, new ApiFault(404, "NOT_FOUND", "It was not found."));
                return true;
            case FaultKind.TokenExpired:
                _users.TryRemove(token, out _);
                await Answers.AuthAsync(context, 403, "Invalid access token.");
                return true;
            case FaultKind.Truncated:
                context.Response.StatusCode = 200;
                context.Response.Headers.ContentLength = 1_000;
                await context.Response.WriteAsync("{\"statement_id\":");
                context.Abort();
                return true;
            default:
                fault.Strike?.Invoke();
                context.Features.Get<IHttpRequestLifetimeFeature>()?.Abort();
                return true;
        }
    }

    public void Dispose()
    {
        EmulatedDatabricks.Remove(this);
        Jobs.Dispose();
        Statements.Dispose();
        _duck.Dispose();
        _folder.Dispose();
    }
}
