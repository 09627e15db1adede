using System.Text;
using Kali.Data.Ingest;
using Xunit;

namespace Kali.Web.Tests.Ingest;

public sealed class ArchiveTests
{
    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void Look_AtAZip_OffersItsFilesAndTellsWhatIsNoTable()
    {
        var zip = FileLab.Zip(("2026/orders.csv", Csv("id,city\n1,Köln\n")), ("people.json", Csv("[{\"a\":1},{\"a\":2}]")), ("readme.pdf", Csv("%PDF-1.4\n")), ("__MACOSX/._orders.csv", [1, 2]));
        var readable = Assert.IsType<FileOutcome.Readable>(FileLab.Look(FileLab.File("all.zip", zip)));
        Assert.Equal(["2026/orders.csv", "people.json"], readable.Parts.Select(part => part.Entry));
        Assert.Equal(["orders", "people"], readable.Parts.Select(part => part.DatasetName));
        Assert.Equal(RefusalReason.Pdf, Assert.Single(readable.LeftOut).Reason);
        Assert.Equal("2: 1|Köln", FileLab.Rows(FileLab.File("all.zip", zip), readable.Parts[0]).Shown);
    }

    [Fact]
    public void Read_GzipAndGzipInAZip_UnpacksThem()
    {
        var gzip = FileLab.Gzip(Csv("id,city\n1,Köln\n"));
        Assert.Equal("2: 1|Köln", FileLab.Rows(FileLab.File("orders.csv.gz", gzip)).Shown);
        Assert.Equal("orders", FileLab.Parts(FileLab.File("orders.csv.gz", gzip))[0].DatasetName);
        Assert.Equal("2: 1|Köln", FileLab.Rows(FileLab.File("a.zip", FileLab.Zip(("orders.csv.gz", gzip)))).Shown);
    }

    [Fact]
    public void Read_AWorkbookInAZip_OpensIt()
    {
        var bytes = File.ReadAllBytes(SharedData.Find("excel", "Test10x10.xlsx"));
        var plain = FileLab.Rows(FileLab.File("Test10x10.xlsx", bytes));
        Assert.Equal(plain.Shown, FileLab.Rows(FileLab.File("a.zip", FileLab.Zip(("Test10x10.xlsx", bytes)))).Shown);
    }

    [Fact]
    public void Look_AtAGzipBomb_RefusesItAfterItsLimit()
    {
        var bomb = FileLab.Gzip(new byte[50_000_000]);
        var refusal = FileLab.Refused(FileLab.File("orders.csv.gz", bomb), options: new IngestOptions { SuspiciousFrom = 1_000_000 });
        Assert.Equal(RefusalReason.ExpandsTooFar, refusal.Reason);
    }

    [Fact]
    public void Look_AtAnArchiveInAnArchive_RefusesIt()
    {
        var inner = FileLab.Zip(("orders.csv", Csv("a,b\n1,2\n")));
        Assert.Equal(RefusalReason.NestedArchive, FileLab.Refused(FileLab.File("a.zip", FileLab.Zip(("inner.zip", inner)))).Reason);
        Assert.Equal(RefusalReason.NestedArchive, FileLab.Refused(FileLab.File("a.gz", FileLab.Gzip(FileLab.Gzip([1, 2, 3])))).Reason);
    }

    [Fact]
    public void Look_AtTooManyEntries_RefusesThem()
    {
        var zip = FileLab.Zip([.. Enumerable.Range(0, 20).Select(i => ($"{i}.csv", Csv("a,b\n1,2\n")))]);
        var refusal = FileLab.Refused(FileLab.File("many.zip", zip), options: new IngestOptions { MostEntries = 10 });
        Assert.Equal((RefusalReason.TooManyEntries, 20L, 10L), (refusal.Reason, refusal.Figure, refusal.Limit));
    }

    [Fact]
    public void Look_AtADamagedArchive_SaysSo()
    {
        var zip = FileLab.Zip(("orders.csv", Csv(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * 7}\n")))));
        zip[200] ^= 0x55;
        Assert.Equal(RefusalReason.CorruptArchive, FileLab.Refused(FileLab.File("orders.zip", zip)).Reason);
    }

    [Fact]
    public void Look_AtEntryNamesThatClimb_TakesThemForLabels()
    {
        var zip = FileLab.Zip(("../../etc/orders.csv", Csv("a,b\n1,2\n")));
        Assert.Equal("orders", FileLab.Parts(FileLab.File("x.zip", zip))[0].DatasetName);
        Assert.Equal("2: 1|2", FileLab.Rows(FileLab.File("x.zip", zip)).Shown);
    }
}
