using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>The history of what the warehouse was asked: newest first, in pages, of one's own statements only.</summary>
internal sealed class QueryHistoryEndpoint(StatementEndpoints statements)
{
    private const int LongestPage = 1000;
    private static readonly string[] Known = ["filter_by.statement_ids", "filter_by.statuses", "filter_by.warehouse_ids", "max_results", "page_token"];
    private static readonly string[] States = ["QUEUED", "RUNNING", "CANCELED", "FAILED", "FINISHED"];

    /// <summary>How many more requests are answered as if nothing had been asked: the history is written a moment later.</summary>
    public int Lag { get; set; }

    public Task AnswerAsync(HttpContext context, string user)
    {
        var query = context.Request.Query;
        if (context.Request.Method != "GET")
            throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{context.Request.Method} /sql/history/queries'");
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
            throw ApiFault.Parameter($"Unknown parameter {unknown}.");
        var most = query["max_results"] is [{ } text] ? int.Parse(text, CultureInfo.InvariantCulture) : 100;
        if (most is < 1 or > LongestPage)
            throw ApiFault.Parameter($"max_results must be between 1 and {LongestPage}.");
        if (query["filter_by.statuses"].FirstOrDefault(state => !States.Contains(state)) is { } state)
            throw ApiFault.Parameter($"{state} is no status.");
        if (Lag > 0)
        {
            Lag--;
            return Answers.JsonAsync(context, new JsonObject());
        }
        var found = statements.Asked.Where(asked => asked.User == user && IsIn(query["filter_by.statement_ids"], asked.Id) && IsIn(query["filter_by.statuses"], StateOf(asked))
            && IsIn(query["filter_by.warehouse_ids"], EmulatedWorkspace.WarehouseId)).Reverse().ToList();
        var from = PageTokens.From(context.Request);
        var answer = new JsonObject { ["has_next_page"] = from + most < found.Count };
        if (found.Count > from)
            answer["res"] = new JsonArray([.. found.Skip(from).Take(most).Select(Shown)]);
        if (from + most < found.Count)
            answer["next_page_token"] = PageTokens.Of(context.Request, from + most);
        return Answers.JsonAsync(context, answer);
    }

    private static bool IsIn(IReadOnlyCollection<string?> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    private static JsonObject Shown(RunningStatement asked) => new()
    {
        ["query_id"] = asked.Id,
        ["query_text"] = asked.Sql,
        ["status"] = StateOf(asked),
        ["user_name"] = asked.User,
        ["warehouse_id"] = EmulatedWorkspace.WarehouseId,
        ["is_final"] = asked.State != "RUNNING",
    };

    private static string StateOf(RunningStatement asked) => asked switch
    {
        { State: "RUNNING", IsWaiting: true } => "QUEUED",
        { State: "SUCCEEDED" } => "FINISHED",
        _ => asked.State,
    };
}
