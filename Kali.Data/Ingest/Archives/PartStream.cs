namespace Kali.Data.Ingest.Archives;

/// <summary>The unpacked bytes of one part, and how far its packed ones have been read.</summary>
internal sealed class PartStream(Stream content, MeteredStream packed, long bytesTotal, params IDisposable[] owned) : IDisposable
{
    public Stream Content => content;

    /// <summary>Where the unpacked bytes lie in the file system; null when they do not.</summary>
    public string? LocalPath { get; init; }

    public long BytesRead => Math.Min(packed.BytesRead, bytesTotal);

    public long BytesTotal => bytesTotal;

    public void Dispose()
    {
        content.Dispose();
        packed.Dispose();
        foreach (var one in owned)
            one.Dispose();
    }
}
