namespace Kali.Data.Ingest.Json;

/// <summary>
/// A window on UTF-8 text that slides forward. What lies between <see cref="Mark"/> and the position stays in memory, up to a bound.
/// </summary>
internal sealed class JsonWindow(Stream utf8, int longest) : IDisposable
{
    private byte[] _buffer = new byte[1 << 18];
    private int _at;
    private int _end;
    private int _mark = -1;
    private bool _isLast;
    private long _passed;

    /// <summary>Where the position is, in bytes from the beginning.</summary>
    public long Offset => _passed + _at;

    /// <summary>The line of the position, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>What was marked has grown beyond the bound; only its beginning is kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The bytes not yet passed; empty at the end.</summary>
    public ReadOnlySpan<byte> Ahead()
    {
        if (_at == _end)
            Fill();
        return _buffer.AsSpan(_at, _end - _at);
    }

    public void Advance(int count)
    {
        Line += _buffer.AsSpan(_at, count).Count((byte)'\n');
        _at += count;
    }

    public void Mark()
    {
        Ahead();
        _mark = _at;
        IsCut = false;
    }

    /// <summary>The bytes from the mark to the position; valid until the next call.</summary>
    public ReadOnlySpan<byte> Marked => _buffer.AsSpan(_mark, (IsCut ? _end : _at) - _mark);

    public void Release() => _mark = -1;

    public void Dispose() => utf8.Dispose();

    private void Fill()
    {
        if (_isLast)
            return;
        if (_mark >= 0 && _end - _mark >= longest)
        {
            // The kept beginning is enough to show; the rest passes by.
            IsCut = true;
        }
        var keepFrom = _mark < 0 ? _end : _mark;
        var kept = IsCut ? Math.Min(_end - keepFrom, 16_000) : _end - keepFrom;
        _buffer.AsSpan(keepFrom, kept).CopyTo(_buffer);
        _passed += _at - kept;
        if (kept + (1 << 16) > _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        _mark = _mark < 0 ? -1 : 0;
        (_at, _end) = (kept, kept);
        var read = utf8.Read(_buffer, _end, _buffer.Length - _end);
        _isLast = read == 0;
        _end += read;
    }
}
