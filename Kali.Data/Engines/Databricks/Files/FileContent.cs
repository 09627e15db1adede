using System.Net;
using System.Net.Http.Headers;

namespace Kali.Data.Engines.Databricks.Files;

/// <summary>A file of this machine as a request's body; it is opened anew for each attempt.</summary>
internal sealed class FileContent : HttpContent
{
    private readonly string _path;
    private readonly long _length;

    public FileContent(string path)
    {
        (_path, _length) = (path, new FileInfo(path).Length);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await file.CopyToAsync(stream, cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}
