using System.Diagnostics;
using Kali.Data;
using Kali.Data.Ingest.Sample;
using Kali.Web.Tests.Engines.Databricks;
using Kali.Web.Tests.Engines.Databricks.Parity;
using Kali.Web.Tests.Pipeline;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>
/// Whole files on both engines: <c>bench parity [FILE…]</c> loads each through the whole pipeline, embedded and on the emulated workspace, and prints what differs.
/// Without files these are the sample and the tables among the test data.
/// </summary>
internal static class ParityBenchmark
{
    private const long LargestBytes = 20 << 20;
    private static readonly string[] Folders = ["error-detection", "csv-spectrum", "text-to-sql", "excel"];
    private static readonly string[] Kinds = [".csv", ".tsv", ".xlsx", ".xls"];

    public static async Task<int> RunAsync(string[] args)
    {
        var files = (args is [] ? TestData().Prepend(Sample()) : args.Select(FileAt)).ToList();
        var different = 0;
        using var workspace = new TestWorkspace();
        await using var embedded = await PipelineLake.OpenAsync();
        await using var databricks = await PipelineLake.OpenAsync(workspace.AddTo);
        var (here, there) = (new PipelineFacts(embedded), new PipelineFacts(databricks));
        foreach (var file in files)
        {
            if (!here.CanRead(file))
            {
                Console.WriteLine($"{file.Dataset}: cannot be read");
                continue;
            }
            var watch = Stopwatch.StartNew();
            var (told, toldThere) = ((await here.OfAsync([file]))[file.Dataset], (await there.OfAsync([file]))[file.Dataset]);
            var differences = PipelineDifferences.Of(file.Dataset, told, toldThere).ToList();
            different += differences.Count > 0 ? 1 : 0;
            Console.WriteLine(FormattableString.Invariant($"{file.Dataset}: {told.Count:N0} facts, {(differences.Count == 0 ? "the same on both" : "DIFFERENT")}, {watch.Elapsed.TotalSeconds:0.0} s"));
            differences.ForEach(Console.WriteLine);
        }
        Console.WriteLine(FormattableString.Invariant($"{files.Count} files, {different} with a difference"));
        return different == 0 ? 0 : 1;
    }

    private static ParityFile Sample()
    {
        using var content = new MemoryStream();
        SampleOrders.Write(content);
        return new ParityFile("sample_orders", SampleOrders.FileName, content.ToArray());
    }

    private static IEnumerable<ParityFile> TestData() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(SharedData.Find(folder), "*", SearchOption.AllDirectories))
        .Where(file => Kinds.Contains(Path.GetExtension(file)) && new FileInfo(file).Length <= LargestBytes)
        .Order(StringComparer.Ordinal)
        .Select(FileAt);

    /// <summary>Named by its folder, too: many folders have a file of one name.</summary>
    private static ParityFile FileAt(string path)
    {
        var whole = Path.GetFullPath(path);
        var name = $"{Path.GetFileName(Path.GetDirectoryName(whole))}_{Path.GetFileNameWithoutExtension(whole)}_{Path.GetExtension(whole)[1..]}";
        return new ParityFile(SafeName.From(name, "table"), $"{name}{Path.GetExtension(whole)}", File.ReadAllBytes(whole));
    }
}
