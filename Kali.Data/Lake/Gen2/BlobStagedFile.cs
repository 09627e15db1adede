using System.Buffers;

namespace Kali.Data.Lake.Gen2;

/// <summary>An unfinished file, whose bytes go to the service as blocks while more of them come.</summary>
internal sealed class BlobStagedFile(BlobStagedFiles files, string name, StagedMarks marks, long length, byte[] head) : IStagedFile
{
    private const int HeadBytes = 1 << 20;
    private const int AtOnce = 4;

    private readonly List<Task> _sending = [];
    private readonly MemoryStream _head = Copy(head);
    private StagedMarks _marks = marks;
    private long _headKept = head.Length;
    private long _staged = length;
    private byte[]? _block;
    private int _filled;

    public long Length => _staged + _filled;

    /// <summary>The first megabyte, as far as it has come.</summary>
    public ReadOnlySpan<byte> Head => _head.GetBuffer().AsSpan(0, (int)_head.Length);

    public async ValueTask WriteAsync(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            if (_head.Length < HeadBytes && Length == _head.Length)
                _head.Write(segment.Span[..(int)Math.Min(segment.Length, HeadBytes - _head.Length)]);
            for (var rest = segment; rest.Length > 0;)
            {
                _block ??= ArrayPool<byte>.Shared.Rent(files.BlockBytes);
                var taken = Math.Min(rest.Length, files.BlockBytes - _filled);
                rest[..taken].CopyTo(_block.AsMemory(_filled));
                _filled += taken;
                rest = rest[taken..];
                if (_filled == files.BlockBytes)
                    await SendAsync();
            }
        }
    }

    public async Task SyncAsync()
    {
        if (_filled > 0)
            await SendAsync();
        await Task.WhenAll(_sending);
        _sending.Clear();
        if (_head.Length > _headKept)
        {
            await files.KeepAsync(name, _head.ToArray());
            _headKept = _head.Length;
        }
    }

    public async Task HoldAsync()
    {
        await SyncAsync();
        await files.KeepAsync(name, _marks = _marks with { Held = Length });
    }

    public async Task ReleaseAsync() => await files.KeepAsync(name, _marks = _marks with { Held = null });

    public async Task DropAsync()
    {
        await SyncAsync();
        if (_marks.Held is not { } held)
            return;
        await files.KeepAsync(name, _marks = _marks.CutAt(held));
        _staged = held;
        if (_head.Length > held)
        {
            _head.SetLength(held);
            _headKept = 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What is on its way comes to its end; whether it was taken is asked of the service when the file is gone on with.
        await Task.WhenAll(_sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_block is not null)
            ArrayPool<byte>.Shared.Return(_block);
        files.Closed(name);
        await _head.DisposeAsync();
    }

    private async Task SendAsync()
    {
        while (_sending.Count >= AtOnce)
        {
            await await Task.WhenAny(_sending);
            _sending.RemoveAll(sent => sent.IsCompletedSuccessfully);
        }
        _sending.Add(StageAsync(StagedBlocks.IdOf(_marks.Epoch, _staged), _block!, _filled));
        _staged += _filled;
        (_block, _filled) = (null, 0);
    }

    private async Task StageAsync(string id, byte[] block, int filled)
    {
        try
        {
            using var content = new MemoryStream(block, 0, filled, writable: false);
            await files.AskAsync(name, async () => await files.Blocks(name).StageBlockAsync(id, content));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static MemoryStream Copy(byte[] bytes)
    {
        var copy = new MemoryStream();
        copy.Write(bytes);
        return copy;
    }
}
