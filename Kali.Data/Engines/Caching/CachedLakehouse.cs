using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Kali.Data.Engines.Caching;

/// <summary>
/// A lakehouse that remembers what people have just read: small results, descriptions and histories, each by the versions of the tables it was read from.
/// A table's version is looked at every time, so a commit of another process is seen; what Kali's own runs read is read once and not kept.
/// </summary>
internal sealed class CachedLakehouse(ILakehouse lakehouse, ITableMarks marks, KeptReads kept) : DelegatingLakehouse(lakehouse)
{
    private const long BytesAnEntry = 1 << 10;

    public override async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        if (await KeyAsync(sql, actor, ct) is not { } key)
            return await base.QueryAsync(sql, actor, ct, progress);
        if (!kept.TryFind<KeptRows>(key, out var rows))
            return new KeepingResultSet(await base.QueryAsync(sql, actor, ct, progress), (read, bytes) => kept.Keep(key, read, bytes));
        progress?.Report(1);
        return rows.AsResult();
    }

    public override async Task<TableDescription?> DescribeAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        if (await KeyAsync("describe", table, actor, ct) is not { } key)
            return await base.DescribeAsync(table, actor, ct);
        if (kept.TryFind<TableDescription>(key, out var known))
            return known;
        var description = await base.DescribeAsync(table, actor, ct);
        if (description is not null)
            kept.Keep(key, description, BytesAnEntry * (1 + description.Files.Length + description.Schema.Columns.Length / 4));
        return description;
    }

    public override async Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(TableRef table, Actor actor, CancellationToken ct)
    {
        if (await KeyAsync("history", table, actor, ct) is not { } key)
            return await base.HistoryAsync(table, actor, ct);
        if (kept.TryFind<List<TableHistoryEntry>>(key, out var known))
            return [.. known];
        var history = await base.HistoryAsync(table, actor, ct);
        kept.Keep(key, history.ToList(), BytesAnEntry * (1 + history.Length));
        return history;
    }

    public override Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null) =>
        ChangeAsync(base.CommitAsync(commit, actor, ct, progress), commit.Table);

    public override Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct) =>
        ChangeAsync(base.RestoreAsync(table, version, actor, ct), table);

    public override Task<CommitOutcome> OptimizeAsync(TableName table, ImmutableArray<string> orderedBy, Actor actor, CancellationToken ct) => ChangeAsync(base.OptimizeAsync(table, orderedBy, actor, ct), table);

    public override async Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct)
    {
        var result = await base.VacuumAsync(table, retention, dryRun, actor, ct);
        // Rows whose files are gone are not to be had any more.
        if (!dryRun)
            kept.Clear();
        return result;
    }

    public override Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct) => MoveAsync(base.RenameAsync(table, to, actor, ct), table, to);

    public override Task DropAsync(TableName table, Actor actor, CancellationToken ct) => MoveAsync(base.DropAsync(table, actor, ct), table);

    public override Task UndropAsync(TableName table, Actor actor, CancellationToken ct) => MoveAsync(base.UndropAsync(table, actor, ct), table);

    private async Task<CommitOutcome> ChangeAsync(Task<CommitOutcome> change, TableName table)
    {
        await MoveAsync(change, table);
        return await change;
    }

    private async Task MoveAsync(Task move, params TableName[] tables)
    {
        try
        {
            await move;
        }
        finally
        {
            // Also of a change that failed nobody knows here how far it came.
            foreach (var table in tables)
                marks.Changed(table);
        }
    }

    /// <summary>What the answer is kept by; null where it is not kept.</summary>
    private async Task<string?> KeyAsync(Sql sql, Actor actor, CancellationToken ct)
    {
        if (!marks.MayKeepFor(actor))
            return null;
        var tables = new HashSet<TableRef>();
        var statement = Dialect.Print(sql, table =>
        {
            tables.Add(table);
            return table.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{table.Shown}@{version}") : table.Shown;
        });
        var key = new StringBuilder(statement.Text).Append('\0');
        foreach (var value in statement.Parameters)
            key.Append(value?.GetType().Name).Append(' ').Append(value is IFormattable exact ? exact.ToString("", CultureInfo.InvariantCulture) : value).Append('\0');
        foreach (var table in tables.OrderBy(table => table.Shown, StringComparer.Ordinal).ThenBy(table => table.Version))
        {
            if (await MarkAsync(table, actor, ct) is not { } mark)
                return null;
            key.Append(mark).Append('\0');
        }
        return $"{Dialect.Name}\0{key}";
    }

    private async Task<string?> KeyAsync(string what, TableRef table, Actor actor, CancellationToken ct) =>
        marks.MayKeepFor(actor) && table is TableRef.Named { Name: var name } && await marks.OfAsync(name, actor, ct) is { } mark
            ? string.Create(CultureInfo.InvariantCulture, $"{Dialect.Name}\0{what}\0{name}@{table.Version}\0{mark.Table}@{mark.Version}")
            : null;

    /// <summary>A version never changes; only another table may have taken the name.</summary>
    private async Task<string?> MarkAsync(TableRef table, Actor actor, CancellationToken ct) =>
        table is TableRef.Named { Name: var name } && await marks.OfAsync(name, actor, ct) is { } mark
            ? string.Create(CultureInfo.InvariantCulture, $"{mark.Table}@{table.Version ?? mark.Version}")
            : null;
}
