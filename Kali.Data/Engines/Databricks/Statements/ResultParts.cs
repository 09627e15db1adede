using System.Globalization;
using System.Runtime.CompilerServices;
using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Statements;

/// <summary>The rows of a finished statement, part by part, the next one fetched while one is read; at the end their number is compared with what the manifest promised.</summary>
internal sealed class ResultParts(StatementsClient statements, LinkClient links, DatabricksOptions options, TimeProvider time)
{
    private const int MostTries = 4;

    public async IAsyncEnumerable<string?[][]> ReadAsync(StatementAnswer answer, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var manifest = answer.Manifest ?? new Manifest();
        if (manifest.Truncated)
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"The result was cut by Databricks after {manifest.TotalRowCount:N0} rows. Ask for fewer rows or columns."));
        var read = 0L;
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var next = manifest.TotalChunkCount > 0 || answer.Result is { DataArray.Length: > 0 } ? FirstAsync(answer, actor, reading.Token) : null;
        try
        {
            for (var chunk = 0; next is not null; chunk++)
            {
                var rows = await next;
                next = chunk + 1 < manifest.TotalChunkCount ? LaterAsync(answer.StatementId!, chunk + 1, actor, reading.Token) : null;
                read += rows.Length;
                yield return rows;
            }
        }
        finally
        {
            // A reader that stops early leaves a part on its way.
            await reading.CancelAsync();
            if (next is not null)
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (read != manifest.TotalRowCount)
            throw new ServiceFault(
                string.Create(CultureInfo.InvariantCulture, $"Databricks promised {manifest.TotalRowCount:N0} rows and delivered {read:N0}. Nothing was changed. Run the query again."), null, "INCOMPLETE", mayHaveHappened: false);
    }

    private Task<string?[][]> FirstAsync(StatementAnswer answer, Actor actor, CancellationToken ct) =>
        answer.Result is { } part && (part.DataArray is not null || part.ExternalLinks is { Length: > 0 })
            ? RowsAsync(part, answer.StatementId!, 0, actor, ct)
            : LaterAsync(answer.StatementId!, 0, actor, ct);

    private async Task<string?[][]> LaterAsync(string statement, int chunk, Actor actor, CancellationToken ct) =>
        await RowsAsync(await statements.PartAsync(statement, chunk, actor, ct), statement, chunk, actor, ct);

    private async Task<string?[][]> RowsAsync(ResultPart part, string statement, int chunk, Actor actor, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (part.DataArray is { } rows)
                return rows;
            try
            {
                if (part.ExternalLinks is not [var link, ..])
                    return [];
                if (await links.RowsAsync(link, ct) is { } fetched)
                    return link.RowCount == 0 || fetched.Length == link.RowCount ? fetched : throw Short(link, fetched.Length);
                if (attempt == MostTries)
                    throw new ServiceFault(FormattableString.Invariant($"The link to part {chunk} of the result expires before it can be read. Run the query again."), null, "LINK_EXPIRED", mayHaveHappened: false);
            }
            catch (ServiceFault fault) when (fault.Code is "LINK" or "INCOMPLETE" && attempt < MostTries)
            {
                // A new link leads to the same rows; what keeps them may need a moment.
                await Task.Delay(options.FirstPause * attempt, time, ct);
            }
            part = await statements.PartAsync(statement, chunk, actor, ct);
        }
    }

    private static ServiceFault Short(ExternalLink link, int rows) =>
        new(FormattableString.Invariant($"Part {link.ChunkIndex} of the result has {rows} rows in place of {link.RowCount}."), null, "INCOMPLETE", mayHaveHappened: false);
}
