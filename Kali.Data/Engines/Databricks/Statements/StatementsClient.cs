using System.Globalization;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Warehouses;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Engines.Databricks.Statements;

/// <summary>The Statement Execution API: starts a statement, looks after it, fetches its parts, ends it.</summary>
internal sealed partial class StatementsClient(DatabricksHttp http, DatabricksOptions options, WarehouseWaking waking, TimeProvider time, ILogger<StatementsClient> log)
{
    private const string Path = "api/2.0/sql/statements";
    private const int MostMissedLooks = 8;
    private static readonly TimeSpan CancelDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Runs a statement to its end. When <paramref name="ct"/> ends first, the warehouse is told to end it too.</summary>
    /// <param name="statement">What to run.</param>
    /// <param name="isRepeatable">Whether running it twice is the same as once: a query is, a change of a table is not.</param>
    /// <param name="actor">Whose rights it has.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="StatementFault">It failed, or was cancelled by somebody else.</exception>
    /// <exception cref="ServiceFault">The workspace refused it or did not answer.</exception>
    public async Task<StatementAnswer> RunAsync(StatementRequest statement, bool isRepeatable, Actor actor, CancellationToken ct)
    {
        var answer = await HandOverAsync(statement, isRepeatable, actor, ct);
        var id = answer.StatementId ?? throw Malformed("it names no statement");
        var began = time.GetTimestamp();
        IDisposable? told = null;
        try
        {
            var pause = TimeSpan.Zero;
            var missed = 0;
            ct.ThrowIfCancellationRequested();
            while (answer.IsRunning)
            {
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, time, ct);
                pause = Next(pause);
                try
                {
                    answer = await http.GetAsync($"{Path}/{PathText.Escape(id)}", DatabricksJson.Default.StatementAnswer, actor, ct);
                    missed = 0;
                }
                catch (ServiceFault fault) when (fault.IsPassing && ++missed < MostMissedLooks)
                {
                    // The statement goes on by itself; the next look may see it.
                    continue;
                }
                if (!answer.IsPending)
                    told?.Dispose();
                else if (told is null && time.GetElapsedTime(began) > options.TellsWaitAfter)
                    told = await waking.TellAsync(statement.WarehouseId, actor, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever asks the history next must find it over: one that waits for the warehouse would begin later.
            await CancelAsync(id, actor);
            throw;
        }
        catch (KaliException fault)
        {
            await CancelAsync(id, actor);
            // Without a token nobody can ask any more; the statement may go on all the same.
            throw (fault as ServiceFault ?? new ServiceFault(fault.Message, null, ServiceFault.NoToken, mayHaveHappened: true, fault)).AfterAcceptance();
        }
        finally
        {
            told?.Dispose();
        }
        if (answer.Status?.State is null)
            throw Malformed("it has no status");
        if (!answer.IsGood)
        {
            var state = answer.Status.State;
            if (state == "CLOSED")
                throw new ServiceFault("Databricks has closed the statement before its end was seen. Run it again.", null, state, mayHaveHappened: true);
            var said = answer.Status.Error?.Message?.Trim() ?? string.Create(CultureInfo.InvariantCulture, $"The statement ended as {state}.");
            throw new StatementFault(said, state, answer.Status.Error?.ErrorCode ?? "UNKNOWN", answer.SqlState);
        }
        return answer with { StatementId = id };
    }

    /// <summary>One part of a result, or a new link to it.</summary>
    public Task<ResultPart> PartAsync(string statementId, int chunk, Actor actor, CancellationToken ct) =>
        http.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{Path}/{PathText.Escape(statementId)}/result/chunks/{chunk}"), DatabricksJson.Default.ResultPart, actor, ct);

    /// <summary>Cancels a statement and returns when it is over: cancelling is only asked for, and what comes after must find it over.</summary>
    public async Task EndAsync(string id, Actor actor, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/{PathText.Escape(id)}/cancel");
        await http.SendAsync(request, isRepeatable: true, actor, ct);
        var pause = options.FirstLookPause;
        while ((await http.GetAsync($"{Path}/{PathText.Escape(id)}", DatabricksJson.Default.StatementAnswer, actor, ct)).IsRunning)
        {
            await Task.Delay(pause, time, ct);
            pause = Next(pause);
        }
    }

    /// <summary>
    /// Sends a statement and returns as soon as the warehouse has taken it. Whoever gives up meanwhile waits a moment for its id:
    /// without that it could not be cancelled, and would run on unseen.
    /// </summary>
    private async Task<StatementAnswer> HandOverAsync(StatementRequest statement, bool isRepeatable, Actor actor, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var givenUp = ct.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).CancelAfter(CancelDeadline), limit);
        return await http.PostAsync(Path, statement, DatabricksJson.Default.StatementRequest, DatabricksJson.Default.StatementAnswer, isRepeatable, actor, limit.Token);
    }

    private async Task CancelAsync(string id, Actor actor)
    {
        using var limit = new CancellationTokenSource(CancelDeadline, time);
        try
        {
            await EndAsync(id, actor, limit.Token);
        }
        catch (Exception fault) when (fault is KaliException or OperationCanceledException)
        {
            NotCancelled(fault, id);
        }
    }

    /// <summary>At once, then after the first pause, doubling to a second, then one second more each time.</summary>
    private TimeSpan Next(TimeSpan pause)
    {
        if (pause == TimeSpan.Zero)
            return options.FirstLookPause;
        var next = pause < TimeSpan.FromSeconds(1) ? pause * 2 : pause + TimeSpan.FromSeconds(1);
        return next < options.LongestLookPause ? next : options.LongestLookPause;
    }

    private static ServiceFault Malformed(string why) =>
        new($"The workspace's answer to a statement cannot be used: {why}.", null, "MALFORMED_RESPONSE", mayHaveHappened: true);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Statement {Statement} could not be cancelled; the warehouse ends it by itself")]
    private partial void NotCancelled(Exception fault, string statement);
}
