using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Embedded.Writing;

namespace Kali.Data.Engines.Embedded.Upkeep;

/// <summary>Makes an older version the newest: its files come back, those written since go. No row is copied.</summary>
internal sealed class Restoring(TableReads reads, TablesInUse inUse, Committing committing, TimeProvider time)
{
    public async Task<CommitOutcome> RestoreAsync(TableName table, long version, Actor actor, CancellationToken ct)
    {
        await reads.DemandChangeAsync(table, actor, ct);
        var delta = reads.Open(table);
        using var use = inUse.Write(delta.Folder, table.ToString());
        var newest = await delta.FindAsync(ct) ?? throw TableReads.NoTable(table);
        if (version < 0 || version > newest.Version)
            throw new NotFoundException(FormattableString.Invariant($"{table} has no version {version}; its newest is {newest.Version}."));
        var wanted = await delta.AtAsync(version, ct);
        DemandFiles(table, wanted);
        var change = new PreparedChange
        {
            Operation = "RESTORE",
            Reads = ReadScope.Table,
            IsRebasable = true,
            Actions = now => [.. Actions(now ?? throw TableReads.NoTable(table), wanted)],
            Parameters = SchemaChange.Parameters(("version", PreparedChange.Number(version))),
            Metrics = SchemaChange.Parameters(
                ("numOfFilesAfterRestore", PreparedChange.Number(wanted.Files.Length)),
                ("tableSizeAfterRestore", PreparedChange.Number(wanted.Bytes))),
        };
        var commit = new TableCommit
        {
            Table = table,
            Change = new TableChange.Append(new RowSource.Query(Sql.Empty)),
            About = SchemaChange.Parameters(("restored", PreparedChange.Number(version))),
        };
        return await committing.CommitAsync(delta, newest, change, commit, actor, ct) switch
        {
            DeltaOutcome.Committed committed => new CommitOutcome.Committed(committed.Version, 0, 0, 0, 0, 0),
            DeltaOutcome.Overtaken overtaken => new CommitOutcome.Overtaken(overtaken.Winner),
            var other => throw new InvalidOperationException($"A restore cannot end as {other.GetType().Name}."),
        };
    }

    private IEnumerable<DeltaAction> Actions(Snapshot newest, Snapshot wanted)
    {
        var there = newest.Files.Select(file => DeltaPath.Key(newest.Folder, file.Path)).ToHashSet(StringComparer.Ordinal);
        var back = wanted.Files.Select(file => DeltaPath.Key(wanted.Folder, file.Path)).ToHashSet(StringComparer.Ordinal);
        if (newest.Metadata.SchemaString != wanted.Metadata.SchemaString || !newest.Metadata.PartitionColumns.SequenceEqual(wanted.Metadata.PartitionColumns, StringComparer.Ordinal))
            yield return newest.Metadata with { SchemaString = wanted.Metadata.SchemaString, PartitionColumns = wanted.Metadata.PartitionColumns };
        foreach (var file in newest.Files.Where(file => !back.Contains(DeltaPath.Key(newest.Folder, file.Path))))
            yield return file.Remove(time.GetUtcNow());
        foreach (var file in wanted.Files.Where(file => !there.Contains(DeltaPath.Key(wanted.Folder, file.Path))))
            yield return file with { DataChange = true };
    }

    private static void DemandFiles(TableName table, Snapshot wanted)
    {
        var gone = wanted.Files.Count(file => !File.Exists(DeltaPath.OnDisk(wanted.Folder, file.Path)));
        if (gone > 0)
            throw new RefusedException(FormattableString.Invariant(
                $"Version {wanted.Version} of {table} cannot come back: {gone:N0} of its {wanted.Files.Length:N0} files were removed by vacuum. The table stays as it is. Choose a newer version."));
    }
}
