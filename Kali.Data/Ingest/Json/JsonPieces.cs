namespace Kali.Data.Ingest.Json;

/// <summary>
/// The records of a JSON text as pieces of its bytes: lines, the elements of a list at a place, or the one document itself.
/// </summary>
internal sealed class JsonPieces : IDisposable
{
    private readonly JsonWindow _window;
    private readonly JsonScanner _scanner;
    private readonly JsonLayout _layout;
    private readonly bool _isBeginning;
    private bool _isDone;
    private bool _isFirst = true;

    public JsonPieces(Stream utf8, JsonLayout layout, string pointer, int longest, bool isBeginning = false)
    {
        _window = new JsonWindow(utf8, longest);
        _scanner = new JsonScanner(_window);
        _layout = layout;
        _isBeginning = isBeginning;
        if (layout != JsonLayout.Document)
            return;
        IsFound = JsonPointer.Parts(pointer).All(_scanner.Enter);
        if (IsFound)
        {
            _scanner.SkipBlanks();
            IsList = _scanner.Take((byte)'[');
        }
        _isDone = !IsFound;
    }

    /// <summary>Whether the document has that place.</summary>
    public bool IsFound { get; } = true;

    /// <summary>Whether a list is there; otherwise the value itself is the one record.</summary>
    public bool IsList { get; }

    /// <summary>The piece, valid until the next call.</summary>
    public ReadOnlySpan<byte> Piece => _window.Marked.Trim(" \t\r\n"u8);

    public bool IsTooLong => _window.IsCut;

    public long Line { get; private set; }

    public long Offset { get; private set; }

    public bool Next()
    {
        _window.Release();
        if (_isDone)
            return false;
        return _layout switch
        {
            JsonLayout.Lines => NextPiece(_scanner.PassLine),
            JsonLayout.Sequence => NextPiece(() => _scanner.PassPiece(isAlone: true)),
            _ => NextInDocument(),
        };
    }

    public void Dispose() => _window.Dispose();

    private bool NextPiece(Action pass)
    {
        _scanner.SkipBlanks();
        if (_scanner.Peek() < 0)
        {
            _isDone = true;
            return false;
        }
        (Line, Offset) = (_window.Line, _window.Offset);
        _window.Mark();
        pass();
        // The text goes on behind what is there: its last piece may not be whole.
        if (_isBeginning && _scanner.Peek() < 0)
            _isDone = true;
        return !_isDone;
    }

    private bool NextInDocument()
    {
        if (!IsList)
        {
            var hasOne = NextPiece(() => _scanner.PassPiece(isAlone: false));
            _isDone = true;
            return hasOne;
        }
        if (!_isFirst)
            _scanner.Take((byte)',');
        _isFirst = false;
        _scanner.SkipBlanks();
        if (_scanner.Peek() is -1 or ']')
        {
            _isDone = true;
            return false;
        }
        var before = _window.Offset;
        var has = NextPiece(() => _scanner.PassPiece(isAlone: false));
        // A closing brace without its opening one stops no piece: it is passed as a piece of its own.
        if (has && _window.Offset == before)
            _window.Advance(1);
        return has;
    }
}

/// <summary>How records lie in a JSON text.</summary>
internal enum JsonLayout
{
    /// <summary>One document; records are the elements of a list in it.</summary>
    Document,

    /// <summary>One document a line.</summary>
    Lines,

    /// <summary>Documents one after the other, over several lines each.</summary>
    Sequence,
}
