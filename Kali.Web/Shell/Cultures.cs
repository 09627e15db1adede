namespace Kali.Web.Shell;

/// <summary>The languages of the interface, and the culture whose numbers and dates go with each.</summary>
public static class Cultures
{
    public const string English = "en-GB";
    public const string German = "de-DE";

    public static string For(string language) => language == "de" ? German : English;

    /// <summary>The request's language from the reader's cookie, else from what the browser asks for.</summary>
    public static RequestLocalizationOptions Options()
    {
        var options = new RequestLocalizationOptions()
            .SetDefaultCulture(English)
            .AddSupportedCultures(English, German, "en", "de", "en-US", "de-AT", "de-CH")
            .AddSupportedUICultures("en", "de");
        options.DefaultRequestCulture = new(English, "en");
        return options;
    }
}
