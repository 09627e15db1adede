using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.DeltaLog.Schema;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>Brings one change into the log: follows what others committed meanwhile, checks it against that, and puts the next version in place.</summary>
internal sealed class DeltaTransaction(DeltaTable table, Snapshot? basis, DeltaCommit commit)
{
    private readonly HashSet<string> _durable = new(StringComparer.Ordinal);
    private long _checked = basis?.Version ?? -1;

    public async Task<DeltaOutcome> CommitAsync(CancellationToken ct)
    {
        long? refused = null;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var newest = await table.FindAsync(ct).ConfigureAwait(false);
            if (refused > (newest?.Version ?? -1))
                throw new KaliException($"“{table.CommitPath(refused.Value)}” is taken by something that is no commit. Nothing was changed. Take it away and try again.");
            if (await DoneBeforeAsync(newest, ct).ConfigureAwait(false) is { } done)
                return done;
            if (newest is not null)
                TableFeatures.DemandWritable(newest);
            var followed = commit.Reads is ReadScope.None ? newest : basis;
            var actions = commit.Actions(followed);
            if (await OvertakenByAsync(newest, actions, ct).ConfigureAwait(false) is { } winner)
                return new DeltaOutcome.Overtaken(winner);

            CommitRules.Demand(table, newest, actions);
            MakeDurable(actions);
            var version = (newest?.Version ?? -1) + 1;
            var lines = Lines(newest, version, actions);
            AtomicFile.CreateFolder(table.LogFolder);
            if (!AtomicFile.PutIfAbsent(table.CommitPath(version), CommitText.Of(lines)))
            {
                refused = version;
                continue;
            }
            return new DeltaOutcome.Committed(await AfterAsync(newest, version, lines, ct).ConfigureAwait(false));
        }
    }

    private async Task<DeltaOutcome.AlreadyCommitted?> DoneBeforeAsync(Snapshot? newest, CancellationToken ct)
    {
        if (commit.Once is null || newest?.Txns.GetValueOrDefault(commit.Once) is not { } txn)
            return null;
        var path = table.CommitPath(txn.Version);
        var info = File.Exists(path) ? await CommitFile.ReadInfoAsync(path, ct).ConfigureAwait(false) : null;
        return new(txn.Version, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).SetItems(info?.Members("operationMetrics") ?? []));
    }

    /// <summary>The version that makes this change void, if there is one.</summary>
    private async Task<long?> OvertakenByAsync(Snapshot? newest, IReadOnlyList<DeltaAction> mine, CancellationToken ct)
    {
        if (newest is null)
            return basis is null || commit.Reads is ReadScope.None ? null : throw table.NoTable();
        if (commit.Reads is ReadScope.None)
            return null;
        if (basis is null || newest.Version < basis.Version || newest.Metadata.Id != basis.Metadata.Id)
            return newest.Version;
        for (; _checked < newest.Version; _checked++)
        {
            var theirs = await CommitFile.ReadAsync(table.CommitPath(_checked + 1), ct).ConfigureAwait(false);
            if (ConflictCheck.Conflicts(table.Folder, commit.Reads, mine, theirs))
                return _checked + 1;
        }
        return null;
    }

    private void MakeDurable(IReadOnlyList<DeltaAction> actions)
    {
        foreach (var file in actions.OfType<AddAction>().Select(add => DeltaPath.OnDisk(table.Folder, add.Path)).Where(_durable.Add))
        {
            try
            {
                AtomicFile.Flush(file);
            }
            catch (Exception fault) when (StorageFault.Explains(fault))
            {
                throw StorageFault.Writing(file, fault);
            }
        }
    }

    private List<DeltaAction> Lines(Snapshot? newest, long version, IReadOnlyList<DeltaAction> actions)
    {
        var now = table.Time.GetUtcNow();
        var blind = commit.Reads is ReadScope.None && !actions.OfType<RemoveAction>().Any();
        var lines = new List<DeltaAction>(actions.Count + 2) { CommitText.Info(commit, newest, blind, now) };
        lines.AddRange(actions.OrderBy(action => action switch { ProtocolAction => 0, MetadataAction => 1, RemoveAction => 3, AddAction => 4, _ => 2 }));
        if (commit.Once is not null)
            lines.Insert(1 + actions.Count(action => action is ProtocolAction or MetadataAction), new TxnAction(commit.Once, version, now.ToUnixTimeMilliseconds()));
        return lines;
    }

    private async Task<Snapshot> AfterAsync(Snapshot? newest, long version, List<DeltaAction> lines, CancellationToken ct)
    {
        var replay = newest is null ? new LogReplay(table.Folder) : LogReplay.From(newest);
        replay.Apply(lines);
        var snapshot = new Snapshot(table.Folder, version, replay);
        table.Remember(snapshot);
        if (CheckpointWriting.IsDue(snapshot))
            await new CheckpointWriting(table).TryWriteAsync(snapshot, ct).ConfigureAwait(false);
        return snapshot;
    }
}
