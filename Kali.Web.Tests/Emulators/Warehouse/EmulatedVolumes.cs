namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>Files of volumes, in a folder of this machine.</summary>
internal sealed class EmulatedVolumes(EmulatedMetastore metastore, string folder)
{
    private const string Incoming = ".incoming";

    /// <summary>Puts a file there when it has come whole; nobody sees a part of it.</summary>
    public async Task WriteAsync(string local, Stream content, CancellationToken ct)
    {
        var incoming = Directory.CreateDirectory(Path.Combine(folder, Incoming)).FullName;
        var whole = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
        await using (var file = File.Create(whole))
            await content.CopyToAsync(file, ct);
        File.Move(whole, local, overwrite: true);
    }

    /// <summary>The local place of <c>/Volumes/catalog/schema/volume/…</c>; null when there is no such volume.</summary>
    public string? LocalPath(string path)
    {
        var parts = path.Trim('/').Split('/');
        if (parts.Length < 4 || parts[0] != "Volumes" || parts.Any(part => part is "" or "." or ".."))
            return null;
        lock (metastore.Gate)
        {
            if (!metastore.Catalogs.TryGetValue(parts[1], out var catalog) || !catalog.Schemas.TryGetValue(parts[2], out var schema) || !schema.Volumes.ContainsKey(parts[3]))
                return null;
        }
        return Path.Combine([folder, .. parts[1..]]);
    }
}
