using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Kali.Data.Engines;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// Reads a text table without losing anything: every record becomes a row or is told as rejected, every other line is told as skipped.
/// A record that cannot be cut into cells costs its own first line and nothing more: reading goes on with the next line.
/// Memory is bounded by <see cref="CsvReadOptions.LongestRecord"/>, whatever the file holds.
/// </summary>
public sealed class CsvReader : IFileRows
{
    private const int LongestText = 4_000;

    private readonly CsvDialect _dialect;
    private readonly CsvSyntax _syntax;
    private readonly CsvReadOptions _options;
    private readonly Utf8Source _source;
    private readonly CsvRecordScanner _scanner;
    private readonly CsvRecordScanner _ahead;
    private readonly int _columns;
    private readonly FooterHold? _hold;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _isLast;
    private bool _hasBadBytes;
    private bool _isBegun;
    private bool _isDone;
    private long _offset;
    private long _row;
    private long _line = 1;
    private byte[]? _header;
    private long _rowsRead;
    private long _rowsRejected;

    /// <param name="stream">The file from its first byte; disposed with the reader.</param>
    /// <param name="detection">How it is read.</param>
    /// <param name="options">Bounds and listeners.</param>
    public CsvReader(Stream stream, CsvDetection detection, CsvReadOptions options)
    {
        _dialect = detection.Dialect;
        _syntax = new CsvSyntax(_dialect);
        _options = options;
        _buffer = new byte[options.BufferLength];
        _source = new Utf8Source(stream, detection.Encoding);
        _scanner = new CsvRecordScanner(_syntax);
        _ahead = new CsvRecordScanner(_syntax);
        _columns = detection.ColumnCount;
        _hold = _dialect.FooterRows > 0 ? new FooterHold(_dialect.FooterRows, _columns) : null;
        Labels = detection.Labels;
        Columns = detection.ColumnNames();
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string> Labels { get; }

    public long RowsRead => Volatile.Read(ref _rowsRead);

    public long RowsRejected => Volatile.Read(ref _rowsRejected);

    public long BytesRead => _source.BytesRead;

    public long BytesTotal => _options.BytesTotal;

    public bool Read(TextBatch batch)
    {
        batch.Clear();
        if (!_isBegun)
            Begin();
        while (!batch.IsFull)
        {
            if (_hold is not null && _hold.Take(batch, Reject))
            {
                Volatile.Write(ref _rowsRead, _rowsRead + 1);
                continue;
            }
            if (_isDone)
                break;
            var scan = Next();
            if (scan is null)
                End();
            else if (_dialect.LastRow > 0 && _row >= _dialect.LastRow)
                PassOther(scan.Value);
            else
                Take(scan.Value, batch);
        }
        return batch.RowCount > 0;
    }

    public void Dispose() => _source.Dispose();

    private void Begin()
    {
        _isBegun = true;
        while (_row < _dialect.PreambleRows && Next() is { } scan)
            Skip(scan, _row < _dialect.RowsOfOthers ? SkippedLineKind.OtherTable : SkippedLineKind.Preamble);
        for (var headers = 0; headers < _dialect.HeaderRows && Next() is { } scan;)
        {
            if (scan == CsvScan.Record)
                _header = Window[.._scanner.Consumed].ToArray();
            headers += Counts(scan) ? 1 : 0;
            Skip(scan, SkippedLineKind.Header);
        }
        for (var units = 0; units < _dialect.UnitsRows && Next() is { } scan;)
        {
            units += Counts(scan) ? 1 : 0;
            Skip(scan, scan == CsvScan.Comment ? SkippedLineKind.Comment : SkippedLineKind.Units);
        }
    }

    private bool Counts(CsvScan scan) => scan is CsvScan.Record or CsvScan.BrokenQuote || (scan == CsvScan.Blank && _columns == 1);

    /// <summary>A line behind this table: another part reads it.</summary>
    private void PassOther(CsvScan scan)
    {
        _hold?.End(left => _options.OnSkipped?.Invoke(left));
        Skip(scan, SkippedLineKind.OtherTable);
    }

    private void End()
    {
        _isDone = true;
        _hold?.End(left => _options.OnSkipped?.Invoke(left));
    }

    private Span<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Scans the record the window begins with, filling the buffer as needed; null at the end of the file.</summary>
    private CsvScan? Next()
    {
        while (true)
        {
            if (_start < _end || _isLast)
            {
                if (_start == _end)
                    return null;
                var scan = _scanner.Next(Window, _isLast && !_options.IsBeginning);
                if (scan != CsvScan.NeedsMore)
                    return scan;
                if (_isLast)
                    return null;
                if (Window.Length >= _options.LongestRecord)
                    return CsvScan.BrokenQuote;
            }
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Window.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, Array.MaxLength));
        var got = _source.Read(_buffer.AsSpan(_end));
        _isLast = got < _buffer.Length - _end;
        _end += got;
        if (_offset == 0 && _start == 0)
            _offset = _source.MarkLength;
        _hasBadBytes = !Utf8.IsValid(_isLast && !_options.IsBeginning ? Window : WholeCharacters(Window));
    }

