using System.Globalization;
using Kali.Data.Lake;

namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>Renames tables, takes them out of the catalog and brings them back, by moving their folders.</summary>
internal sealed class TableFolders(TableReads reads, TablePlaces places, TablesInUse inUse, TimeProvider time)
{
    private const string MomentFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    public async Task RenameAsync(TableName table, TableName to, Actor actor, CancellationToken ct)
    {
        await reads.DemandChangeAsync(table, actor, ct);
        await reads.DemandChangeAsync(to, actor, ct);
        if (table.Schema != to.Schema)
            throw new RefusedException($"{table} can be renamed within {table.Catalog}.{table.Schema} only, because its schema says how far its rows have come.");
        if (!SafeName.IsSafe(to.Name))
            throw new RefusedException($"“{to.Name}” cannot be a table's name. Use letters, digits and underscores.");
        Move(places.FolderOf(table), places.FolderOf(to), table, to);
    }

    public async Task DropAsync(TableName table, Actor actor, CancellationToken ct)
    {
        await reads.DemandChangeAsync(table, actor, ct);
        var target = Path.Combine(places.DroppedFolderOf(table), time.GetUtcNow().ToString(MomentFormat, CultureInfo.InvariantCulture));
        Move(places.FolderOf(table), target, table, null);
    }

    public async Task UndropAsync(TableName table, Actor actor, CancellationToken ct)
    {
        await reads.DemandChangeAsync(table, actor, ct);
        var newest = Dropped(table).LastOrDefault().Folder
            ?? throw new NotFoundException($"There is no dropped table {table} to bring back; vacuum may have removed it.");
        Move(newest, places.FolderOf(table), table, table);
    }

    /// <summary>The folders of dropped tables of that name with the moment they were dropped, oldest first.</summary>
    public IEnumerable<(string Folder, DateTimeOffset DroppedAt)> Dropped(TableName table)
    {
        var folder = new DirectoryInfo(places.DroppedFolderOf(table));
        if (!folder.Exists)
            yield break;
        foreach (var dropped in folder.EnumerateDirectories().OrderBy(dropped => dropped.Name, StringComparer.Ordinal))
        {
            if (DateTimeOffset.TryParseExact(dropped.Name, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                yield return (dropped.FullName, at);
        }
    }

    private void Move(string from, string to, TableName table, TableName? target)
    {
        using var source = inUse.Move(from, table.ToString());
        using var place = inUse.Move(to, (target ?? table).ToString());
        if (!Directory.Exists(from))
            throw TableReads.NoTable(table);
        if (Directory.Exists(to))
            throw new RefusedException($"There is a table {target ?? table} already. Nothing was changed. Rename or drop that one first.");
        try
        {
            AtomicFile.CreateFolder(Path.GetDirectoryName(to)!);
            Directory.Move(from, to);
            AtomicFile.FlushFolder(Path.GetDirectoryName(to)!);
            AtomicFile.FlushFolder(Path.GetDirectoryName(from)!);
        }
        catch (Exception fault) when (StorageFault.Explains(fault))
        {
            throw StorageFault.Writing(to, fault);
        }
    }
}
