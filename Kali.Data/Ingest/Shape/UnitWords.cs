using System.Text.RegularExpressions;

namespace Kali.Data.Ingest.Shape;

/// <summary>What is written under headers to say what their figures are measured in: <c>kg</c>, <c>[€]</c>, <c>m/s²</c>, <c>Mio. EUR</c>, <c>Stück</c>.</summary>
internal static partial class UnitWords
{
    /// <summary>With an SI prefix before them: kg, mm, kWh.</summary>
    private static readonly HashSet<string> Prefixed = new(StringComparer.Ordinal)
    {
        "g", "m", "l", "L", "s", "W", "Wh", "J", "V", "A", "Hz", "Pa", "N", "B", "b", "bit", "Bq", "cal", "mol", "t", "VA", "F", "Ω", "bar", "eq", "M",
    };

    private static readonly HashSet<string> Alone = new(StringComparer.OrdinalIgnoreCase)
    {
        "%", "‰", "°", "°c", "°f", "°k", "k", "ppm", "ppb", "pcs", "pc", "pieces", "stk", "stk.", "stck", "stück", "units", "unit", "each", "ea", "anzahl", "count",
        "h", "hr", "hrs", "std", "std.", "stunden", "hours", "min", "min.", "minuten", "minutes", "sec", "sek", "sek.", "sekunden", "seconds", "d", "days", "tage", "weeks", "wochen", "months", "monate", "years", "jahre", "a", "yr",
        "€", "$", "£", "¥", "eur", "usd", "gbp", "chf", "jpy", "cny", "sek", "nok", "dkk", "pln", "czk", "huf", "inr", "aud", "cad", "brl", "ct", "cent", "euro", "dollar", "t€", "teur", "tusd", "k€", "m€", "mio", "mio.", "mrd", "mrd.", "tsd", "tsd.", "mn", "bn",
        "ha", "m2", "m²", "qm", "m3", "m³", "cbm", "km2", "km²", "cm2", "cm²", "cm3", "cm³", "mm2", "mm²", "ft", "in", "inch", "mi", "yd", "sqft", "sq ft", "lb", "lbs", "oz", "gal", "mph", "kmh", "km/h", "rpm", "dpi", "px", "psi", "hpa", "mbar", "ph", "db", "lx", "ml", "cl", "dl", "cc", "iu", "kwp", "ps", "hp", "kcal", "tonnen", "tons", "tonne", "liter", "litre", "meter",
    };

    private static readonly HashSet<string> Neutral = new(StringComparer.OrdinalIgnoreCase) { "-", "–", "—", "n/a", "none", "keine", "text", "date", "datum", "id", "(-)", "[-]" };

    /// <summary>Whether the text is a unit.</summary>
    public static bool IsUnit(string text)
    {
        var bare = Bare(text);
        if (bare.Length is 0 or > 20)
            return false;
        return Pieces().Split(bare).Where(piece => piece.Length > 0).ToArray() is { Length: > 0 } pieces
            && pieces.All(piece => IsOne(piece) || piece == "1") && pieces.Any(IsOne);
    }

    /// <summary>Whether it says that there is no unit.</summary>
    public static bool IsNeutral(string text) => Neutral.Contains(text.Trim());

    /// <summary>The unit without the brackets and the "in" around it.</summary>
    public static string Bare(string text)
    {
        var bare = text.Trim();
        if (bare.Length > 2 && (bare[0], bare[^1]) is ('[', ']') or ('(', ')') or ('{', '}') or ('<', '>'))
            bare = bare[1..^1].Trim();
        return bare.StartsWith("in ", StringComparison.OrdinalIgnoreCase) ? bare[3..].Trim() : bare;
    }

    /// <summary>The unit as it is shown; nothing where there is none.</summary>
    public static string Shown(string text) => IsNeutral(text) ? "" : Bare(text);

    /// <summary>The unit that stands in a header, in brackets or behind "in": <c>Amount (€)</c>; null when none does.</summary>
    public static string? InLabel(string label) =>
        InHeader().Match(label) is { Success: true } match && (match.Groups[1].Value + match.Groups[2].Value) is var unit && IsUnit(unit) ? Bare(unit) : null;

    private static bool IsOne(string piece)
    {
        if (Alone.Contains(piece))
            return true;
        var word = Exponent().Replace(piece, "");
        if (Alone.Contains(word) || Prefixed.Contains(word))
            return word.Length > 0;
        return word.Length > 1 && "kMGTmµμcdnph".Contains(word[0], StringComparison.Ordinal) && Prefixed.Contains(word[1..]);
    }

    [GeneratedRegex(@"[/*·×\s]+")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"(\^?-?[0-9]|[²³⁻¹])+$")]
    private static partial Regex Exponent();

    [GeneratedRegex(@"(?:[\[(]\s*([^\])]{1,20})\s*[\])]|\sin\s+(\S{1,12}))\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex InHeader();
}