    /// <summary>Leaves out a character that the end of the buffer cuts in two.</summary>
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(4, text.Length); back++)
        {
            var lead = text[^back];
            if ((lead & 0xC0) == 0x80)
                continue;
            var length = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return length > back ? text[..^back] : text;
        }
        return text;
    }

    private void Take(CsvScan scan, TextBatch batch)
    {
        switch (scan)
        {
            case CsvScan.Record:
                TakeRecord(batch);
                break;
            case CsvScan.Blank when _columns == 1:
                TakeRecord(batch);
                break;
            case CsvScan.Blank:
                Advance(_scanner.Consumed, 1 + _scanner.InnerLines);
                break;
            case CsvScan.Comment:
                Skip(scan, SkippedLineKind.Comment);
                break;
            default:
                RejectBroken();
                break;
        }
    }

    private void TakeRecord(TextBatch batch)
    {
        var fault = Fault();
        if (fault == RejectReason.BrokenQuote)
        {
            RejectBroken();
            return;
        }
        if (fault is not null)
        {
            var length = _syntax.FirstLine(Window[.._scanner.Consumed]);
            var text = _scanner.InnerLines == 0 ? Window[..length.Text] : Window[.._scanner.Consumed];
            Give(fault.Value, text);
        }
        else
        {
            var target = _hold?.Row ?? batch;
            var fields = Math.Min(_scanner.FieldCount, _columns);
            for (var field = 0; field < fields; field++)
                target.Add(_scanner.Cell(Window, field));
            for (var field = fields; field < _columns; field++)
                target.AddNull();
            target.EndRow(_row + 1);
            if (_hold is not null)
                _hold.AddRow();
            else
                Volatile.Write(ref _rowsRead, _rowsRead + 1);
        }
        Advance(_scanner.Consumed, 1 + _scanner.InnerLines);
    }

    private RejectReason? Fault()
    {
        var record = Window[.._scanner.Consumed];
        if (_scanner.FieldCount > _columns && HasTextBeyond())
            return _scanner.InnerLines > 0 && NextLineIsARow() ? RejectReason.BrokenQuote : RejectReason.TooManyFields;
        if (_scanner.FieldCount < _columns && _scanner.InnerLines > 0 && NextLineIsARow())
            return RejectReason.BrokenQuote;
        if (_hasBadBytes && !Utf8.IsValid(record))
            return RejectReason.BadByte;
        if (_scanner.Consumed > _options.LongestCell && HasTooLongCell())
            return RejectReason.TooLong;
        if (_header is not null && _header.Length > 1 && _columns > 1 && record.TrimEnd("\r\n"u8).SequenceEqual(_header.AsSpan().TrimEnd("\r\n"u8)))
            return RejectReason.RepeatedHeader;
        return null;
    }

    /// <summary>Empty cells behind the last column hold nothing that could be lost.</summary>
    private bool HasTextBeyond()
    {
        if (_scanner.HasTextBeyond)
            return true;
        for (var field = _columns; field < Math.Min(_scanner.FieldCount, CsvRecordScanner.MostFields); field++)
        {
            if (_scanner.Length(field) > 0)
                return true;
        }
        return false;
    }

    private bool HasTooLongCell()
    {
        for (var field = 0; field < Math.Min(_scanner.FieldCount, _columns); field++)
        {
            if (_scanner.Length(field) > _options.LongestCell)
                return true;
        }
        return false;
    }

    /// <summary>
    /// A record over several lines that has not as many cells as there are columns, while its second line alone has: then a quote was
    /// opened and closed by accident, and lines must not vanish in a cell.
    /// </summary>
    private bool NextLineIsARow()
    {
        var rest = Window[_syntax.FirstLine(Window).Whole..];
        return _columns > 1 && _ahead.Next(rest, _isLast) == CsvScan.Record && _ahead.FieldCount == _columns && _ahead.InnerLines == 0
            && rest[.._ahead.Consumed].Count(_syntax.Quote) % 2 == 0;
    }

    private void RejectBroken()
    {
        var line = _syntax.FirstLine(Window);
        if (line.Whole == Window.Length && !_isLast)
        {
            RejectLongLine();
            return;
        }
        var text = Window[..line.Text];
        Give(_hasBadBytes && !Utf8.IsValid(text) ? RejectReason.BadByte : RejectReason.BrokenQuote, text);
        Advance(line.Whole, 1);
    }

    /// <summary>A line longer than is held in memory: told by its beginning, passed over to its end.</summary>
    private void RejectLongLine()
    {
        Give(RejectReason.TooLong, Window);
        while (true)
        {
            var line = _syntax.FirstLine(Window);
            var isEnd = line.Whole > line.Text && (line.Whole < Window.Length || Window[^1] == '\n');
            var passed = isEnd || _isLast ? line.Whole : Window.Length - (Window[^1] == '\r' ? 1 : 0);
            Move(passed);
            if (isEnd || (_isLast && passed == line.Whole))
                break;
            Fill();
        }
        _row++;
        _line++;
    }

    private void Give(RejectReason reason, ReadOnlySpan<byte> text)
    {
        if (_hold is null && _options.OnRejected is null)
        {
            Volatile.Write(ref _rowsRejected, _rowsRejected + 1);
            return;
        }
        var rejected = new RejectedRow(_row + 1, _line, _offset, reason, Text(text));
        if (_hold is not null)
            _hold.AddRejected(rejected);
        else
            Reject(rejected);
    }

    private void Reject(RejectedRow rejected)
    {
        Volatile.Write(ref _rowsRejected, _rowsRejected + 1);
        _options.OnRejected?.Invoke(rejected);
    }

    private void Skip(CsvScan scan, SkippedLineKind kind)
    {
        var line = _syntax.FirstLine(Window);
        var isOneLine = scan == CsvScan.BrokenQuote;
        var text = isOneLine || _scanner.InnerLines == 0 ? Window[..line.Text] : Window[.._scanner.Consumed].TrimEnd("\r\n"u8);
        if (scan != CsvScan.Blank)
            _options.OnSkipped?.Invoke(new SkippedLine(_row + 1, kind, Text(text)));
        if (isOneLine)
            Advance(line.Whole, 1);
        else
            Advance(_scanner.Consumed, 1 + _scanner.InnerLines);
    }

    private void Advance(int bytes, int lines)
    {
        _row++;
        _line += lines;
        Move(bytes);
    }

    private void Move(int bytes)
    {
        _offset += _source.IsUtf8 ? bytes : _source.SourceLength(_buffer.AsSpan(_start, bytes));
        _start += bytes;
    }

    private static string Text(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, LongestText * 4)]);
        return text.Length <= LongestText ? text : text[..LongestText];
    }
}
