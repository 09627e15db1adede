namespace Kali.Data.Ingest.Csv;

/// <summary>
/// Cuts one record at a time out of UTF-8 text: where its cells begin and end, how many bytes it takes.
/// Detection and reading both use it, so what is shown is what is read.
/// </summary>
internal sealed class CsvRecordScanner(CsvSyntax syntax)
{
    /// <summary>Cells remembered of one record; a line of a million delimiters must not cost a gigabyte.</summary>
    public const int MostFields = 1 << 16;

    private const byte Doubled = 1;
    private const byte Escaped = 2;
    private const byte Quoted = 4;

    private int[] _starts = new int[64];
    private int[] _lengths = new int[64];
    private byte[] _marks = new byte[64];
    private byte[] _unescaped = new byte[256];

    public int FieldCount { get; private set; }

    /// <summary>Bytes of the record with its end.</summary>
    public int Consumed { get; private set; }

    /// <summary>Line ends within quoted cells.</summary>
    public int InnerLines { get; private set; }

    /// <summary>Quotes within quoted cells that are neither doubled nor closing.</summary>
    public int StrayQuotes { get; private set; }

    public int QuotedFields { get; private set; }

    /// <summary>Quoted cells that could not stand without their quotes: they hold a delimiter, a line end or a quote.</summary>
    public int NeededQuotes { get; private set; }

    /// <summary>Delimiters that no space follows, where one should.</summary>
    public int UnspacedFields { get; private set; }

    /// <summary>Whether a cell that is not remembered holds text.</summary>
    public bool HasTextBeyond { get; private set; }

    public bool IsQuoted(int field) => (_marks[field] & Quoted) != 0;

    /// <summary>The cell as it stands, its quotes and escapes resolved; good until the next call.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> text, int field)
    {
        var raw = text.Slice(_starts[field], _lengths[field]);
        return (_marks[field] & (Doubled | Escaped)) == 0 ? raw : Unescape(raw, (_marks[field] & Quoted) != 0);
    }

    public int Length(int field) => _lengths[field];

    public CsvScan Next(ReadOnlySpan<byte> text, bool isLast)
    {
        (FieldCount, InnerLines, StrayQuotes, QuotedFields, NeededQuotes, UnspacedFields, HasTextBeyond) = (0, 0, 0, 0, 0, 0, false);
        if (syntax.Comment.Length > 0 && IsComment(text, isLast) is { } scan)
            return scan;
        var position = 0;
        while (true)
        {
            if (syntax.RunsAreOne)
            {
                while (syntax.StartsWithDelimiter(text[position..]))
                    position += syntax.Delimiter.Length;
            }
            else if (syntax.SpaceAfterDelimiter && FieldCount > 0)
            {
                if (position < text.Length && text[position] == ' ')
                    position++;
                else
                    UnspacedFields++;
            }
            if (OpensQuote(text, position, out var open))
            {
                var closed = ScanQuoted(text, isLast, open, ref position);
                if (closed is not null)
                    return closed.Value;
            }
            else
            {
                var ended = ScanPlain(text, isLast, ref position);
                if (ended is not null)
                    return ended.Value;
            }
        }
    }

    private CsvScan? IsComment(ReadOnlySpan<byte> text, bool isLast)
    {
        if (!text.StartsWith(syntax.Comment))
            return null;
        var line = syntax.FirstLine(text);
        if (line.Whole == line.Text && !isLast)
            return CsvScan.NeedsMore;
        Consumed = line.Whole;
        return CsvScan.Comment;
    }

    private bool OpensQuote(ReadOnlySpan<byte> text, int position, out int open)
    {
        open = position;
        if (!syntax.HasQuote)
            return false;
        if (syntax.SpaceBeforeQuote)
        {
            while (open < text.Length && text[open] == ' ')
                open++;
        }
        return open < text.Length && text[open] == syntax.Quote;
    }

    /// <summary>A cell without quotes; null when another one follows in the record.</summary>
    private CsvScan? ScanPlain(ReadOnlySpan<byte> text, bool isLast, ref int position)
    {
        var start = position;
        var at = position;
        byte marks = 0;
        while (true)
        {
            var found = text[at..].IndexOfAny(syntax.PlainStops);
            if (found < 0)
                return isLast ? EndRecord(text, start, text.Length, text.Length, marks) : CsvScan.NeedsMore;
            at += found;
            var stop = text[at];
            if (stop == '\n')
                return EndRecord(text, start, at, at + 1, marks);
            if (stop == '\r' && syntax.CrEnds)
            {
                if (at + 1 == text.Length && !isLast)
                    return CsvScan.NeedsMore;
                return EndRecord(text, start, at, at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1, marks);
            }
            if (syntax.HasEscape && stop == syntax.Escape)
            {
                if (at + 1 == text.Length && !isLast)
                    return CsvScan.NeedsMore;
                if (at + 1 < text.Length && text[at + 1] is (byte)'\n' or (byte)'\r')
                    InnerLines++;
                marks |= Escaped;
                at = Math.Min(at + 2, text.Length);
                continue;
            }
            var delimiter = syntax.Delimiter;
            if (delimiter.Length > 1)
            {
                if (at + delimiter.Length > text.Length && !isLast)
                    return CsvScan.NeedsMore;
                if (!text[at..].StartsWith(delimiter))
                {
                    at++;
                    continue;
                }
            }
            AddField(start, at - start, marks);
            position = at + delimiter.Length;
            return null;
        }
    }

