using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Kali.Web.Tests.Shell;

/// <summary>The colours: in two files only, and told apart by everyone who has to read them.</summary>
public sealed partial class ThemeTests
{
    private static readonly string[] Surfaces = ["bg", "surface", "sunken"];

    [Fact]
    public void Colours_StandInTheStyleSheetAndTheThemeAlone()
    {
        var wrong =
            from file in RepositoryRoot.Files("Kali.Web", "*.cs", "*.razor", "*.css").Concat(RepositoryRoot.Files("wwwroot-assets", "*.css", "*.js"))
            let name = Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/')
            where name is not ("wwwroot-assets/css/kali.css" or "Kali.Web/Shell/KaliTheme.cs") && !name.Contains("/vendor/", StringComparison.Ordinal)
            from Match colour in Hex().Matches(File.ReadAllText(file))
            select $"{name}: {colour.Value}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Text_CanBeReadOnEverySurface(string theme)
    {
        var tokens = Tokens(theme);
        var wrong =
            from text in new[] { "ink", "ink-2", "ink-3", "primary", "error", "warn", "ok" }
            from surface in Surfaces
            let ratio = Contrast(tokens[text], tokens[surface])
            where ratio < 4.5
            select $"{text} on {surface}: {ratio:0.0}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void AWordOnItsTint_CanBeRead(string theme)
    {
        var tokens = Tokens(theme);
        var wrong =
            from name in new[] { "primary", "error", "warn", "ok", "raw", "silver", "gold", "held" }
            let ratio = Contrast(tokens[name], tokens[name + "-tint"])
            where ratio < 4.5
            select $"{name}: {ratio:0.0}";

        Assert.Empty(wrong);
        Assert.True(Contrast(tokens["on-primary"], tokens["primary"]) >= 4.5);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void ControlsAndPlots_StandOut(string theme)
    {
        var tokens = Tokens(theme);
        var wrong =
            from name in new[] { "input", "chart-1", "chart-2", "chart-3", "chart-4", "chart-rest" }
            let ratio = Contrast(tokens[name], tokens["surface"])
            where ratio < 3
            select $"{name}: {ratio:0.0}";

        Assert.Empty(wrong);
    }

    private static Dictionary<string, string> Tokens(string theme)
    {
        var css = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "wwwroot-assets", "css", "kali.css"));
        var start = css.IndexOf($"html[data-theme=\"{theme}\"]", StringComparison.Ordinal);
        return Token().Matches(css[start..css.IndexOf('}', start)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    /// <summary>WCAG 2: (lighter + 0.05) / (darker + 0.05).</summary>
    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);

        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }

    [GeneratedRegex("#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\\b(?=[\"';\\s)])")]
    private static partial Regex Hex();

    [GeneratedRegex("--kali-([a-z0-9-]+):\\s*(#[0-9A-Fa-f]{6})")]
    private static partial Regex Token();
}
