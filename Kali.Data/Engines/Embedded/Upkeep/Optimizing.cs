using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Embedded.Writing;
using Microsoft.Extensions.Options;

namespace Kali.Data.Engines.Embedded.Upkeep;

/// <summary>Puts small files of a partition together into larger ones. Every row stays, and so does the order of the files' rows.</summary>
internal sealed class Optimizing(
    DuckInstance duck, DuckThreads threads, TableReads reads, TablePlaces places, TablesInUse inUse, Committing committing, TimeProvider time, IOptions<EmbeddedOptions> options)
{
    public async Task<CommitOutcome> OptimizeAsync(TableName table, Actor actor, CancellationToken ct)
    {
        await reads.DemandChangeAsync(table, actor, ct);
        var delta = reads.Open(table);
        using var use = inUse.Write(delta.Folder, table.ToString());
        var newest = await delta.FindAsync(ct) ?? throw TableReads.NoTable(table);
        var bins = Bins(newest);
        if (bins.IsEmpty)
            return new CommitOutcome.Committed(newest.Version, 0, 0, 0, 0, 0);
        var relations = new List<SnapshotRelation>();
        foreach (var bin in bins)
            relations.Add(await SnapshotRelation.OfAsync(delta, newest, new RelationOptions { Files = bin }, ct));
        var commit = new TableCommit { Table = table, Change = new TableChange.Append(new RowSource.Query(Sql.Empty)) };
        return await threads.RunAsync(async () =>
        {
            using var session = duck.Open(ct);
            using var files = new DataFileWriter(session, delta.Folder, places.TempFolder, null, text: null, time);
            List<AddAction> added = [];
            foreach (var relation in relations)
                added.AddRange(files.Write(Sql.Of($"SELECT * FROM {Sql.FromVerified(relation.Text)}"), newest.Schema, ImmutableDictionary<string, object?>.Empty, dataChange: false));
            var change = Change(bins, added);
            var outcome = await committing.CommitAsync(delta, newest, change, commit, actor, ct);
            if (outcome is not DeltaOutcome.Committed committed)
                return new CommitOutcome.Overtaken(((DeltaOutcome.Overtaken)outcome).Winner);
            files.Keep();
            return (CommitOutcome)new CommitOutcome.Committed(committed.Version, change.RowsWritten, 0, 0, change.BytesWritten, added.Count);
        }, ct);
    }

    private PreparedChange Change(ImmutableArray<ImmutableArray<AddAction>> bins, List<AddAction> added)
    {
        var old = bins.SelectMany(bin => bin).ToList();
        return new PreparedChange
        {
            Operation = "OPTIMIZE",
            Reads = ReadScope.Files(old),
            Actions = _ => [.. old.Select(file => file.Remove(time.GetUtcNow(), dataChange: false)), .. added],
            Added = [.. added],
            Metrics = SchemaChange.Parameters(
                ("numRemovedFiles", PreparedChange.Number(old.Count)),
                ("numRemovedBytes", PreparedChange.Number(old.Sum(file => file.Size))),
                ("numAddedFiles", PreparedChange.Number(added.Count)),
                ("numAddedBytes", PreparedChange.Number(added.Sum(file => file.Size)))),
        };
    }

    /// <summary>Small files of equal partition, oldest first, filled up to the wanted size; a file that would stay alone is left.</summary>
    private ImmutableArray<ImmutableArray<AddAction>> Bins(Snapshot snapshot)
    {
        var largest = options.Value.OptimizedFileBytes;
        var bins = ImmutableArray.CreateBuilder<ImmutableArray<AddAction>>();
        var partitions = snapshot.Files
            .Where(file => file.Size < largest)
            .GroupBy(file => string.Join('\u0001', snapshot.Schema.PartitionedBy.Select(column => file.PartitionValues.GetValueOrDefault(column) ?? "\u0002")), StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            var bin = new List<AddAction>();
            foreach (var file in partition.OrderBy(file => file.ModificationTime).ThenBy(file => file.Path, StringComparer.Ordinal))
            {
                if (bin.Sum(inside => inside.Size) + file.Size > largest)
                    Close(bin);
                bin.Add(file);
            }
            Close(bin);
        }
        return bins.ToImmutable();

        void Close(List<AddAction> bin)
        {
            if (bin.Count > 1)
                bins.Add([.. bin]);
            bin.Clear();
        }
    }
}
