using System.Collections.Immutable;

namespace Kali.Data.Engines.Probes;

/// <summary>Something that is done with a table of a probe.</summary>
public abstract record ProbeStep
{
    private ProbeStep() { }

    /// <summary>Does it on an engine.</summary>
    internal abstract Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct);

    /// <summary>Rows come, change or go. The change names its table itself.</summary>
    public sealed record Commit(TableCommit Change) : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => lakehouse.CommitAsync(Change, actor, ct);
    }

    /// <summary>The table is as it was at a version.</summary>
    public sealed record Restore(long Version) : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => lakehouse.RestoreAsync(table, Version, actor, ct);
    }

    /// <summary>Its small files become larger ones.</summary>
    public sealed record Optimize(ImmutableArray<string> OrderedBy) : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => lakehouse.OptimizeAsync(table, OrderedBy, actor, ct);
    }

    /// <summary>Files that no version needs are looked for, then deleted.</summary>
    public sealed record Vacuum(TimeSpan Retention) : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => lakehouse.VacuumAsync(table, Retention, dryRun: false, actor, ct);
    }

    /// <summary>It gets another name, under which it is asked for.</summary>
    public sealed record Rename(TableName To) : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => lakehouse.RenameAsync(table, To, actor, ct);
    }

    public sealed record Drop : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => lakehouse.DropAsync(table, actor, ct);
    }

    public sealed record Undrop : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => lakehouse.UndropAsync(table, actor, ct);
    }

    /// <summary>Its columns, size and history are told.</summary>
    public sealed record Describe : ProbeStep
    {
        internal override async Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct)
        {
            await lakehouse.DescribeAsync(table, actor, ct);
            await lakehouse.HistoryAsync(table, actor, ct);
        }
    }

    /// <summary>The function of the catalog is made that cleans a text as the Kali before this one did; the embedded engine has it.</summary>
    public sealed record MakeFunction : ProbeStep
    {
        internal override Task DoAsync(ILakehouse lakehouse, TableName table, Actor actor, CancellationToken ct) => Task.CompletedTask;
    }
}
