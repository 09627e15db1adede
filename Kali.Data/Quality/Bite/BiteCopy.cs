using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>
/// The copy that defects are planted in: two tables under a name that no dataset has, gone when it is disposed. Version 0 of each holds the rows
/// as they are, every later one a copy with defects.
/// </summary>
internal sealed class BiteCopy(ILakehouse lakehouse, DataLoad load, TableSchema texts, Actor worker) : IAsyncDisposable
{
    private const string Mark = "__bite_";
    private static readonly TimeSpan LongestTrial = TimeSpan.FromHours(1);

    /// <summary>The copy as a load of its own, with the row ids of the rows it was made from.</summary>
    public DataLoad Load => load;

    public static BiteCopy Of(ILakehouse lakehouse, DataLoad load, TableSchema texts, Actor worker) =>
        new(lakehouse, load with { Dataset = new DatasetName(load.Dataset.Catalog, $"{load.Dataset.Name}{Mark}{Guid.NewGuid().ToString("N")[..12]}") }, texts, worker);

    /// <summary>Fills the copy, or fills it anew.</summary>
    /// <returns>The texts and the typed rows, at the versions written.</returns>
    public async Task<(TableRef Texts, TableRef Silver)> FillAsync(Sql rows, SilverChoices choices, bool isFirst, CancellationToken ct)
    {
        var written = await CommitAsync(load.Dataset.Raw, texts, rows, isFirst, ct);
        var plan = SilverPlan.For(load, written, choices);
        return (written, await CommitAsync(load.Dataset.Silver, plan.Schema, plan.Rows, isFirst, ct));
    }

    /// <summary>Takes away copies that a killed process left.</summary>
    public static async Task ClearAsync(ILakehouse lakehouse, string catalog, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var left in (await lakehouse.TablesAsync(catalog, Actor.System, ct)).Where(table => table.Name.Contains(Mark, StringComparison.Ordinal)))
        {
            if (await lakehouse.DescribeAsync(left, Actor.System, ct) is { } table && now - table.ChangedAt > LongestTrial)
                await RemoveAsync(lakehouse, left, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What a person cancelled is cleared away all the same.
        foreach (var table in new[] { load.Dataset.Silver, load.Dataset.Raw })
        {
            if (await lakehouse.DescribeAsync(table, Actor.System, CancellationToken.None) is not null)
                await RemoveAsync(lakehouse, table, CancellationToken.None);
        }
    }

    private async Task<TableRef> CommitAsync(TableName table, TableSchema schema, Sql rows, bool isFirst, CancellationToken ct)
    {
        var source = new RowSource.Query(rows);
        var commit = new TableCommit { Table = table, Schema = schema, Change = isFirst ? new TableChange.Append(source) : new TableChange.Overwrite(source) };
        return await lakehouse.CommitAsync(commit, worker, ct) is CommitOutcome.Committed written
            ? table.At(written.Version)
            : throw new KaliException($"{table} was written by somebody else at the same time. Nothing of the dataset was touched. Plant the defects again.");
    }

    private static async Task RemoveAsync(ILakehouse lakehouse, TableName table, CancellationToken ct)
    {
        await lakehouse.DropAsync(table, Actor.System, ct);
        try
        {
            await lakehouse.VacuumAsync(table, TimeSpan.Zero, dryRun: false, Actor.System, ct);
        }
        catch (KaliException fault) when (fault is RefusedException or NotFoundException)
        {
            // Where the catalog keeps what was dropped for some days, it clears it away by its own clock.
        }
    }
}
