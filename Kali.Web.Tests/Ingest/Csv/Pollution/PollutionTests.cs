using Xunit;

namespace Kali.Web.Tests.Ingest.Csv.Pollution;

/// <summary>The front door: files with one thing wrong each load with the exact cell text of the clean file.</summary>
public sealed class PollutionTests(ITestOutputHelper output)
{
    [Fact]
    public void Read_OfPollutedFiles_GivesTheCellsOfTheCleanOnes()
    {
        var found = PollutedFiles.All().AsParallel().AsOrdered().Select(file =>
        {
            var read = CsvText.Read(file.Bytes);
            return file.FaultOf(read) is { } fault ? $"{file.Name}: {fault} | {read.Detection.Encoding.WebName} {read.Detection.Dialect} rejected {read.Rejected.Count}" : null;
        }).ToList();
        var (all, faults) = (found.Count, found.OfType<string>().ToList());
        output.WriteLine($"{all - faults.Count} of {all} ({100.0 * (all - faults.Count) / all:0.00} %)\n{string.Join('\n', faults)}");
        Assert.True(all >= 1000);
        Assert.True(faults.Count <= all * 0.01, $"{all - faults.Count} of {all}");
    }
}
