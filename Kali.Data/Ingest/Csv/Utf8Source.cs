using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// The bytes of a file as UTF-8, a piece at a time: as they are when they are UTF-8, transcoded otherwise.
/// A byte order mark is left out.
/// </summary>
internal sealed class Utf8Source : IDisposable
{
    private const int PieceLength = 1 << 16;

    private readonly Stream _stream;
    private readonly Encoding _encoding;
    private readonly Decoder? _decoder;
    private readonly byte[] _piece = [];
    private readonly char[] _chars = [];
    private byte[] _waiting = [];
    private int _waitingStart;
    private int _waitingEnd;
    private bool _isEnded;
    private bool _isBegun;
    private long _bytesRead;

    public Utf8Source(Stream stream, Encoding encoding)
    {
        _stream = stream;
        _encoding = encoding;
        MarkLength = 0;
        if (encoding.CodePage == Encoding.UTF8.CodePage)
            return;
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = new BadBytes();
        _decoder = strict.GetDecoder();
        _piece = new byte[PieceLength];
        _chars = new char[strict.GetMaxCharCount(PieceLength)];
        _waiting = new byte[_chars.Length * 3];
    }

    /// <summary>Bytes taken from the file; may be read from any thread.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>The byte order mark's length, known after the first read.</summary>
    public int MarkLength { get; private set; }

    public bool IsUtf8 => _decoder is null;

    /// <summary>Fills as much as there is; fewer bytes than asked for only at the end.</summary>
    public int Read(Span<byte> target)
    {
        var filled = 0;
        while (filled < target.Length)
        {
            var got = _decoder is null ? ReadPlain(target[filled..]) : ReadTranscoded(target[filled..]);
            if (got == 0)
                break;
            filled += got;
        }
        return filled;
    }

    /// <summary>How many bytes of the file this UTF-8 text was.</summary>
    public long SourceLength(ReadOnlySpan<byte> utf8)
    {
        if (_decoder is null)
            return utf8.Length;
        var bad = utf8.Count(BadBytes.MarkByte);
        if (_encoding.IsSingleByte)
        {
            long count = 0;
            foreach (var b in utf8)
                count += (b & 0xC0) != 0x80 ? 1 : 0;
            return count;
        }
        if (bad == 0)
            return _encoding.GetByteCount(Encoding.UTF8.GetString(utf8));
        long length = 0;
        foreach (var piece in utf8.Split(BadBytes.MarkByte))
            length += _encoding.GetByteCount(Encoding.UTF8.GetString(utf8[piece]));
        return length + bad;
    }

    public void Dispose() => _stream.Dispose();

    private int ReadPlain(Span<byte> target)
    {
        if (_bytesRead > 0)
            return Count(_stream.Read(target));
        Span<byte> head = stackalloc byte[3];
        if (target.Length < head.Length)
            return Count(_stream.Read(target));
        var got = _stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Count(got);
        if (head[..got].SequenceEqual(Encoding.UTF8.Preamble))
        {
            MarkLength = got;
            return Count(_stream.Read(target));
        }
        head[..got].CopyTo(target);
        return got;
    }

    private int ReadTranscoded(Span<byte> target)
    {
        while (_waitingStart == _waitingEnd)
        {
            if (_isEnded)
                return 0;
            Transcode();
        }
        var length = Math.Min(target.Length, _waitingEnd - _waitingStart);
        _waiting.AsSpan(_waitingStart, length).CopyTo(target);
        _waitingStart += length;
        return length;
    }

    private void Transcode()
    {
        var got = _stream.Read(_piece);
        Count(got);
        _isEnded = got == 0;
        var chars = _chars.AsSpan(0, _decoder!.GetChars(_piece.AsSpan(0, got), _chars, flush: _isEnded));
        if (!_isBegun && !chars.IsEmpty)
        {
            _isBegun = true;
            if (chars[0] == '\uFEFF')
            {
                MarkLength = _encoding.GetByteCount("\uFEFF");
                chars = chars[1..];
            }
        }
        (_waitingStart, _waitingEnd) = (0, 0);
        while (!chars.IsEmpty)
        {
            var mark = chars.IndexOf(BadBytes.Mark);
            var good = mark < 0 ? chars : chars[..mark];
            _waitingEnd += Encoding.UTF8.GetBytes(good, _waiting.AsSpan(_waitingEnd));
            if (mark < 0)
                break;
            _waiting[_waitingEnd++] = BadBytes.MarkByte;
            chars = chars[(mark + 1)..];
        }
    }

    private int Count(int bytes)
    {
        Volatile.Write(ref _bytesRead, _bytesRead + bytes);
        return bytes;
    }
}
