using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;

namespace Kali.Web.Tests.Uploads;

/// <summary>A body that begins and then says nothing more, as a sender whose network is gone.</summary>
internal sealed class HangingContent : HttpContent
{
    private readonly byte[] _bytes;
    private readonly int _announced;
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HangingContent(byte[] bytes, int announced)
    {
        (_bytes, _announced) = (bytes, announced);
        Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
    }

    public Task Sent => _sent.Task;

    public void Release() => _released.TrySetException(new IOException("The sender is gone."));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_bytes);
        await stream.FlushAsync();
        _sent.SetResult();
        await _released.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _announced;
        return true;
    }
}

/// <summary>Gives the bytes it has and then breaks, as a connection does.</summary>
internal sealed class BreakingReader(Pipe pipe, int bytes) : PipeReader
{
    private long _left = bytes;
    private System.Buffers.ReadOnlySequence<byte> _given;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_left == 0)
            throw new IOException("The connection broke.");
        var read = await pipe.Reader.ReadAsync(cancellationToken);
        _given = read.Buffer;
        return read;
    }

    public override void AdvanceTo(SequencePosition consumed)
    {
        _left -= _given.Slice(0, consumed).Length;
        pipe.Reader.AdvanceTo(consumed);
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

    public override void CancelPendingRead() => pipe.Reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => pipe.Reader.Complete(exception);

    public override bool TryRead(out ReadResult result)
    {
        if (_left == 0)
            throw new IOException("The connection broke.");
        var hasRead = pipe.Reader.TryRead(out result);
        _given = result.Buffer;
        return hasRead;
    }
}
