using System.Text;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Csv;
using Xunit;

namespace Kali.Web.Tests.Ingest.Csv;

public sealed class CsvReaderTests
{
    [Fact]
    public void Read_CountsRowsAsASpreadsheetDoes()
    {
        var read = CsvText.Read("a,b\n1,2\n\n\"x\ny\",3\n4,5\n", CsvDialect.Default, 2);

        Assert.Equal([2, 4, 5], read.Rows.Select(row => row.Row));
        Assert.Equal(["x\ny", "3"], read.Rows[1].Cells);
    }

    [Fact]
    public void Read_KeepsEmptyCellsAndTellsMissingOnes()
    {
        var read = CsvText.Read("a,b,c\n,\"\",x\n1\n 2 ,\n", CsvDialect.Default, 3);

        Assert.Equal(["", "", "x"], read.Rows[0].Cells);
        Assert.Equal(["1", null, null], read.Rows[1].Cells);
        Assert.Equal([" 2 ", "", null], read.Rows[2].Cells);
    }

    [Fact]
    public void Read_WhenARowHasTooManyCells_RejectsItWithLineAndOffset()
    {
        var read = CsvText.Read("a,b\n1,2\n3,4,5\n6,7,\n", CsvDialect.Default, 2);

        Assert.Equal([new RejectedRow(3, 3, 8, RejectReason.TooManyFields, "3,4,5")], read.Rejected);
        Assert.Equal(["6", "7"], read.Rows[1].Cells);
    }

    [Fact]
    public void Read_WhenAQuoteIsNeverClosed_LosesOneLineOnly()
    {
        var lines = string.Concat(Enumerable.Range(1, 5000).Select(n => $"{n},text {n}\n"));

        var read = CsvText.Read($"a,b\n0,\"open\n{lines}", CsvDialect.Default, 2);

        Assert.Equal(5000, read.Rows.Count);
        Assert.Equal([new RejectedRow(2, 2, 4, RejectReason.BrokenQuote, "0,\"open")], read.Rejected);
        Assert.Equal((3, "1"), (read.Rows[0].Row, read.Rows[0].Cells[0]));
    }

    [Fact]
    public void Read_WhenAQuoteIsClosedByTheNextRows_StillLosesOneLineOnly()
    {
        var read = CsvText.Read("a,b\n1,\"open\n2,\"fine\"\n3,\"fine, too\"\n", CsvDialect.Default, 2);

        Assert.Equal(["1,\"open"], read.Rejected.Select(row => row.Text));
        Assert.Equal(["fine", "fine, too"], read.Rows.Select(row => row.Cells[1]));
    }

    [Fact]
    public void Read_OfStrayQuotes_KeepsThemAsTheyStand()
    {
        var read = CsvText.Read("a,b\n5\" pipe,x\n\"he said \"no\" twice\",y\n", CsvDialect.Default, 2);

        Assert.Equal(["5\" pipe", "he said \"no\" twice"], read.Rows.Select(row => row.Cells[0]));
    }

    [Fact]
    public void Read_OfABadByte_RejectsThatRecordAlone()
    {
        byte[] bytes = [.. "a,b\n1,x\n2,"u8, 0xFF, .. "\n3,y\n"u8];

        var read = CsvText.Read(bytes, CsvText.A(CsvDialect.Default, 2));

        Assert.Equal([new RejectedRow(3, 3, 8, RejectReason.BadByte, "2,\uFFFD")], read.Rejected);
        Assert.Equal(["1", "3"], read.Rows.Select(row => row.Cells[0]));
    }

    [Theory]
    [InlineData("shift_jis", new byte[] { 0x82, 0x20 })]
    [InlineData("gb18030", new byte[] { 0xFF })]
    [InlineData("utf-16", new byte[] { 0x00, 0xDC })]
    public void Read_OfABadByteInAnotherEncoding_RejectsThatRecordAtItsOffset(string name, byte[] bad)
    {
        var encoding = TextEncodings.Named(name);
        var before = encoding.GetBytes("a,b\n1,日本\n");
        byte[] bytes = [.. before, .. encoding.GetBytes("2,"), .. bad, .. encoding.GetBytes("\n3,本\n")];

        var read = CsvText.Read(bytes, CsvText.A(CsvDialect.Default, 2, encoding));

        var rejected = Assert.Single(read.Rejected);
        Assert.Equal((RejectReason.BadByte, 3, before.Length), (rejected.Reason, rejected.Row, rejected.ByteOffset));
        Assert.Equal(["日本", "本"], read.Rows.Select(row => row.Cells[1]));
    }

    [Fact]
    public void Read_OfAnEndlessLine_RejectsItAndGoesOn()
    {
        var text = $"a,b\n1,2\n{new string('x', 300_000)}\n3,4\n";

        var read = CsvText.Read(Encoding.UTF8.GetBytes(text), CsvText.A(CsvDialect.Default, 2), options: new CsvReadOptions { LongestRecord = 10_000, BufferLength = 4096 });

        Assert.Equal([(3L, RejectReason.TooLong)], read.Rejected.Select(row => (row.Row, row.Reason)));
        Assert.Equal([(2L, "1"), (4L, "3")], read.Rows.Select(row => (row.Row, row.Cells[0]!)));
    }

    [Fact]
    public void Read_OfALongCell_RejectsItsRecord()
    {
        var text = $"a,b\n1,{new string('x', 5000)}\n3,4\n";

        var read = CsvText.Read(Encoding.UTF8.GetBytes(text), CsvText.A(CsvDialect.Default, 2), options: new CsvReadOptions { LongestCell = 1000 });

        Assert.Equal([RejectReason.TooLong], read.Rejected.Select(row => row.Reason));
        Assert.Single(read.Rows);
    }

    [Fact]
    public void Read_SetsFooterAndRemarksAside()
    {
        var dialect = CsvDialect.Default with { PreambleRows = 2, Comment = "#", FooterRows = 2 };

        var read = CsvText.Read("Report\n\na,b\n1,2\n# remark\n3,4\nTotal,6\n\nSource: x\n", dialect, 2);

        Assert.Equal([(4L, "1"), (6L, "3")], read.Rows.Select(row => (row.Row, row.Cells[0]!)));
        Assert.Equal(
            [(1L, SkippedLineKind.Preamble), (3L, SkippedLineKind.Header), (5L, SkippedLineKind.Comment), (7L, SkippedLineKind.Total), (9L, SkippedLineKind.Footer)],
            read.Skipped.Select(line => (line.Row, line.Kind)));
    }

    [Fact]
    public void Read_OfAHeaderOnceMore_RejectsItAsThat()
    {
        var read = CsvText.Read("a,b\n1,2\na,b\n3,4\n", CsvDialect.Default, 2);

        Assert.Equal([(3L, RejectReason.RepeatedHeader)], read.Rejected.Select(row => (row.Row, row.Reason)));
    }

    [Fact]
    public void Read_OfABeginning_LeavesTheCutRecordOut()
    {
        var read = CsvText.Read("a,b\n1,2\n3,\"4 is cut"u8.ToArray(), CsvText.A(CsvDialect.Default, 2), options: new CsvReadOptions { IsBeginning = true });

        Assert.Equal(["1"], read.Rows.Select(row => row.Cells[0]));
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public void Read_OfAlignedColumns_TakesRunsOfSpacesAsOne()
    {
        var read = CsvText.Read("name   value\n  a       1  \nbb       22\n", CsvDialect.Default with { Delimiter = " ", RunsAreOne = true }, 2);

        Assert.Equal([["a", "1"], ["bb", "22"]], read.Rows.Select(row => row.Cells!));
    }
}