    private CsvScan EndRecord(ReadOnlySpan<byte> text, int start, int end, int consumed, byte marks)
    {
        if (!syntax.CrEnds)
            end = start + text[start..end].TrimEnd((byte)'\r').Length;
        Consumed = consumed;
        if (syntax.RunsAreOne && start == end && FieldCount > 0)
            return CsvScan.Record;
        AddField(start, end - start, marks);
        return FieldCount == 1 && text[start..end].Trim(" \t"u8).IsEmpty ? CsvScan.Blank : CsvScan.Record;
    }

    /// <summary>A cell in quotes; null when another one follows in the record.</summary>
    private CsvScan? ScanQuoted(ReadOnlySpan<byte> text, bool isLast, int open, ref int position)
    {
        var start = open + 1;
        var at = start;
        var marks = Quoted;
        var isStray = false;
        while (true)
        {
            var found = text[at..].IndexOfAny(isStray ? syntax.StrayStops : syntax.QuotedStops);
            if (found < 0)
                return isLast ? CsvScan.BrokenQuote : CsvScan.NeedsMore;
            at += found;
            if (isStray && text[at] is (byte)'\n' or (byte)'\r')
            {
                if (text[at] == '\r' && !syntax.CrEnds && at + 1 < text.Length && text[at + 1] != '\n')
                {
                    at++;
                    continue;
                }
                return CsvScan.BrokenQuote;
            }
            if (at + 1 == text.Length && !isLast)
                return CsvScan.NeedsMore;
            if (syntax.HasEscape && text[at] == syntax.Escape)
            {
                marks |= Escaped;
                at = Math.Min(at + 2, text.Length);
                continue;
            }
            if (at + 1 < text.Length && text[at + 1] == syntax.Quote)
            {
                marks |= Doubled;
                at += 2;
                continue;
            }
            var close = Closes(text, isLast, at + 1, out var next, out var endsRecord);
            if (close == CsvScan.NeedsMore)
                return CsvScan.NeedsMore;
            if (close == CsvScan.BrokenQuote)
            {
                if (!isStray && text[start..at].ContainsAny((byte)'\n', (byte)'\r'))
                    return CsvScan.BrokenQuote;
                isStray = true;
                StrayQuotes++;
                at++;
                continue;
            }
            CountInnerLines(text[start..at]);
            QuotedFields++;
            if (marks != Quoted || text[start..at].IndexOfAny(syntax.PlainStops) >= 0)
                NeededQuotes++;
            AddField(start, at - start, marks);
            position = next;
            if (!endsRecord)
                return null;
            Consumed = next;
            return CsvScan.Record;
        }
    }

    /// <summary>Whether a quote closes its cell: behind it stands, perhaps after spaces, a delimiter or the end of the record.</summary>
    private CsvScan Closes(ReadOnlySpan<byte> text, bool isLast, int behind, out int next, out bool endsRecord)
    {
        (next, endsRecord) = (behind, false);
        if (syntax.StartsWithDelimiter(text[behind..]))
        {
            next += syntax.Delimiter.Length;
            return CsvScan.Record;
        }
        while (next < text.Length && text[next] == ' ' && !syntax.StartsWithDelimiter(text[next..]))
            next++;
        if (next + Math.Max(2, syntax.Delimiter.Length) > text.Length && !isLast)
            return CsvScan.NeedsMore;
        if (syntax.StartsWithDelimiter(text[next..]))
        {
            next += syntax.Delimiter.Length;
            return CsvScan.Record;
        }
        endsRecord = true;
        if (next == text.Length)
            return CsvScan.Record;
        if (syntax.CrEnds && text[next] == '\r')
        {
            next += next + 1 < text.Length && text[next + 1] == '\n' ? 2 : 1;
            return CsvScan.Record;
        }
        while (next < text.Length && text[next] == '\r')
            next++;
        if (next == text.Length)
            return isLast ? CsvScan.Record : CsvScan.NeedsMore;
        if (text[next] != '\n')
            return CsvScan.BrokenQuote;
        next++;
        return CsvScan.Record;
    }

    private void CountInnerLines(ReadOnlySpan<byte> cell)
    {
        if (!cell.ContainsAny((byte)'\n', (byte)'\r'))
            return;
        InnerLines += cell.Count((byte)'\n');
        if (!syntax.CrEnds)
            return;
        InnerLines += cell.Count((byte)'\r') - cell.Count("\r\n"u8);
    }

    private void AddField(int start, int length, byte marks)
    {
        if (FieldCount >= MostFields)
        {
            FieldCount++;
            HasTextBeyond |= length > 0;
            return;
        }
        if (FieldCount == _starts.Length)
        {
            Array.Resize(ref _starts, FieldCount * 2);
            Array.Resize(ref _lengths, FieldCount * 2);
            Array.Resize(ref _marks, FieldCount * 2);
        }
        _starts[FieldCount] = start;
        _lengths[FieldCount] = length;
        _marks[FieldCount++] = marks;
    }

    private Span<byte> Unescape(ReadOnlySpan<byte> raw, bool isQuoted)
    {
        if (_unescaped.Length < raw.Length)
            _unescaped = new byte[Math.Max(raw.Length, _unescaped.Length * 2)];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var isPair = i + 1 < raw.Length
                && ((isQuoted && raw[i] == syntax.Quote && raw[i + 1] == syntax.Quote)
                    || (syntax.HasEscape && raw[i] == syntax.Escape && syntax.IsEscapable(raw[i + 1])));
            if (isPair)
                i++;
            _unescaped[length++] = raw[i];
        }
        return _unescaped.AsSpan(0, length);
    }
}
