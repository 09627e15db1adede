using System.Globalization;
using System.Text;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Csv;
using Xunit;

namespace Kali.Web.Tests.Ingest.Csv;

public sealed class CsvDetectorTests
{
    [Fact]
    public void Detect_OfALongFile_SeesTheFooterAtItsEnd()
    {
        var text = new StringBuilder("no;name;amount\n");
        for (var row = 1; row <= 80_000; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row};customer {row % 97};{row},50\n");
        text.Append("Summe;;3200080000,00\n\nQuelle: Buchhaltung\n");

        var read = CsvText.Read(Encoding.UTF8.GetBytes(text.ToString()));

        Assert.Equal((80_000, 2), (read.Rows.Count, read.Detection.Dialect.FooterRows));
        Assert.Equal(["Summe | 3200080000,00", "Quelle: Buchhaltung"], read.Skipped.Where(line => line.Kind is SkippedLineKind.Footer or SkippedLineKind.Total).Select(line => line.Text));
    }

    [Fact]
    public void Detect_OfABeginning_IgnoresTheCutLine()
    {
        var found = CsvDetector.Detect("a;b;c\n1;2,5;x\n2;3,5;y\n3;\"cut in the mid"u8, isWhole: false, ReadingChoices.None);

        Assert.Equal((";", '"', 3), (found.Dialect.Delimiter, found.Dialect.Quote, found.ColumnCount));
    }

    [Fact]
    public void Detect_HeedsWhatAPersonChose()
    {
        var choices = new ReadingChoices { Delimiter = "|", HeaderRows = 0, PreambleRows = 1, Encoding = "windows-1252" };

        var found = CsvDetector.Detect("a,b\n1|2,3\n4|5,6\n"u8, isWhole: true, choices);

        Assert.Equal(("|", 1, 0, "windows-1252", 2), (found.Dialect.Delimiter, found.Dialect.PreambleRows, found.Dialect.HeaderRows, found.Encoding.WebName, found.ColumnCount));
    }

    [Fact]
    public void Detect_WhenTheEncodingChosenIsNone_SaysSo() =>
        Assert.Throws<RefusedException>(() => CsvDetector.Detect("a,b\n"u8, isWhole: true, new ReadingChoices { Encoding = "utf-9" }));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    public void Detect_OfNothing_IsATableWithoutRows(string text)
    {
        var read = CsvText.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(1, read.Detection.ColumnCount);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public void Detect_OfMostlyUtf8_KeepsItAndRejectsTheBadRecord()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("name,city\nJürgen,Köln\nRenée,Orléans\nX"), 0xFC, .. Encoding.UTF8.GetBytes(",Málaga\nZoë,Graz\n")];

        var read = CsvText.Read(bytes);

        Assert.Equal("utf-8", read.Detection.Encoding.WebName);
        Assert.Equal([RejectReason.BadByte], read.Rejected.Select(row => row.Reason));
        Assert.Equal(3, read.Rows.Count);
    }

    [Theory]
    [InlineData("Name\nWert 1\nWert 2\nWert 3\nWert 4\n", 1)]
    [InlineData("Wert\nRaum 1\nHalle 2\nRaum 3\nHof 4\n", 1)]
    [InlineData("Room no\nRoom 12\nRoom 13\nRoom 14\nRoom 15\n", 1)]
    [InlineData("town count\nUlm 12\nGera 13\nHof 14\nUlm 15\n", 2)]
    [InlineData("town count ms\nUlm 12 0.5\nUlm 13 0.7\nUlm 14 0.1\nUlm 15 0.9\n", 3)]
    [InlineData("x y name\n1 2 aa\n3 4 bb\n5 6 cc\n7 8 dd\n", 3)]
    public void Detect_OfWordsWithNumbers_SeesWhetherTheyAreOneValue(string text, int columns) =>
        Assert.Equal(columns, CsvDetector.Detect(Encoding.UTF8.GetBytes(text), isWhole: true, ReadingChoices.None).ColumnCount);
}
