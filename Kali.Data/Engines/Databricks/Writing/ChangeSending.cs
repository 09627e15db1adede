using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>
/// Sends a change that a note has announced, once. Where no answer tells what came of it, the table's history does;
/// until then nothing is sent again.
/// </summary>
internal sealed class ChangeSending(ChangeRoute changes, WarehouseSql warehouse, TableReading tables, LateStatements late)
{
    /// <returns>False when the history shows that it did not happen, and nothing of it can happen any more.</returns>
    public async Task<bool> SendAsync(TableName table, Sql statement, CommitNote note, Actor actor, CancellationToken ct)
    {
        try
        {
            await changes.ChangeAsync(statement, note, actor, ct);
            return true;
        }
        catch (ServiceFault fault) when (fault.MayHaveHappened)
        {
            return await HasHappenedAsync(table, note, fault, actor, ct);
        }
    }

    private async Task<bool> HasHappenedAsync(TableName table, CommitNote note, ServiceFault unanswered, Actor actor, CancellationToken ct)
    {
        try
        {
            while (!await IsThereAsync(table, note, actor, ct))
            {
                if (await FenceAsync(table, note, actor, ct) is not { } fence)
                    continue;
                await late.EndAsync([note.Token], fence, actor, ct);
                return await IsThereAsync(table, note, actor, ct);
            }
            return true;
        }
        catch (NotFoundException)
        {
            // The table was to be made. If that happens yet, making it again is refused.
            return false;
        }
        catch (ServiceFault fault)
        {
            throw new KaliException(
                $"Databricks did not answer while {table} was being changed ({unanswered.ServiceSaid}), and its history cannot be read now ({fault.ServiceSaid}). The history decides later whether the change happened; it is not made twice. Go on when the workspace answers again.",
                fault);
        }
    }

    /// <summary>
    /// A statement of ours that is under way has begun before this commit, and ends in a conflict with it.
    /// </summary>
    /// <returns>The statement that did it; null when another commit came in between, which may be the one in question.</returns>
    private async Task<string?> FenceAsync(TableName table, CommitNote note, Actor actor, CancellationToken ct)
    {
        try
        {
            return (await warehouse.QueryAsync(DeltaSql.SetProperty(table, CommitNote.Fence, note.Token), actor, ct)).StatementId;
        }
        catch (StatementFault fault) when (fault.IsConflict)
        {
            return null;
        }
    }

    private async Task<bool> IsThereAsync(TableName table, CommitNote note, Actor actor, CancellationToken ct) =>
        (await tables.HistoryAsync(table, actor, ct)).Of(note) is not null;
}
