using System.Globalization;
using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Jobs;

/// <summary>Jobs 2.2. Whatever starts a run carries an idempotency token, so that it may be repeated after any fault.</summary>
internal sealed class JobsClient(DatabricksHttp http)
{
    private const string Path = "api/2.2/jobs";

    public async Task<long> CreateAsync(JobSettings settings, Actor actor, CancellationToken ct) =>
        (await http.PostAsync($"{Path}/create", settings, DatabricksJson.Default.JobSettings, DatabricksJson.Default.JobId, isRepeatable: false, actor, ct)).Number;

    /// <summary>Replaces all settings of a job.</summary>
    public Task ResetAsync(long job, JobSettings settings, Actor actor, CancellationToken ct) =>
        http.PostAsync($"{Path}/reset", new JobReset(job, settings), DatabricksJson.Default.JobReset, DatabricksJson.Default.Nothing, isRepeatable: true, actor, ct);

    /// <summary>The jobs of exactly that name, whatever its case.</summary>
    public IAsyncEnumerable<JobListEntry> FindAsync(string name, Actor actor, CancellationToken ct) => Pages.ReadAsync(
        page => http.GetAsync(PathText.WithQuery($"{Path}/list", ("name", name), ("limit", "100"), ("page_token", page)), DatabricksJson.Default.JobList, actor, ct),
        list => (list.Jobs, list.NextPageToken), ct);

    public async Task<long> SubmitAsync(SubmitRun run, Actor actor, CancellationToken ct) =>
        (await http.PostAsync($"{Path}/runs/submit", run, DatabricksJson.Default.SubmitRun, DatabricksJson.Default.RunNumber, isRepeatable: true, actor, ct)).RunId;

    public async Task<long> RunNowAsync(RunNow run, Actor actor, CancellationToken ct) =>
        (await http.PostAsync($"{Path}/run-now", run, DatabricksJson.Default.RunNow, DatabricksJson.Default.RunNumber, isRepeatable: true, actor, ct)).RunId;

    /// <summary>The run with all its tasks, however many pages they take.</summary>
    public async Task<JobRun> RunAsync(long run, Actor actor, CancellationToken ct)
    {
        JobRun? whole = null;
        string? page = null;
        do
        {
            var part = await http.GetAsync(PathText.WithQuery($"{Path}/runs/get", ("run_id", Text(run)), ("include_history", "true"), ("page_token", page)), DatabricksJson.Default.JobRun, actor, ct);
            whole = whole is null ? part : whole with { Tasks = [.. whole.Tasks ?? [], .. part.Tasks ?? []] };
            page = string.IsNullOrEmpty(part.NextPageToken) ? null : part.NextPageToken;
        }
        while (page is not null);
        return whole;
    }

    /// <param name="taskRun">The run id of a task, not of the whole run.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Ends it.</param>
    public Task<RunOutput> OutputAsync(long taskRun, Actor actor, CancellationToken ct) =>
        http.GetAsync(PathText.WithQuery($"{Path}/runs/get-output", ("run_id", Text(taskRun))), DatabricksJson.Default.RunOutput, actor, ct);

    public Task CancelAsync(long run, Actor actor, CancellationToken ct) =>
        http.PostAsync($"{Path}/runs/cancel", new RunNumber(run), DatabricksJson.Default.RunNumber, DatabricksJson.Default.Nothing, isRepeatable: true, actor, ct);

    public async Task<long> RepairAsync(RunRepair repair, Actor actor, CancellationToken ct) =>
        (await http.PostAsync($"{Path}/runs/repair", repair, DatabricksJson.Default.RunRepair, DatabricksJson.Default.RepairNumber, isRepeatable: false, actor, ct)).RepairId;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
