using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>Tries the dialects a text may be written in and keeps the one that cuts it best.</summary>
internal static class DialectSearch
{
    private const int MostRows = 300;
    private const int LongestSample = 64 << 10;

    /// <param name="text">UTF-8 text that ends with a whole line.</param>
    /// <param name="choices">What a person decided.</param>
    public static (CsvDialect Dialect, double Confidence) Find(ReadOnlySpan<byte> text, ReadingChoices choices)
    {
        var ends = LineEnds.Of(text);
        var sample = Beginning(text, ends);
        var kinds = new Dictionary<string, CellKind>(StringComparer.Ordinal);
        var basis = new CsvDialect { LineEnd = ends.Name(returnsEnd: ends.Lf + ends.CrLf == 0), HeaderRows = 0 };
        var scores = new List<DialectScore>();
        var candidates = Candidates(sample, choices, basis);
        if (ends.HasSingleReturns && ends.Lf + ends.CrLf > 0)
            candidates.AddRange([.. candidates.Select(candidate => candidate with { LineEnd = LineEnd.Mixed })]);
        foreach (var candidate in candidates)
            scores.Add(DialectScore.Of(candidate, sample, MostRows, kinds));
        var best = scores.Find(score => !IsBelied(score, scores)) ?? scores[0];
        foreach (var score in scores)
        {
            if (score.Score > best.Score * 1.02 && !IsBelied(score, scores))
                best = score;
        }
        var rival = scores.Where(score => score.Dialect.Delimiter != best.Dialect.Delimiter).Select(score => score.Score).DefaultIfEmpty().Max();
        best = WithSpaces(best, sample, kinds);
        var dialect = best.Dialect with { Comment = choices.Comment is null ? Comment(best.Table) : choices.Comment.Length == 0 ? null : choices.Comment, LineEnd = ends.Name(best.Dialect.LineEnd is LineEnd.Cr or LineEnd.Mixed) };
        if (best.Table.Width == 1 && choices.Delimiter is null)
            dialect = dialect with { Delimiter = OneColumn(best.Table), RunsAreOne = false };
        var lead = best.Score <= 0 ? 0 : (best.Score - rival) / best.Score;
        return (dialect, Math.Round(Math.Clamp(0.5 + lead / 2, 0.3, 1) * (0.5 + best.Share / 2), 2));
    }

    /// <summary>
    /// Another dialect of the same delimiter explains the quotes better: it needs them and leaves none open, or its escape does away with
    /// quotes that would stray.
    /// </summary>
    private static bool IsBelied(DialectScore score, List<DialectScore> all)
    {
        var (dialect, table) = (score.Dialect, score.Table);
        foreach (var other in all)
        {
            if (other.Dialect.Delimiter != dialect.Delimiter || other.Dialect.LineEnd != dialect.LineEnd || other.Dialect.Quote is null)
                continue;
            if (dialect.Quote is null && other.Table.NeededQuotes > 3 * (other.Table.BrokenQuotes + other.Table.StrayQuotes))
                return true;
            if (other.Table.BrokenQuotes > 0)
                continue;
            if (dialect.Quote is null && other.Table.QuotedFields > 0 && other.Table.StrayQuotes == 0)
                return true;
            if (dialect.Quote != other.Dialect.Quote && table.NeededQuotes == 0 && other.Table.NeededQuotes > 0 && other.Table.StrayQuotes == 0)
                return true;
            if (dialect.Quote == other.Dialect.Quote && dialect.Escape is null && other.Dialect.Escape is not null
                && table.StrayQuotes + table.BrokenQuotes > 0 && other.Table is { StrayQuotes: 0, NeededQuotes: > 0 })
                return true;
        }
        return false;
    }

