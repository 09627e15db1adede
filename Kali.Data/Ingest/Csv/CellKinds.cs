using System.Text.RegularExpressions;

namespace Kali.Data.Ingest.Csv;

internal static partial class CellKinds
{
    public static CellKind Of(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty)
            return CellKind.Empty;
        var hasDigit = text.ContainsAnyInRange('0', '9');
        if (text.Length <= 64 && hasDigit)
        {
            if (IsNumber(text))
                return CellKind.Number;
            if (IsDate(text))
                return CellKind.Date;
        }
        if ((hasDigit || text.ContainsAny('@', '/') || text.StartsWith("www.")) && Special().IsMatch(text))
            return CellKind.Special;
        if (IsHalfQuoted(text))
            return CellKind.Odd;
        var delimiters = 0;
        foreach (var character in text)
            delimiters += character is ';' or '\t' or '|' or '^' or '~' or '\u0001' or '\u001F' ? 1 : 0;
        if (delimiters > 0 || HasTightComma(text))
            return text.ContainsAny('\t', '\u0001', '\u001F') || delimiters > 6 ? CellKind.Odd : CellKind.List;
        return Word().IsMatch(text) ? CellKind.Word : CellKind.Text;
    }

    /// <summary>How well cells of this kind speak for the way a text was cut, from 0 to 1.</summary>
    public static double Weight(CellKind kind) => kind switch
    {
        CellKind.Number or CellKind.Date or CellKind.Special => 1,
        CellKind.Word => 0.95,
        CellKind.Text => 0.85,
        CellKind.Empty => 0.75,
        CellKind.List => 0.6,
        _ => 0.2,
    };

    /// <summary>A number, also with a unit of money or a percent sign, in any of the usual ways to write it.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text) => (char.IsAsciiDigit(text[^1]) || !char.IsAsciiLetter(text[^1])) && Number().IsMatch(text);

    private static bool IsDate(ReadOnlySpan<char> text) => text.Length >= 4 && (Date().IsMatch(text) || Time().IsMatch(text));

    private static bool IsHalfQuoted(ReadOnlySpan<char> text)
    {
        var (first, last) = (text[0], text[^1]);
        return first is '"' or '`' || last is '`' || (last == '"' && text.Count('"') == 1 && (text.Length < 2 || !char.IsAsciiDigit(text[^2])))
            || (first == '\'' && (text.Length == 1 || last == '\'' || text.Count('\'') == 1)) || (last == '\'' && text.Count('\'') == 1 && text.Contains(','));
    }

    /// <summary>A comma with no space behind it, as between cells rather than in a sentence.</summary>
    private static bool HasTightComma(ReadOnlySpan<char> text)
    {
        for (var comma = text.IndexOf(','); comma >= 0 && comma + 1 < text.Length;)
        {
            if (text[comma + 1] != ' ')
                return true;
            var next = text[(comma + 1)..].IndexOf(',');
            comma = next < 0 ? -1 : comma + 1 + next;
        }
        return false;
    }

    [GeneratedRegex(@"^[(]?[+\-−]?\s?([€$£¥]|[A-Z]{3}\s)?\s?[+\-−]?(\d+|\d{1,3}([.,'’\u00A0\u202F ]\d{2,3})+)([.,]\d*)?([eE][+\-]?\d{1,3})?\s?([%‰€$£¥]|[A-Z]{3})?[)]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})|\d{1,2}[ .-]+[A-Za-zÀ-ž]{3,9}\.?[ ,-]+\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d{2})([T ,]+\d{1,2}[:h]\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?)?( ?(Z|[+-]\d{2}:?\d{0,2}|[A-Z]{2,4}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?( ?(Z|[+-]\d{2}:?\d{0,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"^(https?://\S+|www\.\S+|[^\s@,;|]+@[^\s@,;|]+\.[A-Za-z]{2,}|\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\+?[0-9][0-9 ()/.-]{5,20}[0-9])$", RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}_.\-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
