using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kali.Data.Engines;

namespace Kali.Data.Quality.Exchange;

/// <summary>
/// Whole queries of files as rules of their own, over Kali's tables: what a format puts in the place of its table, and the dataset's plain name,
/// become the dataset's silver. Whether a query may run is for the guard of Explore to say (<see cref="RuleExchange"/> asks it before anything is taken over).
/// </summary>
internal static partial class QueryOf
{
    /// <summary>Each row the query gives speaks against the rule.</summary>
    public static SqlQuery FailingRows(string sql, ExchangeSubject subject, params ReadOnlySpan<string> placeholders) => new(Text(sql, subject, placeholders));

    /// <summary>The number of rows the query gives lies within the span.</summary>
    public static FoundRule Counted(string sql, SodaSpan span, ExchangeSubject subject) => span.IsNot
        ? throw Forbidden()
        : new FoundRule(new SqlQuery(Text(sql, subject, []), Min: span.WholeMin, Max: span.WholeMax is { } most ? most : span.WholeMin is null ? 0 : null));

    /// <summary>The first value of the first row lies within the span.</summary>
    public static FoundRule Value(string sql, SodaSpan span, ExchangeSubject subject, params ReadOnlySpan<string> placeholders)
    {
        if (span.IsNot)
            throw Forbidden();
        // Of what is counted, more than 3 is at least 4.
        if (Count().IsMatch(sql))
            return new FoundRule(new SqlQuery(Text(sql, subject, placeholders), IsValue: true, span.WholeMin, span.WholeMax));
        var found = new FoundRule(new SqlQuery(Text(sql, subject, placeholders), IsValue: true, span.Min, span.Max));
        return span.IsMinOutside || span.IsMaxOutside ? found.But("The bound itself is allowed in Kali.", "Die Grenze selbst ist in Kali erlaubt.") : found;
    }

    /// <summary>The rows of the dataset for which a condition does not hold that Kali's own conditions cannot say.</summary>
    public static SqlQuery RowsWithout(string condition, bool isForbidden, ExchangeSubject subject) =>
        FailingRows($"SELECT * FROM {Silver(subject)} WHERE {(isForbidden ? "" : "NOT ")}({condition})", subject);

    /// <summary>A rule whose query looks at some rows only: its filter goes into the query, for a query has none beside it.</summary>
    public static FoundRule WithFilter(FoundRule found, ExchangeSubject subject) => found is not { Kind: SqlQuery query, Filter: { } filter }
        ? found
        : found with
        {
            Kind = query with { Query = query.Query.Replace(Silver(subject), $"(SELECT * FROM {Silver(subject)} WHERE {ConditionText.ToSql(filter, subject)})", StringComparison.Ordinal) },
            Filter = null,
        };

    /// <summary>Whether a condition asks other rows, too.</summary>
    public static bool IsIn(string condition) => Subselect().IsMatch(condition);

    /// <summary>Spark's quotes as those of SQL: backticks for names, double ones for text.</summary>
    public static string OfSpark(string sql) => Rewritten(sql, (kind, text) => kind switch
    {
        Kind.Backticks => Name(text[1..^1].Replace("``", "`", StringComparison.Ordinal)),
        Kind.Quotes => $"'{text[1..^1].Replace("'", "''", StringComparison.Ordinal)}'",
        _ => text,
    });

    private static ExchangeFault Forbidden() => ExchangeFault.Because("Kali takes a span that must be, not one that must not.", "Kali nimmt eine Spanne, die sein muss, nicht eine, die nicht sein darf.");

    private static string Text(string sql, ExchangeSubject subject, ReadOnlySpan<string> placeholders)
    {
        var text = sql.Trim().TrimEnd(';').TrimEnd();
        foreach (var placeholder in placeholders)
            text = text.Replace(placeholder, Silver(subject), StringComparison.OrdinalIgnoreCase);
        var (isSource, isPart) = (false, false);
        return Rewritten(text, (kind, piece) =>
        {
            if (kind == Kind.Blank)
                return piece;
            var isTable = isSource && !isPart && kind is Kind.Word or Kind.Quotes && piece.Trim('"').Equals(subject.Dataset.Name, StringComparison.OrdinalIgnoreCase);
            (isSource, isPart) = (kind == Kind.Word && piece.ToUpperInvariant() is "FROM" or "JOIN", piece == ".");
            return isTable ? Silver(subject) : piece;
        });
    }

    private static string Silver(ExchangeSubject subject)
    {
        var table = subject.Dataset.Silver;
        return $"{Name(table.Catalog)}.{Name(table.Schema)}.{Name(table.Name)}";
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Rewritten(string sql, Func<Kind, string, string> change)
    {
        var written = new StringBuilder(sql.Length);
        foreach (Match piece in Piece().Matches(sql))
            written.Append(change(KindOf(piece.Value), piece.Value));
        return written.ToString();
    }

    private static Kind KindOf(string piece) => piece[0] switch
    {
        '\'' => Kind.Text,
        '"' when piece.Length > 1 => Kind.Quotes,
        '`' when piece.Length > 1 => Kind.Backticks,
        '-' when piece.Length > 1 => Kind.Blank,
        '/' when piece.Length > 1 => Kind.Blank,
        var c when char.IsWhiteSpace(c) => Kind.Blank,
        var c when char.IsLetter(c) || c == '_' => Kind.Word,
        _ => Kind.Sign,
    };

    private enum Kind
    {
        Blank,
        Word,
        Text,
        Quotes,
        Backticks,
        Sign,
    }

    [GeneratedRegex(@"\s+|--[^\n]*|/\*(?:[^*]|\*+[^*/])*\*+/|'(?:[^']|'')*'|""(?:[^""]|"""")*""|`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{Nd}_]*|.", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^\s*select\s+count\s*\([^()]*\)\s+from\s", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Count();

    [GeneratedRegex(@"\(\s*select\s", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Subselect();
}
