using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Web.Tests.Emulators.Storage;
using Kali.Web.Tests.Lake;
using Xunit;

namespace Kali.Web.Tests.Ingest;

/// <summary>A file that lies in Azure is read as one of this machine is.</summary>
public sealed class LakeSourceTests(StorageFixture storage)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("file-formats/csv/iris-utf-16.csv")]
    [InlineData("file-formats/parquet/nation.plain.parquet")]
    [InlineData("excel/Test10x10000.xlsx")]
    public async Task AFileInAzure_IsReadAsOneOnDisk(string path)
    {
        var local = SharedData.Find(path.Split('/'));
        var lake = await Gen2Lake.NewAsync(storage);
        var place = new LakePath("raw/uploads/2026-11-23/u-1") / Path.GetFileName(local);
        await lake.Files.PutIfAbsentAsync(place, await File.ReadAllBytesAsync(local, Ct), Ct);

        var there = await Task.Run(() => Rows(FileSource.In(lake.Files, place, place.Name)), Ct);

        Assert.Equal(Rows(FileSource.At(local)), there);
        Assert.NotEqual(0, there);
    }

    private static long Rows(FileSource source)
    {
        var (reading, choices) = (new FileReading(new IngestOptions()), ReadingChoices.None);
        var part = Assert.IsType<FileOutcome.Readable>(reading.Look(source, choices, Ct)).Parts[0];
        using var rows = reading.OpenRows(source, part, choices, _ => { }, Ct);
        var batch = new TextBatch(rows.Columns.Count);
        while (rows.Read(batch))
            Ct.ThrowIfCancellationRequested();
        return rows.RowsRead;
    }
}
