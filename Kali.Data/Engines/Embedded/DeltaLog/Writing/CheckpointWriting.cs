using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Lake;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>Writes a table's whole state beside its log every so many versions, so that readers need not replay it from the start.</summary>
internal sealed class CheckpointWriting(DeltaTable table)
{
    private const int DefaultInterval = 10;

    /// <summary>No writer is still at work on a temporary file after that time.</summary>
    private static readonly TimeSpan WritersTime = TimeSpan.FromDays(1);

    public static bool IsDue(Snapshot snapshot)
    {
        var interval = snapshot.Properties.TryGetValue("delta.checkpointInterval", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stated) && stated > 0 ? stated : DefaultInterval;
        return snapshot.Version > 0 && snapshot.Version % interval == 0;
    }

    /// <summary>A checkpoint is a shortcut: when it cannot be written, the commit stands and the next one tries again.</summary>
    public async Task TryWriteAsync(Snapshot snapshot, CancellationToken ct)
    {
        try
        {
            await WriteAsync(snapshot, ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is KaliException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            table.Log.LogWarning(fault, "The checkpoint of version {Version} of {Table} could not be written; the version stands.", snapshot.Version, table.Folder);
        }
    }

    public async Task WriteAsync(Snapshot snapshot, CancellationToken ct)
    {
        var target = Path.Combine(table.LogFolder, LogNames.Checkpoint(snapshot.Version));
        var (lines, parquet) = (AtomicFile.TemporaryBeside(target), AtomicFile.TemporaryBeside(target));
        try
        {
            var actions = Actions(snapshot).ToList();
            var longest = await WriteLinesAsync(lines, actions, ct).ConfigureAwait(false);
            await table.Parquet.WriteCheckpointAsync(lines, longest, parquet, ct).ConfigureAwait(false);
            AtomicFile.Flush(parquet);
            var bytes = new FileInfo(parquet).Length;
            AtomicFile.ReplaceBy(parquet, target);
            AtomicFile.Replace(Path.Combine(table.LogFolder, LogNames.LastCheckpoint), JsonSerializer.SerializeToUtf8Bytes(new
            {
                version = snapshot.Version,
                size = actions.Count,
                sizeInBytes = bytes,
                numOfAddFiles = snapshot.Files.Length,
            }));
            TakeAwayLeftovers();
        }
        finally
        {
            File.Delete(lines);
            File.Delete(parquet);
        }
    }

    /// <summary>Writers that were killed in the middle of a commit left their temporary files.</summary>
    private void TakeAwayLeftovers()
    {
        var oldest = (table.Time.GetUtcNow() - WritersTime).UtcDateTime;
        foreach (var file in new DirectoryInfo(table.LogFolder).EnumerateFiles(".*.tmp").Where(file => AtomicFile.IsTemporary(file.Name) && file.LastWriteTimeUtc < oldest))
            file.Delete();
    }

    private static async Task<int> WriteLinesAsync(string path, IEnumerable<DeltaAction> actions, CancellationToken ct)
    {
        var longest = 0;
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            foreach (var action in actions)
            {
                var line = CommitText.Of([action]);
                longest = Math.Max(longest, line.Length);
                await file.WriteAsync(line, ct).ConfigureAwait(false);
            }
        }
        return longest;
    }

    private IEnumerable<DeltaAction> Actions(Snapshot snapshot)
    {
        var oldest = (table.Time.GetUtcNow() - snapshot.DeletedFileRetention).ToUnixTimeMilliseconds();
        yield return snapshot.Protocol;
        yield return snapshot.Metadata;
        foreach (var txn in snapshot.Txns.Values)
            yield return txn;
        foreach (var domain in snapshot.Domains)
            yield return domain;
        foreach (var removed in snapshot.Removed.Where(removed => removed.DeletionTimestamp is not { } at || at >= oldest))
            yield return removed with { DataChange = false };
        foreach (var add in snapshot.Files)
            yield return add with { DataChange = false };
    }
}
