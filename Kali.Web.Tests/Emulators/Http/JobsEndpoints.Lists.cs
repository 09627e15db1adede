using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Jobs and runs to read and to take away.</summary>
internal sealed partial class JobsEndpoints
{
    private static readonly DateTimeOffset Created = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private JsonObject Kept(HttpRequest request)
    {
        var job = Job(new JsonObject { ["job_id"] = Number(request, "job_id") });
        var shown = Shown(job);
        shown["settings"] = _jobs[job].DeepClone();
        shown["run_as_user_name"] = "kali@example.com";
        return shown;
    }

    private JsonObject Delete(JsonObject body)
    {
        _jobs.Remove(Job(body));
        return [];
    }

    private JsonObject DeleteRun(JsonObject body)
    {
        var run = Run(body["run_id"]);
        if (!run.IsOver)
            throw new ApiFault(400, "INVALID_STATE", $"Run {run.Id} is active; only a run that is over can be deleted.");
        _runs.Remove(run.Id);
        return [];
    }

    private JsonObject List(HttpRequest request)
    {
        var name = request.Query["name"].ToString();
        return Page(request, "jobs", 20, 100, _jobs
            .Where(job => name.Length == 0 || string.Equals(job.Value["name"]?.GetValue<string>(), name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(job => job.Key)
            .Select(job => Shown(job.Key)));
    }

    private JsonObject Runs(HttpRequest request)
    {
        var (active, completed) = (request.Query["active_only"] == "true", request.Query["completed_only"] == "true");
        if (active && completed)
            throw ApiFault.Parameter("Only one of active_only and completed_only can be true.");
        var job = request.Query.ContainsKey("job_id") ? Number(request, "job_id") : (long?)null;
        return Page(request, "runs", 20, 24, _runs.Values
            .Where(run => (job is null || run.Job == job) && (!active || !run.IsOver) && (!completed || run.IsOver))
            .OrderByDescending(run => run.Id)
            .Select(run => run.Shown(time.GetUtcNow())));
    }

    private JsonObject Shown(long job) => new()
    {
        ["job_id"] = job,
        ["creator_user_name"] = "kali@example.com",
        ["created_time"] = Created.ToUnixTimeMilliseconds(),
        ["settings"] = new JsonObject { ["name"] = _jobs[job]["name"]?.DeepClone() ?? "Untitled" },
    };

    private static JsonObject Page(HttpRequest request, string name, int usual, int most, IEnumerable<JsonObject> items)
    {
        var limit = request.Query.ContainsKey("limit") ? Number(request, "limit") : usual;
        if (limit < 1 || limit > most)
            throw ApiFault.Parameter($"limit must be between 1 and {most}, is {limit}.");
        var all = items.ToList();
        var from = PageTokens.From(request);
        var page = all.Skip(from).Take((int)limit).ToList();
        var answer = new JsonObject { ["has_more"] = from + page.Count < all.Count };
        if (page.Count > 0)
            answer[name] = new JsonArray([.. page]);
        if (from + page.Count < all.Count)
            answer["next_page_token"] = PageTokens.Of(request, from + page.Count);
        return answer;
    }

    private static long Number(HttpRequest request, string name) =>
        long.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ApiFault.Parameter($"{name} must be a number, is '{request.Query[name]}'.");
}
