using Kali.Data;
using Kali.Data.Ingest.Sample;
using Kali.Web.Tests.Engines.Databricks.Parity;
using Kali.Web.Tests.Engines.DeltaLog;

namespace Kali.Web.Tests.Benchmarks.Parity;

/// <summary>Files whose loads are compared: the sample, everything in the test data that may be a table, and a Parquet file of each of its Delta tables.</summary>
internal static class ParityFiles
{
    private static readonly string[] Folders = ["csv-dialect", "csv-spectrum", "drift", "error-detection", "excel", "file-formats", "pii", "text-to-sql"];

    /// <summary>What tells of data and is none.</summary>
    private static readonly string[] AboutThem = ["LICENSE", "README.md"];

    public static IReadOnlyList<ParityFile> All() => [Sample(), .. Folders.SelectMany(Below), .. GoldenTables.All().Select(OfDeltaTable).OfType<ParityFile>()];

    /// <summary>Named by its folder, too: many folders have a file of one name.</summary>
    public static ParityFile At(string path)
    {
        var whole = Path.GetFullPath(path);
        return Named($"{Path.GetFileName(Path.GetDirectoryName(whole))}_{Path.GetFileNameWithoutExtension(whole)}", whole);
    }

    private static ParityFile Sample()
    {
        using var content = new MemoryStream();
        SampleOrders.Write(content);
        return new ParityFile("sample_orders", SampleOrders.FileName, content.ToArray());
    }

    private static IEnumerable<ParityFile> Below(string folder) => Directory.EnumerateFiles(SharedData.Find(folder), "*", SearchOption.AllDirectories)
        .Where(path => !AboutThem.Contains(Path.GetFileName(path)))
        .Order(StringComparer.Ordinal)
        .Select(At);

    private static ParityFile? OfDeltaTable(GoldenTables.Golden table) => new[] { GoldenTables.Expected(table.Name), GoldenTables.Folder(table.Name) }
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Where(path => !path.Contains("_delta_log", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        .Select(path => Named($"delta_{table.Name}", path))
        .FirstOrDefault();

    private static ParityFile Named(string name, string path)
    {
        var extension = Path.GetExtension(path);
        var named = $"{name}{extension.Replace('.', '_')}";
        return new ParityFile(SafeName.From(named, "table"), $"{named}{extension}", File.ReadAllBytes(path));
    }
}
