using System.Globalization;

namespace Kali.Data.Quality.Exchange;

/// <summary>What a person should know of a rule that was carried over, or why it was not.</summary>
public sealed record Remark(string English, string German)
{
    public string For(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de" ? German : English;

    public override string ToString() => English;
}
