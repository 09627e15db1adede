using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Schema;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Embedded.Upkeep;

/// <summary>
/// Deletes data files that no version within the retention needs: those taken out of the table longer ago, and those that never
/// came into it. Of a dropped table, everything once it was dropped longer ago.
/// </summary>
internal sealed class Vacuuming(TableReads reads, TableFolders folders, TimeProvider time)
{
    /// <summary>A file that no version has yet may be one that a writer is about to commit.</summary>
    private static readonly TimeSpan WritersTime = TimeSpan.FromHours(1);

    public async Task<VacuumResult> VacuumAsync(TableRef table, TimeSpan retention, bool dryRun, Actor actor, CancellationToken ct)
    {
        if (retention < TimeSpan.Zero)
            throw new RefusedException("A retention is a length of time, from zero upwards. Nothing was deleted.");
        if (table is TableRef.Named { Name: var name })
            await reads.DemandChangeAsync(name, actor, ct);
        var delta = await reads.OpenAsync(table, actor, ct);
        var files = new List<FileInfo>();
        if (await delta.FindAsync(ct) is { } snapshot)
            files.AddRange(Unneeded(snapshot, retention));
        else if (table is not TableRef.Named named || !folders.Dropped(named.Name).Any())
            throw TableReads.NoTable(table);
        var dropped = table is TableRef.Named of ? folders.Dropped(of.Name).Where(gone => gone.DroppedAt <= time.GetUtcNow() - retention).ToList() : [];
        files.AddRange(dropped.SelectMany(gone => new DirectoryInfo(gone.Folder).EnumerateFiles("*", SearchOption.AllDirectories)));

        var result = new VacuumResult([.. files.Select(file => Shown(delta.Folder, file))], files.Sum(file => file.Length), dryRun);
        if (!dryRun)
            Delete(files, delta.Folder, [.. dropped.Select(gone => gone.Folder)], ct);
        return result;
    }

    private List<FileInfo> Unneeded(Snapshot snapshot, TimeSpan retention)
    {
        TableFeatures.DemandWritable(snapshot);
        var now = time.GetUtcNow();
        var needed = snapshot.Files.Select(file => file.Path)
            .Concat(snapshot.Removed.Where(removed => removed.DeletionTimestamp is { } at && at > (now - retention).ToUnixTimeMilliseconds()).Select(removed => removed.Path))
            .Select(path => DeltaPath.Key(snapshot.Folder, path))
            .ToHashSet(StringComparer.Ordinal);
        var released = snapshot.Removed.Select(removed => DeltaPath.Key(snapshot.Folder, removed.Path)).ToHashSet(StringComparer.Ordinal);
        var oldest = now - (retention > WritersTime ? retention : WritersTime);
        return
        [
            .. DataFiles(new DirectoryInfo(snapshot.Folder), snapshot.Schema.PartitionedBy)
                .Where(file => Key(snapshot.Folder, file) is var key && !needed.Contains(key) && (released.Contains(key) || file.LastWriteTimeUtc <= oldest.UtcDateTime))
                .OrderBy(file => file.FullName, StringComparer.Ordinal),
        ];
    }

    /// <summary>Everything but the log and what other engines hide in folders of theirs; a partition's folder may begin with an underscore.</summary>
    private static IEnumerable<FileInfo> DataFiles(DirectoryInfo folder, ImmutableArray<string> partitions)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                continue;
            if (entry is FileInfo file)
            {
                yield return file;
            }
            else if (entry is DirectoryInfo below && (entry.Name[0] is not ('_' or '.') || partitions.Any(column => entry.Name.StartsWith(DeltaPath.PartitionFolder([new(column, null)]).Split('=')[0] + "=", StringComparison.Ordinal))))
            {
                foreach (var inside in DataFiles(below, partitions))
                    yield return inside;
            }
        }
    }

    private static void Delete(List<FileInfo> files, string folder, ImmutableArray<string> dropped, CancellationToken ct)
    {
        try
        {
            foreach (var file in files)
            {
                ct.ThrowIfCancellationRequested();
                file.Delete();
                if (file.Directory is { } parent && parent.FullName != folder && parent.Exists && !parent.EnumerateFileSystemInfos().Any())
                    parent.Delete();
            }
            foreach (var gone in dropped.Where(Directory.Exists))
                Directory.Delete(gone, recursive: true);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(folder, fault);
        }
    }

    private static string Key(string folder, FileInfo file) => Path.GetRelativePath(folder, file.FullName).Replace('\\', '/');

    private static string Shown(string folder, FileInfo file) => Key(folder, file);
}
