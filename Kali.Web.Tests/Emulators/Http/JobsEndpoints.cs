using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Jobs 2.2: kept jobs and their parameters, runs and repairs, and what the service does with a failed task.</summary>
internal sealed partial class JobsEndpoints(TimeProvider time, Func<string, EmulatedRunner> runnerOf) : IDisposable
{
    private const int TasksPerPage = 100;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, JsonObject> _jobs = [];
    private readonly Dictionary<long, EmulatedRun> _runs = [];
    private readonly Dictionary<string, long> _tokens = new(StringComparer.Ordinal);
    private long _number = 1_000;

    /// <summary>What a task says when it fails; null for one that does its work.</summary>
    public Func<string, string?> FaultOf { get; set; } = _ => null;

    /// <summary>Whether a task's cluster goes away: told the task, the statement, and whether it has been carried out.</summary>
    public Func<string, string, bool, bool> Dies { get; set; } = (_, _, _) => false;

    /// <summary>How each run stands, newest last: its tasks with their results.</summary>
    public IReadOnlyList<IReadOnlyList<(string Task, string? Result, int Attempt)>> TasksOfRuns
    {
        get
        {
            lock (_gate)
                return [.. _runs.Values.OrderBy(run => run.Id).Select(run => run.Tasks.Select(task => (task.Key, task.Result, task.Attempt)).ToList())];
        }
    }

    public async Task AnswerAsync(HttpContext context, string rest, string user)
    {
        var body = context.Request.Method == "POST" ? await Answers.BodyAsync(context) : [];
        JsonObject answer;
        lock (_gate)
        {
            answer = (context.Request.Method, rest) switch
            {
                ("POST", "create") => Create(body),
                ("POST", "reset") => Reset(body),
                ("GET", "get") => Kept(context.Request),
                ("GET", "list") => List(context.Request),
                ("POST", "delete") => Delete(body),
                ("POST", "run-now") => RunNow(body, user),
                ("POST", "runs/submit") => Submit(body, user),
                ("GET", "runs/get") => Get(context.Request),
                ("GET", "runs/list") => Runs(context.Request),
                ("POST", "runs/delete") => DeleteRun(body),
                ("GET", "runs/get-output") => Output(context.Request),
                ("POST", "runs/cancel") => Cancel(body),
                ("POST", "runs/repair") => Repair(body, user),
                _ => throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{context.Request.Method} /jobs/{rest}'"),
            };
        }
        await (answer.Count == 0 ? Answers.NothingAsync(context) : Answers.JsonAsync(context, answer));
    }

    private JsonObject Create(JsonObject body)
    {
        JobRules.Demand(body, isKept: true);
        _jobs[++_number] = body;
        return new JsonObject { ["job_id"] = _number };
    }

    private JsonObject Reset(JsonObject body)
    {
        var job = Job(body);
        if (body["new_settings"] is not JsonObject settings)
            throw ApiFault.Parameter("Missing required field: new_settings");
        JobRules.Demand(settings, isKept: true);
        _jobs[job] = (JsonObject)settings.DeepClone();
        return [];
    }

    private JsonObject RunNow(JsonObject body, string user)
    {
        var number = Job(body);
        var job = _jobs[number];
        var parameters = (job["parameters"] as JsonArray ?? []).ToDictionary(parameter => parameter!["name"]!.GetValue<string>(), parameter => parameter!["default"]!.GetValue<string>(), StringComparer.Ordinal);
        foreach (var (name, value) in body["job_parameters"] as JsonObject ?? [])
        {
            if (!parameters.ContainsKey(name))
                throw ApiFault.Parameter($"Job parameter {name} is not defined in the job.");
            parameters[name] = value!.GetValue<string>();
        }
        return Start(body, () => Tasks(job, parameters), job["name"]?.GetValue<string>(), user, number);
    }

    private JsonObject Submit(JsonObject body, string user)
    {
        JobRules.Demand(body, isKept: false);
        return Start(body, () => Tasks(body, []), body["run_name"]?.GetValue<string>() ?? "Untitled", user);
    }

    private JsonObject Start(JsonObject body, Func<List<EmulatedTask>> tasks, string? name, string user, long? job = null)
    {
        var token = body["idempotency_token"]?.GetValue<string>();
        if (token?.Length > 64)
            throw ApiFault.Parameter("The idempotency token must have at most 64 characters.");
        if (token is not null && _tokens.TryGetValue(token, out var known))
        {
            return _runs.ContainsKey(known)
                ? new JsonObject { ["run_id"] = known }
                : throw ApiFault.Parameter($"The run that was started with the idempotency token {token} has been deleted.");
        }
        var run = new EmulatedRun(++_number, name ?? "", tasks()) { Job = job };
        _runs[run.Id] = run;
        if (token is not null)
            _tokens[token] = run.Id;
        run.Drive(runnerOf(user));
        var answer = new JsonObject { ["run_id"] = run.Id };
        if (job is not null)
            answer["number_in_job"] = run.Id;
        return answer;
    }

