namespace Kali.Data.Ingest.Csv;

/// <summary>Counts of the three line ends in a text, those within double quotes left out.</summary>
internal readonly record struct LineEnds(int Lf, int CrLf, int Cr)
{
    public static LineEnds Of(ReadOnlySpan<byte> text)
    {
        var counts = Of(text, heedsQuotes: true);
        return counts.Lf + counts.CrLf + counts.Cr == 0 ? Of(text, heedsQuotes: false) : counts;
    }

    public bool HasSingleReturns => Cr > 0;

    /// <summary>The name for what ends records, returns alone taken for line ends or not.</summary>
    public LineEnd Name(bool returnsEnd)
    {
        var all = Lf + CrLf + (returnsEnd ? Cr : 0);
        if (returnsEnd && Cr > 0)
            return Lf + CrLf == 0 ? LineEnd.Cr : LineEnd.Mixed;
        if (Math.Min(Lf, CrLf) > all / 50)
            return LineEnd.Lf;
        return CrLf > Lf ? LineEnd.CrLf : LineEnd.Lf;
    }

    private static LineEnds Of(ReadOnlySpan<byte> text, bool heedsQuotes)
    {
        var (lf, crlf, cr) = (0, 0, 0);
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '"' && heedsQuotes)
                isQuoted = !isQuoted;
            if (isQuoted || (b != '\r' && b != '\n'))
                continue;
            if (b == '\n')
            {
                lf++;
                continue;
            }
            var end = i;
            while (end < text.Length && text[end] == '\r')
                end++;
            if (end < text.Length && text[end] == '\n')
            {
                crlf++;
                i = end;
            }
            else if (end < text.Length)
            {
                cr++;
            }
        }
        return new LineEnds(lf, crlf, cr);
    }
}
