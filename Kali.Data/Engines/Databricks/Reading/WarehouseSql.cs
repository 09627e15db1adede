using System.Collections.Immutable;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>Kali's statements on their way to the warehouse.</summary>
internal sealed class WarehouseSql(StatementsClient statements, ResultParts parts, DatabricksOptions options)
{
    /// <summary>Runs what only reads. A result too large to come with the answer is fetched from storage instead.</summary>
    public async Task<StatementAnswer> QueryAsync(Sql sql, Actor actor, CancellationToken ct, long? mostRows = null)
    {
        var request = Request(sql) with { RowLimit = mostRows };
        try
        {
            return WithoutCut(await RunAsync(request, isRepeatable: true, sql, actor, ct), mostRows);
        }
        catch (StatementFault fault) when (fault.IsTooLargeForInline)
        {
            return WithoutCut(await RunAsync(request with { Disposition = StatementRequest.ExternalLinks }, isRepeatable: true, sql, actor, ct), mostRows);
        }
    }

    /// <summary>A result that ends where it was asked to end is whole.</summary>
    private static StatementAnswer WithoutCut(StatementAnswer answer, long? mostRows) =>
        answer.Manifest is { Truncated: true } manifest && manifest.TotalRowCount == mostRows ? answer with { Manifest = manifest with { Truncated = false } } : answer;

    /// <summary>Runs what changes something. It is sent once.</summary>
    /// <exception cref="ServiceFault">It is not known what came of it when <see cref="ServiceFault.MayHaveHappened"/>.</exception>
    /// <exception cref="StatementFault">It conflicted with another writer.</exception>
    public Task<StatementAnswer> ChangeAsync(Sql sql, Actor actor, CancellationToken ct) => RunAsync(Request(sql), isRepeatable: false, sql, actor, ct);

    /// <summary>Runs what may be done twice without harm: a description, a definition that says IF NOT EXISTS.</summary>
    public async Task<StatementRows> RowsAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        var answer = await QueryAsync(sql, actor, ct);
        var rows = new List<string?[]>();
        await foreach (var part in parts.ReadAsync(answer, actor, ct))
            rows.AddRange(part);
        return new StatementRows([.. answer.Manifest?.Schema?.Columns ?? []], rows);
    }

    public IAsyncEnumerable<string?[][]> PartsAsync(StatementAnswer answer, Actor actor, CancellationToken ct) => parts.ReadAsync(answer, actor, ct);

    private StatementRequest Request(Sql sql)
    {
        var printed = DatabricksDialect.Print(sql);
        return new StatementRequest { WarehouseId = options.WarehouseId!, Statement = printed.Text, Parameters = StatementValues.Of(printed.Parameters) };
    }

    private async Task<StatementAnswer> RunAsync(StatementRequest request, bool isRepeatable, Sql sql, Actor actor, CancellationToken ct)
    {
        try
        {
            return await statements.RunAsync(request, isRepeatable, actor, ct);
        }
        catch (StatementFault fault) when (!fault.IsConflict && !fault.IsTooLargeForInline)
        {
            throw WarehouseFaults.Told(fault, sql);
        }
        catch (ServiceFault fault) when (fault.IsRefusedRight)
        {
            throw new NotAllowedException($"Databricks did not let {actor.DisplayName} do this: {fault.ServiceSaid}");
        }
    }
}

/// <summary>A small result, by column names.</summary>
internal sealed record StatementRows(ImmutableArray<ManifestColumn> Columns, List<string?[]> Rows)
{
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (string.Equals(Columns[i].Name, column, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    /// <summary>The value of a row's column; null also where there is no such column.</summary>
    public string? Value(string?[] row, string column) => IndexOf(column) is var index and >= 0 ? row[index] : null;
}