    private JsonObject Get(HttpRequest request)
    {
        var run = Run(request);
        var page = PageTokens.From(request);
        if (page == 0)
            run.Step(FaultOf);
        var answer = run.Shown(time.GetUtcNow());
        var tasks = run.Tasks.Skip(page).Take(TasksPerPage).Select(task => (JsonNode)task.Shown()).ToArray();
        if (tasks.Length > 0)
            answer["tasks"] = new JsonArray(tasks);
        if (page + TasksPerPage < run.Tasks.Count)
            (answer["has_more"], answer["next_page_token"]) = (true, PageTokens.Of(request, page + TasksPerPage));
        return answer;
    }

    private JsonObject Output(HttpRequest request)
    {
        var id = Number(request, "run_id");
        if (_runs.ContainsKey(id))
            throw ApiFault.Parameter("Retrieving the output of runs with multiple tasks is not supported. Please retrieve the output of each individual task run instead.");
        var task = _runs.Values.SelectMany(run => run.Tasks).FirstOrDefault(task => task.RunId == id) ?? throw ApiFault.Parameter($"Run {id} does not exist.");
        var metadata = task.Shown();
        // It is the task's run there, and a run has no key.
        metadata.Remove("task_key");
        return task.Fault is null
            ? new JsonObject { ["metadata"] = metadata, ["logs"] = $"{task.Key} is done\n", ["logs_truncated"] = false }
            : new JsonObject { ["metadata"] = metadata, ["error"] = task.Fault, ["error_trace"] = $"Traceback\n{task.Fault}" };
    }

    private JsonObject Cancel(JsonObject body)
    {
        Run(body["run_id"]).Cancel();
        return [];
    }

    private JsonObject Repair(JsonObject body, string user)
    {
        var run = Run(body["run_id"]);
        if (!run.IsOver)
            throw new ApiFault(400, "INVALID_STATE", $"Run {run.Id} is active; only a run that is over can be repaired.");
        if (run.Repairs.Count > 0 && body["latest_repair_id"]?.GetValue<long>() != run.Repairs[^1])
            throw ApiFault.Parameter("latest_repair_id must be that of the latest repair.");
        var keys = (body["rerun_tasks"] as JsonArray)?.Select(key => key!.GetValue<string>()).ToList();
        if (keys is null && body["rerun_all_failed_tasks"]?.GetValue<bool>() != true)
            throw ApiFault.Parameter("Either rerun_tasks or rerun_all_failed_tasks is needed.");
        run.Repair(keys, () => ++_number);
        run.Repairs.Add(++_number);
        run.Drive(runnerOf(user));
        return new JsonObject { ["repair_id"] = _number };
    }

    private long Job(JsonObject body)
    {
        var job = body["job_id"]?.GetValue<long>() ?? throw ApiFault.Parameter("Missing required field: job_id");
        return _jobs.ContainsKey(job) ? job : throw ApiFault.Parameter($"Job {job} does not exist.");
    }

    private EmulatedRun Run(HttpRequest request) => Run(JsonValue.Create(Number(request, "run_id")));

    private EmulatedRun Run(JsonNode? id)
    {
        var run = id?.GetValue<long>() ?? throw ApiFault.Parameter("Missing required field: run_id");
        return _runs.TryGetValue(run, out var found) ? found : throw ApiFault.Parameter($"Run {run} does not exist.");
    }

    private List<EmulatedTask> Tasks(JsonObject settings, Dictionary<string, string> parameters) =>
    [
        .. ((JsonArray)settings["tasks"]!).OfType<JsonObject>().Select(task => new EmulatedTask(
            ++_number, task["task_key"]!.GetValue<string>(), [.. (task["depends_on"] as JsonArray ?? []).Select(on => on!["task_key"]!.GetValue<string>())],
            task["spark_python_task"]?["python_file"]?.GetValue<string>() ?? "",
            [.. (task["spark_python_task"]?["parameters"] as JsonArray ?? []).Select(given => Resolved(given!.GetValue<string>(), parameters))])),
    ];

    private static string Resolved(string given, Dictionary<string, string> parameters) =>
        parameters.Aggregate(given, (text, parameter) => text.Replace($"{{{{job.parameters.{parameter.Key}}}}}", parameter.Value, StringComparison.Ordinal));

    /// <summary>When the runners of all runs have come to an end.</summary>
    public Task EndedAsync()
    {
        lock (_gate)
            return Task.WhenAll(_runs.Values.Select(run => run.Work).ToList());
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var run in _runs.Values)
                run.Cancel();
        }
        EndedAsync().GetAwaiter().GetResult();
        foreach (var run in _runs.Values)
            run.Dispose();
    }
}
