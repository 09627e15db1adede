namespace Kali.Web.Shell;

/// <summary>How this reader wants pages, from cookies, so that the first paint is right.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="Density"><c>normal</c>, <c>compact</c> or <c>roomy</c>.</param>
/// <param name="Columns"><c>labels</c> as in the file, or <c>technical</c> names.</param>
public sealed record ReaderPreferences(string Theme, string Density, string Columns)
{
    public const string ThemeCookie = "kali-theme";
    public const string DensityCookie = "kali-density";
    public const string ColumnsCookie = "kali-columns";

    public static ReaderPreferences Default { get; } = new("system", "normal", "labels");

    /// <summary>The theme to begin with; under <c>system</c> the browser's script corrects it before anything is painted.</summary>
    public string FirstPaint => Theme == "dark" ? "dark" : "light";

    public static ReaderPreferences Of(HttpContext context) => new(
        OneOf(context.Request.Cookies[ThemeCookie], "system", "light", "dark"),
        OneOf(context.Request.Cookies[DensityCookie], "normal", "compact", "roomy"),
        OneOf(context.Request.Cookies[ColumnsCookie], "labels", "technical"));

    private static string OneOf(string? value, string otherwise, params ReadOnlySpan<string> allowed) =>
        value is not null && allowed.Contains(value) ? value : otherwise;
}
