using System.Buffers;
using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>A dialect made ready for searching UTF-8 bytes.</summary>
internal sealed class CsvSyntax
{
    public CsvSyntax(CsvDialect dialect)
    {
        Delimiter = Encoding.UTF8.GetBytes(dialect.Delimiter);
        Quote = Ascii(dialect.Quote, Said.Of("The quote is one character of ASCII that is no line end. Choose another quote."));
        Escape = Ascii(dialect.Escape, Said.Of("The escape is one character of ASCII that is no line end. Choose another escape."));
        HasQuote = dialect.Quote is not null;
        HasEscape = dialect.Escape is not null && dialect.Escape != dialect.Quote;
        CrEnds = dialect.LineEnd is LineEnd.Cr or LineEnd.Mixed;
        Comment = Encoding.UTF8.GetBytes(dialect.Comment ?? "");
        RunsAreOne = dialect.RunsAreOne && Delimiter.Length > 0;
        SpaceAfterDelimiter = dialect.SpaceAfterDelimiter;
        SpaceBeforeQuote = dialect.SpaceBeforeQuote || dialect.SpaceAfterDelimiter;
        if (dialect.Delimiter.AsSpan().ContainsAny('\r', '\n') || (HasQuote && dialect.Delimiter.Contains(dialect.Quote!.Value)))
            throw new RefusedException("The delimiter can hold neither a line end nor the quote. Choose another delimiter or quote.");

        List<byte> plain = [(byte)'\n'];
        if (Delimiter.Length > 0)
            plain.Add(Delimiter[0]);
        if (CrEnds)
            plain.Add((byte)'\r');
        if (HasEscape)
            plain.Add(Escape);
        PlainStops = SearchValues.Create([.. plain]);
        QuotedStops = SearchValues.Create(HasEscape ? [Quote, Escape] : [Quote]);
        StrayStops = SearchValues.Create(HasEscape ? [Quote, Escape, (byte)'\n', (byte)'\r'] : [Quote, (byte)'\n', (byte)'\r']);
    }

    public byte[] Delimiter { get; }

    public byte Quote { get; }

    public bool HasQuote { get; }

    public byte Escape { get; }

    public bool HasEscape { get; }

    public bool CrEnds { get; }

    public byte[] Comment { get; }

    public bool RunsAreOne { get; }

    public bool SpaceAfterDelimiter { get; }

    public bool SpaceBeforeQuote { get; }

    /// <summary>What ends or interrupts a cell without quotes.</summary>
    public SearchValues<byte> PlainStops { get; }

    /// <summary>What interrupts a quoted cell.</summary>
    public SearchValues<byte> QuotedStops { get; }

    /// <summary>What interrupts a quoted cell with a stray quote in it: such a cell ends with its line.</summary>
    public SearchValues<byte> StrayStops { get; }

    public bool StartsWithDelimiter(ReadOnlySpan<byte> text) => Delimiter.Length > 0 && text.StartsWith(Delimiter);

    /// <summary>Whether an escape takes effect before this byte.</summary>
    public bool IsEscapable(byte next) =>
        (HasQuote && next == Quote) || next == Escape || next is (byte)'\n' or (byte)'\r' || (Delimiter.Length > 0 && next == Delimiter[0]);

    /// <summary>The length of the first line of the text without its end, and with it.</summary>
    public (int Text, int Whole) FirstLine(ReadOnlySpan<byte> text)
    {
        var end = CrEnds ? text.IndexOfAny((byte)'\r', (byte)'\n') : text.IndexOf((byte)'\n');
        if (end < 0)
            return (text.Length, text.Length);
        if (text[end] == '\r')
            return (end, end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1);
        return (text[..end].TrimEnd((byte)'\r').Length, end + 1);
    }

    private static byte Ascii(char? character, Said otherwise) => character switch
    {
        null => 0,
        < (char)0x80 and not '\r' and not '\n' => (byte)character.Value,
        _ => throw new RefusedException(otherwise),
    };
}
