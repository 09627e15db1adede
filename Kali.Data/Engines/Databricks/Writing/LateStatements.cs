using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>
/// Ends changes whose answer was lost. One that still waits in the warehouse's queue begins after any commit that was to keep it out,
/// so it is looked up by its note's mark and cancelled.
/// </summary>
internal sealed class LateStatements(QueryHistoryClient history, StatementsClient statements, DatabricksOptions options, TimeProvider time)
{
    private const int MostLooks = 12;

    /// <summary>When this returns, no change with one of these notes that was sent before <paramref name="later"/> begins any more.</summary>
    /// <param name="tokens">The notes' tokens.</param>
    /// <param name="later">A statement sent after them: once the history shows it, it shows them too.</param>
    /// <param name="actor">Whose statements they are.</param>
    /// <param name="ct">Ends it.</param>
    public async Task EndAsync(IReadOnlyCollection<string> tokens, string later, Actor actor, CancellationToken ct)
    {
        await UntilShownAsync(later, actor, ct);
        // In this order: between the two looks a statement goes from the first state into the second.
        foreach (var state in new[] { QueryHistoryClient.Queued, QueryHistoryClient.Running })
        {
            await foreach (var query in history.InStateAsync(state, options.WarehouseId!, actor, ct))
            {
                if (query.QueryId is { } id && query.QueryText is { } text && tokens.Any(token => text.Contains(CommitNote.MarkOf(token), StringComparison.Ordinal)))
                    await statements.EndAsync(id, actor, ct);
            }
        }
    }

    private async Task UntilShownAsync(string statement, Actor actor, CancellationToken ct)
    {
        var pause = options.FirstLookPause;
        for (var look = 1; !await history.ShowsAsync(statement, actor, ct); look++)
        {
            if (look == MostLooks)
                throw new ServiceFault($"The query history of Databricks does not show the statement {statement}, so it cannot be seen whether one before it still waits.", null, "NOT_SHOWN", mayHaveHappened: true);
            await Task.Delay(pause, time, ct);
            pause = options.PauseAfter(pause);
        }
    }
}
