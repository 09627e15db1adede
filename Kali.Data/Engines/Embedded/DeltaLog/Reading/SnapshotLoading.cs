using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>Builds a snapshot from the newest checkpoint that can be read and every commit after it, without a gap.</summary>
internal sealed class SnapshotLoading(DeltaTable table, LogListing listing)
{
    public async Task<Snapshot> LoadAsync(long version, CancellationToken ct)
    {
        KaliException? damage = null;
        foreach (var checkpoint in listing.Checkpoints.Where(checkpoint => checkpoint.Version <= version).Reverse())
        {
            var replay = new LogReplay(table.Folder);
            try
            {
                await ApplyAsync(replay, checkpoint, ct).ConfigureAwait(false);
            }
            catch (KaliException fault)
            {
                // A broken checkpoint is a lost shortcut only, as long as an older one or the commits are there.
                damage = fault;
                continue;
            }
            return await ReplayAsync(replay, checkpoint.Version + 1, version, ct).ConfigureAwait(false);
        }
        if (listing.Commits.IsEmpty || listing.Commits[0] > 0)
            throw damage ?? Gap(0, version);
        return await ReplayAsync(new LogReplay(table.Folder), 0, version, ct).ConfigureAwait(false);
    }

    private async Task<Snapshot> ReplayAsync(LogReplay replay, long from, long to, CancellationToken ct)
    {
        for (var version = from; version <= to; version++)
        {
            if (listing.Commits.AsSpan().BinarySearch(version) < 0)
                throw Gap(version, to);
            replay.Apply(await CommitFile.ReadAsync(table.CommitPath(version), ct).ConfigureAwait(false));
        }
        return new Snapshot(table.Folder, to, replay);
    }

    private async Task ApplyAsync(LogReplay replay, CheckpointFiles checkpoint, CancellationToken ct)
    {
        foreach (var path in checkpoint.Paths)
        {
            var actions = await ReadAsync(path, ct).ConfigureAwait(false);
            replay.Apply(actions);
            foreach (var sidecar in actions.OfType<SidecarAction>())
                replay.Apply(await ReadAsync(SidecarPath(sidecar), ct).ConfigureAwait(false));
        }
    }

    private async Task<List<DeltaAction>> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return path.EndsWith(".json", StringComparison.Ordinal)
                ? await CommitFile.ReadAsync(path, ct).ConfigureAwait(false)
                : await table.Parquet.ReadActionsAsync(path, ct).ConfigureAwait(false);
        }
        catch (JsonException fault)
        {
            throw new KaliException($"The checkpoint “{path}” holds an action that cannot be read: {fault.Message}", fault);
        }
    }

    private string SidecarPath(SidecarAction sidecar) =>
        sidecar.Path.Contains("://", StringComparison.Ordinal) || sidecar.Path.StartsWith('/')
            ? DeltaPath.OnDisk(table.Folder, sidecar.Path)
            : Path.Combine(table.LogFolder, LogNames.Sidecars, Uri.UnescapeDataString(sidecar.Path));

    private RefusedException Gap(long missing, long wanted) => new(string.Create(CultureInfo.InvariantCulture,
        $"The log of the table in “{table.Folder}” lacks version {missing}, so version {wanted} cannot be told. Nothing was changed. Bring back the file {LogNames.Commit(missing)}, or read an earlier version."));
}
