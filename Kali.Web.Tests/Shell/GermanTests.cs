using System.Text.Json;
using System.Text.RegularExpressions;
using Kali.Data.Ingest;
using Kali.Web.Shell;
using Kali.Web.Uploads;
using Xunit;

namespace Kali.Web.Tests.Shell;

/// <summary>No sentence of the interface is left in English: the sources say which there are.</summary>
public sealed partial class GermanTests
{
    private static IEnumerable<(string File, string Source)> Sources() =>
        from file in RepositoryRoot.Files("Kali.Web", "*.razor", "*.cs")
        let name = Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/')
        where !name.StartsWith("Kali.Web/Commands/", StringComparison.Ordinal)
        select (name, File.ReadAllText(file));

    [Fact]
    public void EverySentenceOfThePages_HasItsGermanOne()
    {
        var missing =
            from source in Sources()
            from sentence in Sentences(source.Source).Concat(TableWords(source.File, source.Source))
            where !JsonTexts.AllGerman.ContainsKey(sentence)
            select $"{source.File}: {sentence}";

        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void ASentence_HasOneGermanOne_WhereverItStands()
    {
        var several =
            from file in RepositoryRoot.Files("Kali.Web", "Texts.de.json")
            from pair in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!
            group pair.Value by pair.Key into said
            where said.Distinct().Count() > 1
            select $"{said.Key}: {string.Join(" | ", said.Distinct())}";

        Assert.Empty(several);
    }

    [Fact]
    public void GermanSentences_HaveTheFiguresOfTheirEnglishOnes()
    {
        var wrong = JsonTexts.AllGerman
            .Where(pair => !pair.Key.StartsWith("refusal.", StringComparison.Ordinal) && !pair.Key.StartsWith("Mud", StringComparison.Ordinal))
            .Where(pair => !Figures(pair.Key).IsSupersetOf(Figures(pair.Value)))
            .Select(pair => pair.Key);

        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryRefusal_HasItsGermanSentence() =>
        Assert.DoesNotContain(Enum.GetValues<RefusalReason>(), reason => !JsonTexts.AllGerman.ContainsKey($"refusal.{reason}"));

    [Theory]
    [InlineData("en-GB", "orders.xlsx has no sheet “März”. Nothing was stored. Choose one of its sheets.")]
    [InlineData("de-DE", "orders.xlsx hat kein Blatt „März“. Es wurde nichts gespeichert. Eines der vorhandenen Blätter wählen.")]
    public void ARefusal_IsToldInTheReadersLanguage(string culture, string expected)
    {
        using var _ = new InCulture(culture);

        var said = RefusalWords.Of(new JsonTexts(), new Refusal(RefusalReason.UnknownSheet, "orders.xlsx", Detail: "März"));

        Assert.Equal(expected, said);
    }

    /// <summary>Sentences handed to the localizer as they stand.</summary>
    private static IEnumerable<string> Sentences(string source) =>
        Indexed().Matches(source).Concat(Counted().Matches(source))
            .SelectMany(match => match.Groups.Cast<Group>().Skip(1))
            .Where(group => group.Success)
            .Select(group => Regex.Unescape(group.Value))
            .Where(sentence => sentence.Length > 0);

    /// <summary>Sentences that stand in a table of words and reach the localizer from there.</summary>
    private static IEnumerable<string> TableWords(string file, string source)
    {
        var isTable = file is "Kali.Web/Pipeline/RunWords.cs" or "Kali.Web/Pipeline/StepWords.cs" or "Kali.Web/Shell/PaletteHit.cs"
            or "Kali.Web/Shell/SignInPage.razor" or "Kali.Web/Admin/HealthPage.razor" or "Kali.Web/Admin/SettingsPage.razor" or "Kali.Web/Widgets/LayerStrip.razor" or "Kali.Web/Quality/RuleSentences.cs" or "Kali.Web/Quality/RuleFieldWords.cs" or "Kali.Web/Quality/RuleChoiceWords.cs" or "Kali.Web/Quality/RuleVersions.razor";
        return isTable
            ? Arm().Matches(source).Select(match => match.Groups[1].Value)
            : TitlesTable().Matches(source).SelectMany(table => Literal().Matches(table.Value)).Select(match => match.Groups[1].Value).Where(word => word.Contains(' ', StringComparison.Ordinal));
    }

    private static HashSet<string> Figures(string sentence) => [.. Figure().Matches(sentence).Select(match => match.Value)];

    [GeneratedRegex("""(?<!\w)(?:T|t|texts)\[(?:[^"\]]*\?\s*)?"((?:[^"\\]|\\.)*)"(?:\s*:\s*"((?:[^"\\]|\\.)*)")?""")]
    private static partial Regex Indexed();

    [GeneratedRegex("""(?<!\w)(?:T|t|texts)\.Count\([^;"]*?,\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"(?=[,)])""")]
    private static partial Regex Counted();

    [GeneratedRegex("""=> "((?:[^"\\]|\\.)+)",?\s*$""", RegexOptions.Multiline)]
    private static partial Regex Arm();

    [GeneratedRegex("""string\[\] Titles = \[[^\]]*\]""")]
    private static partial Regex TitlesTable();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Figure();
}
