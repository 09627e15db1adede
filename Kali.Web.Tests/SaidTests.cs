using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kali.Data;
using Kali.Web.Shell;
using Xunit;

namespace Kali.Web.Tests;

/// <summary>Sentences of the services: words and figures apart, in the reader's language.</summary>
public sealed partial class SaidTests
{
    /// <summary>What people meet who send files: their sentences are all there in German. Other folders are looked up as far as they are translated.</summary>
    private static readonly string[] Folders = ["Uploads", "Ingest", "Pipeline", "Quality/Drift"];

    [Fact]
    public void ASentence_KeepsItsWordsAndFiguresApart()
    {
        var said = Said.Of($"{"orders.csv"} has {1234567:N0} bytes {{as received}}.");

        Assert.Equal("{0} has {1:N0} bytes {{as received}}.", said.Key);
        Assert.Equal(["orders.csv", 1234567L], said.Arguments);
        Assert.Equal("orders.csv has 1,234,567 bytes {as received}.", said.Text);
    }

    [Fact]
    public void ASentence_WithoutFigures_IsNoPattern() => Assert.Equal("{0} of {x}", Said.Of("{0} of {x}").Text);

    [Fact]
    public void ASentence_ComesBackFromTheStoreAsItWas()
    {
        var at = new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);
        var said = Said.Of($"{"ä \"x\""}, {12L}, {0.5}, {1.25m}, {at:u}, {(string?)null}, {Said.Of($"inner {3}")}, {Said.Of("plain")}");

        var back = Said.FromStored(said.ToStored());
        Assert.Equal((said.Key, said.Text), (back.Key, back.Text));
        Assert.Equal("A line of before.", Said.FromStored("A line of before.").Text);
        Assert.Equal("{\"said\":broken", Said.FromStored("{\"said\":broken").Text);
    }

    [Fact]
    public void AFault_IsToldInTheReadersLanguage_WithFiguresAsTheyAreWrittenThere()
    {
        var fault = new RefusedException($"{"orders.csv"} has {1234567:N0} bytes in the lake, and {2000000:N0} were received. No table was changed. Send the file again.");
        using var _ = new InCulture("de-DE");

        Assert.Equal("orders.csv hat 1.234.567 Bytes im Lake, und 2.000.000 wurden empfangen. Keine Tabelle wurde geändert. Die Datei erneut senden.", fault.Words());
        Assert.StartsWith("orders.csv has 1,234,567 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASentenceWithinASentence_IsTranslatedToo()
    {
        using var _ = new InCulture("de-DE");

        var file = "a.csv".ToString();
        var inner = Said.Of($"No table was changed. {file} is kept as it was received.");
        Assert.Equal("Abgebrochen. Keine Tabelle wurde geändert. a.csv bleibt, wie empfangen.", Said.Of($"Cancelled. {inner}").Words());
    }

    [Fact]
    public void EverySentenceThatSendersOfFilesMeet_HasItsGermanOne()
    {
        var missing =
            from folder in Folders
            from file in RepositoryRoot.Files(Path.Combine("Kali.Data", folder), "*.cs")
            from sentence in Sentences(File.ReadAllText(file))
            where !JsonTexts.AllGerman.ContainsKey(sentence)
            select $"{Path.GetFileName(file)}: {sentence}";

        Assert.Empty(missing.Distinct());
    }

    /// <summary>The words of faults and of sentences said, as the compiler takes them apart.</summary>
    private static IEnumerable<string> Sentences(string source)
    {
        foreach (Match match in Begins().Matches(source))
        {
            var text = new StringBuilder();
            var (at, places, isInterpolated) = (match.Index + match.Length, 0, match.Groups[1].Length > 0);
            while (source[at] != '"')
            {
                if (source[at] == '\\')
                {
                    text.Append(source[at + 1]);
                    at += 2;
                }
                else if (isInterpolated && source[at] is '{' or '}' && source[at + 1] == source[at])
                {
                    text.Append(source, at, 2);
                    at += 2;
                }
                else if (isInterpolated && source[at] == '{')
                {
                    var format = Pass(source, ref at);
                    text.Append(CultureInfo.InvariantCulture, $"{{{places++}{format}}}");
                }
                else
                {
                    text.Append(source[at++]);
                }
            }
            yield return text.ToString();
        }
    }

    /// <summary>Passes a place with its braces and tells its format.</summary>
    private static string Pass(string source, ref int at)
    {
        var (depth, isText, colon, hasCondition) = (0, false, -1, false);
        for (; ; at++)
        {
            var c = source[at];
            if (c == '"')
                isText = !isText;
            if (isText)
                continue;
            if (c is '{' or '(' or '[')
                depth++;
            else if (c is '}' or ')' or ']')
                depth--;
            else if (c == '?' && depth == 1)
                hasCondition = true;
            else if (c == ':' && depth == 1 && colon < 0 && !hasCondition)
                colon = at;
            if (depth > 0)
                continue;
            var format = colon < 0 ? "" : source[colon..at];
            at++;
            return format;
        }
    }

    [GeneratedRegex("""(?:new (?:Refused|NotFound|NotAllowed|Kali)Exception\(|Said\.Of\(|new Said\(|Said\.Counted\([\w.]+,|(?<=Said\.Counted\([^\n]*)",)\s*(\$?)"(?!"")""")]
    private static partial Regex Begins();
}
