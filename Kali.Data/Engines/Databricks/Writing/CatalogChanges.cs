using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>
/// Sends a statement that changes which tables there are, once. It leaves nothing in a history that could tell of it: where no answer tells what came of it,
/// it is kept from beginning any more, and then the catalog shows whether it happened.
/// </summary>
internal sealed class CatalogChanges(WarehouseSql warehouse, LateStatements late, DatabricksOptions options)
{
    /// <param name="table">The table it is about.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="hasHappened">Whether the catalog stands as the statement leaves it and as it did not stand before.</param>
    /// <param name="actor">Whose rights it has.</param>
    /// <param name="ct">Ends it.</param>
    public async Task SendAsync(TableName table, Sql statement, Func<Task<bool>> hasHappened, Actor actor, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            var token = Guid.CreateVersion7().ToString("N");
            try
            {
                await warehouse.ChangeAsync(CommitNote.Mark(statement, token), actor, ct);
                return;
            }
            catch (ServiceFault fault) when (fault.MayHaveHappened)
            {
                if (await HasHappenedAsync(table, token, hasHappened, fault, actor, ct))
                    return;
                if (attempt == options.MaxRebases)
                    throw new KaliException($"Databricks did not answer {attempt + 1} times while {table} was being changed. The catalog shows that the change did not happen; the table is as it was. Go on when the workspace answers again.", fault);
            }
            catch (Exception fault) when (attempt > 0 && fault is RefusedException or NotFoundException)
            {
                // The catalog may have shown the attempt before too late.
                if (!await hasHappened())
                    throw;
                return;
            }
        }
    }

    private async Task<bool> HasHappenedAsync(TableName table, string token, Func<Task<bool>> hasHappened, ServiceFault unanswered, Actor actor, CancellationToken ct)
    {
        try
        {
            var later = (await warehouse.QueryAsync(Sql.Of($"SELECT 1"), actor, ct)).StatementId!;
            await late.EndAsync([token], later, actor, ct);
            return await hasHappened();
        }
        catch (ServiceFault fault)
        {
            throw new KaliException(
                $"Databricks did not answer while {table} was being changed ({unanswered.ServiceSaid}), and its catalog cannot be read now ({fault.ServiceSaid}). It is not known whether the change happened. Look at the table when the workspace answers again.",
                fault);
        }
    }
}
