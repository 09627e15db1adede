namespace Kali.Data.Quality.Exchange;

/// <summary>Known formats of texts as regular expressions, for formats of files that have no name for them.</summary>
internal static class TextFormatPatterns
{
    public static Remark Remark { get; } = new(
        "It is written as a pattern: how the text looks is tested there, its check digits or whether the code exists are not.",
        "Sie ist als Muster geschrieben: Geprüft wird dort, wie der Text aussieht, nicht seine Prüfziffern oder ob es den Code gibt.");

    public static string Of(TextFormat format) => format switch
    {
        TextFormat.Country or TextFormat.Language => format == TextFormat.Country ? "^[A-Z]{2}$" : "^[a-z]{2}$",
        TextFormat.Country3 or TextFormat.Currency => "^[A-Z]{3}$",
        _ => Patterns.Whole(TextFormats.Shape(format)),
    };
}
