using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Tables;

namespace Kali.Data.Engines.Databricks.Exploring;

/// <summary>
/// A person's statements on the SQL warehouse, with that person's rights in Unity Catalog where Kali may act for them. What is sent is written
/// from the guard's tree, reads only the tables named there, and cannot reach a file, a setting or another statement.
/// </summary>
internal sealed class WarehouseSandbox(WarehouseQueries queries, TableReading tables, TimeProvider time) : ISandbox
{
    public async Task<ResultSet> RunAsync(SandboxedSelect select, Actor actor, CancellationToken ct)
    {
        foreach (var table in select.Tables)
            await tables.DemandReadAsync(table.Table, actor, ct);
        var sql = SelectPrinter.Print(select);
        using var longest = new CancellationTokenSource(select.Limits.MaxTime, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, longest.Token);
        try
        {
            return await queries.QueryAsync(sql, actor, end.Token, select.Limits.MaxRows);
        }
        catch (OperationCanceledException) when (longest.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new RefusedException(FormattableString.Invariant(
                $"The query ran for {select.Limits.MaxTime.TotalSeconds:0.#} seconds and was ended, because that is the longest one may run here. Ask for fewer rows or a shorter time."));
        }
    }
}