    private static List<CsvDialect> Candidates(ReadOnlySpan<byte> sample, ReadingChoices choices, CsvDialect basis)
    {
        var delimiters = choices.Delimiter is not null ? [choices.Delimiter] : DelimiterCandidates.In(sample).Order(Comparer<string>.Create(ByPrior)).Append("").ToList();
        List<char?> quotes = choices.Quote is not null ? [choices.Quote.Length > 0 ? choices.Quote[0] : null] : Quotes(sample);
        List<char?> escapes = choices.Escape is not null ? [Escape(choices)] : sample.Contains((byte)'\\') ? [null, '\\'] : [null];
        var candidates = new List<CsvDialect>();
        foreach (var delimiter in delimiters)
        {
            foreach (var quote in quotes)
            {
                if (quote is not null && delimiter.Contains(quote.Value))
                    continue;
                foreach (var escape in escapes)
                {
                    var dialect = basis with { Delimiter = delimiter, Quote = quote, Escape = escape };
                    candidates.Add(dialect);
                    if (quote is not null && delimiter is not ("" or " ") && sample.IndexOf(Encoding.UTF8.GetBytes($"{delimiter} {quote}")) >= 0)
                        candidates.Add(dialect with { SpaceBeforeQuote = true });
                    if (delimiter == " " && sample.IndexOf("  "u8) >= 0)
                        candidates.Add(dialect with { RunsAreOne = true });
                }
            }
        }
        return candidates;
    }

    private static int ByPrior(string one, string other) => DelimiterCandidates.Prior(other).CompareTo(DelimiterCandidates.Prior(one));

    private static char? Escape(ReadingChoices choices) =>
        choices.Escape!.Length == 0 || choices.Escape == (choices.Quote ?? "\"") ? null : choices.Escape[0];

    private static List<char?> Quotes(ReadOnlySpan<byte> sample)
    {
        List<char?> quotes = ['"'];
        foreach (var quote in "'`")
        {
            if (sample.Count((byte)quote) > 1)
                quotes.Add(quote);
        }
        if (sample.Contains((byte)'"'))
            quotes.Add(null);
        return quotes;
    }

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> text, LineEnds ends)
    {
        if (text.Length <= LongestSample)
            return text;
        var end = text[..LongestSample].LastIndexOf(ends.Lf + ends.CrLf > 0 ? (byte)'\n' : (byte)'\r');
        return end < 0 ? text[..LongestSample] : text[..(end + 1)];
    }

    private static DialectScore WithSpaces(DialectScore best, ReadOnlySpan<byte> sample, Dictionary<string, CellKind> kinds)
    {
        if (best.Dialect.Delimiter is "" or " " || best.Dialect.RunsAreOne || best.Table.Width < 2)
            return best;
        var spaced = DialectScore.Of(best.Dialect with { SpaceAfterDelimiter = true, SpaceBeforeQuote = false }, sample, MostRows, kinds);
        var isSpaced = spaced.Table.UnspacedFields == 0 && spaced.Table.BrokenQuotes <= best.Table.BrokenQuotes && spaced.Table.Rows.Sum(row => row.Width - 1) > 1
            && spaced.Table.Rows.Exists(row => row.Cells.Skip(1).Any(cell => cell.Length > 0 && cell[0] != ' '));
        return isSpaced ? spaced : best;
    }

    /// <summary>Lines beginning with a number sign among the rows, that are not rows themselves.</summary>
    private static string? Comment(SampleTable table)
    {
        var first = table.Rows.FindIndex(row => row.Scan == CsvScan.Record && row.Width == table.Width && !row.Cells[0].StartsWith('#'));
        if (first < 0 || table.Width == 1)
            return null;
        var marked = table.Rows.Skip(first).Where(row => row.Cells.Length > 0 && row.Cells[0].StartsWith('#')).ToList();
        return marked.Count > 0 && marked.Count(row => row.Width == table.Width) < marked.Count * 0.5 ? "#" : null;
    }

    /// <summary>A table of one column is written with commas unless its cells hold some.</summary>
    private static string OneColumn(SampleTable table) =>
        table.Rows.Exists(row => row.Cells.Length > 0 && row.Cells[0].Contains(',')) && table.QuotedFields == 0 ? "" : ",";
}
