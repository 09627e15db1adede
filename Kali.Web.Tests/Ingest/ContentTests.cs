using System.Text;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Sniffing;
using Xunit;

namespace Kali.Web.Tests.Ingest;

public sealed class ContentTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ContentKind.Text)]
    [InlineData("[abc],1\n[def],2\n", ContentKind.Text)]
    [InlineData("{\"a\":1}", ContentKind.Json)]
    [InlineData("[{\"a\":1},{\"a\":2}]", ContentKind.Json)]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", ContentKind.JsonLines)]
    [InlineData("{\"a\":1}\nnonsense\n{\"a\":2}\n", ContentKind.JsonLines)]
    [InlineData("  <!DOCTYPE html><html></html>", ContentKind.Html)]
    [InlineData("<table><tr><td>1</td></tr></table>", ContentKind.Html)]
    [InlineData("<?xml version=\"1.0\"?><a/>", ContentKind.Xml)]
    [InlineData("%PDF-1.7\n", ContentKind.Pdf)]
    [InlineData("#!/bin/sh\necho 1\n", ContentKind.Script)]
    [InlineData("# a remark\na,b\n", ContentKind.Text)]
    [InlineData("\u007FELF\u0002\u0001", ContentKind.Executable)]
    [InlineData("GIF89a....", ContentKind.Image)]
    [InlineData("PAR1....", ContentKind.Parquet)]
    public void Look_AtBytes_TellsTheirKind(string text, ContentKind kind) =>
        Assert.Equal(kind, ContentSniff.Look(new MemoryStream(Encoding.UTF8.GetBytes(text))).Kind);

    [Fact]
    public void Look_AtNoise_SaysBinary()
    {
        var noise = new byte[5000];
        new Random(7).NextBytes(noise);
        noise[0] = 0x99;
        Assert.Equal(RefusalReason.BinaryData, FileLab.Refused(FileLab.File("noise.csv", noise)).Reason);
    }

    [Fact]
    public void Look_AtAZipWithAPasswordNamedCsv_SaysSoInTheWordsOfTheInterface()
    {
        var zip = FileLab.Zip(("prices.csv", "a,b\n1,2\n"u8.ToArray()));
        // Bit 0 of the general purpose flags, in the local header and in the directory.
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        var refusal = FileLab.Refused(FileLab.File("prices.csv", zip));
        Assert.Equal("prices.csv is a zip archive with a password, not a CSV. Nothing was stored. Unpack it and drop the files inside.", refusal.Message);
    }

    [Fact]
    public void Look_AtEveryRefusal_HasASentence()
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            var message = new Refusal(reason, "x.csv", "csv", 1, 2, "PNG").Message;
            Assert.StartsWith("x.csv ", message, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("parquet", "nation.plain.intentionally_mislabled_file.csv", "parquet")]
    [InlineData("parquet", "nation.plain.intentionally_mislabled_file.json", "parquet")]
    [InlineData("csv", "iris_intentionally_mislabled_file.parquet", "csv")]
    [InlineData("csv", "iris_intentionally_mislabled_file.json", "csv")]
    [InlineData("json", "honeypot_intentially_mislabeled_file.csv", "jsonl")]
    [InlineData("json", "honeypot_intentially_mislabeled_file.parquet", "jsonl")]
    [InlineData("json", "honeypot", "jsonl")]
    public void Look_AtAFileWithTheWrongName_ReadsItByItsContent(string folder, string name, string format)
    {
        var part = FileLab.Parts(FileSource.At(SharedData.Find("file-formats", folder, name)))[0];
        Assert.Equal(format, part.Facts.Format);
        Assert.Equal(Path.HasExtension(name), part.NamedAs is not null);
    }

    [Fact]
    public void Look_AtAvro_SaysWhatToDo()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Find("file-formats", "avro")))
            Assert.Equal(RefusalReason.Avro, FileLab.Refused(FileSource.At(path)).Reason);
    }

    [Theory]
    [InlineData("iris.parq", 150)]
    [InlineData("titanic.parq", 1316)]
    [InlineData("nation.dict.parquet", 25)]
    [InlineData("nation.plain.parquet", 25)]
    [InlineData("gzip-nation.impala.parquet", 25)]
    [InlineData("snappy-nation.impala.parquet", 25)]
    public void Read_Parquet_HasEveryRow(string name, int rows)
    {
        var grid = FileLab.Rows(FileSource.At(SharedData.Find("file-formats", "parquet", name)));
        Assert.Equal(rows, grid.Rows.Count);
        Assert.Equal(Enumerable.Range(1, rows).Select(row => (long)row), grid.Rows.Select(row => row.Row));
    }

    [Fact]
    public void Read_AParquetFileWithAPatternForItsName_ReadsThatFileAlone()
    {
        var folder = Directory.CreateTempSubdirectory("kali-files-");
        try
        {
            var path = Path.Combine(folder.FullName, "a[b]*.parquet");
            File.Copy(SharedData.Find("file-formats", "parquet", "nation.plain.parquet"), path);
            Assert.Equal(25, FileLab.Rows(FileSource.At(path)).Rows.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
