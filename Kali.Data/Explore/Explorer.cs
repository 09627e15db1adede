using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>Runs SQL that people write: parsed, decided by <see cref="SelectGuard"/>, run apart from everything else.</summary>
public sealed class Explorer(ILakehouse lakehouse, ISelectParser parser, ISandbox sandbox, KaliOptions kali, ExploreOptions options)
{
    /// <summary>Analysts, data engineers and admins write SQL; business users run what others have saved.</summary>
    public static bool MayWriteSql(Actor actor) => actor.IsSteward || actor.Is(KaliRole.Analyst);

    /// <summary>The tables the actor may read, as completion and the table picker show them.</summary>
    public async Task<VisibleTables> TablesAsync(Actor actor, CancellationToken ct) =>
        new(kali.Catalog, await lakehouse.TablesAsync(kali.Catalog, actor, ct));

    /// <summary>The tables with their columns, most useful layer first; a table that cannot be described stands there without columns.</summary>
    public async Task<ImmutableArray<ReadableTable>> ReadableAsync(Actor actor, CancellationToken ct)
    {
        var tables = ImmutableArray.CreateBuilder<ReadableTable>();
        foreach (var name in (await TablesAsync(actor, ct)).All.OrderBy(table => VisibleTables.Preference.IndexOf(table.Layer)).ThenBy(table => table.Name, StringComparer.Ordinal))
            tables.Add(new ReadableTable(name, await ColumnsAsync(name, actor, ct)));
        return tables.ToImmutable();
    }

    /// <summary>Runs one statement for the screen.</summary>
    public Task<ExploreOutcome> RunAsync(string sql, Actor actor, CancellationToken ct)
    {
        Demand(MayWriteSql(actor));
        return RunAsync(sql, options.ForScreen, options.MaxRows, actor, ct);
    }

    /// <summary>Runs one statement for a download.</summary>
    public Task<ExploreOutcome> DownloadAsync(string sql, Actor actor, CancellationToken ct)
    {
        Demand(MayWriteSql(actor));
        return RunAsync(sql, options.ForDownload, options.MaxDownloadRows, actor, ct);
    }

    /// <summary>Runs what somebody saved, with the rights of the one who runs it.</summary>
    internal Task<ExploreOutcome> RunSavedAsync(string sql, Actor actor, CancellationToken ct) =>
        RunAsync(sql, options.ForScreen, options.MaxRows, actor, ct);

    internal Task<ExploreOutcome> DownloadSavedAsync(string sql, Actor actor, CancellationToken ct) =>
        RunAsync(sql, options.ForDownload, options.MaxDownloadRows, actor, ct);

    /// <summary>Says what is wrong with a statement without running it; null when nothing is.</summary>
    public async Task<SqlRefusal?> CheckAsync(string sql, Actor actor, CancellationToken ct) =>
        await GuardAsync(sql, options.ForScreen, actor, ct) is GuardOutcome.Refused refused ? refused.Refusal : null;

    private async Task<ExploreOutcome> RunAsync(string sql, SandboxLimits limits, int maxRows, Actor actor, CancellationToken ct)
    {
        switch (await GuardAsync(sql, limits, actor, ct))
        {
            case GuardOutcome.Refused refused:
                return new ExploreOutcome.Refused(refused.Refusal);
            case GuardOutcome.Allowed allowed:
                var rows = await sandbox.RunAsync(allowed.Select, actor, ct);
                return new ExploreOutcome.Answered(rows, [.. allowed.Select.Tables.Select(table => table.Table)], maxRows);
            case var other:
                throw new InvalidOperationException($"The guard answered {other}.");
        }
    }

    /// <summary>What the guard makes of a statement that is kept and run later, such as a rule's.</summary>
    internal Task<GuardOutcome> AllowedAsync(string sql, SandboxLimits limits, Actor actor, CancellationToken ct) => GuardAsync(sql, limits, actor, ct);

    private async Task<GuardOutcome> GuardAsync(string sql, SandboxLimits limits, Actor actor, CancellationToken ct)
    {
        var parsed = sql.Length > SelectGuard.LongestStatement ? new ParsedSql.NotASelect() : await parser.ParseAsync(sql, ct);
        return new SelectGuard(await TablesAsync(actor, ct), limits).Check(sql, parsed);
    }

    private async Task<ImmutableArray<ColumnSchema>> ColumnsAsync(TableName table, Actor actor, CancellationToken ct)
    {
        try
        {
            return (await lakehouse.DescribeAsync(table, actor, ct))?.Schema.Columns ?? [];
        }
        catch (KaliException)
        {
            return [];
        }
    }

    private static void Demand(bool isAllowed)
    {
        if (!isAllowed)
            throw new NotAllowedException("Writing SQL is for analysts, data engineers and admins. Saved queries are open to everyone.");
    }
}
