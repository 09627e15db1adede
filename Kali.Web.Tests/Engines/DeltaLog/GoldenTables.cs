using System.Formats.Tar;
using System.Text.Json;
using ZstdSharp;

namespace Kali.Web.Tests.Engines.DeltaLog;

/// <summary>The Delta tables of <c>shared/data/delta-golden</c>, written by Spark and others, unpacked into a folder of the test.</summary>
internal sealed class GoldenTables
{
    private static readonly Lock Unpacking = new();
    private static string? _root;

    public sealed record Golden(string Name, bool HasExpected, int? MinReader, int? MinWriter);

    public static IReadOnlyList<Golden> All()
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("delta-golden", "golden_index.json")));
        return [.. index.RootElement.EnumerateArray()
            .Select(table => new Golden(
                table.GetProperty("name").GetString()!,
                table.GetProperty("has_expected").GetBoolean(),
                Number(table.GetProperty("min_reader")),
                Number(table.GetProperty("min_writer"))))
            .Where(table => File.Exists(Archive(table.Name)))];
    }

    /// <summary>The table's folder.</summary>
    public static string Folder(string name) => Path.Combine(Unpacked(), name, "delta");

    /// <summary>The folder of Parquet files with the rows as Spark read them.</summary>
    public static string Expected(string name) => Path.Combine(Unpacked(), name, "expected");

    private static string Archive(string name) => Path.Combine(SharedData.Find("delta-golden", "golden_data"), $"{name}.tar.zst");

    private static string Unpacked()
    {
        lock (Unpacking)
        {
            if (_root is not null)
                return _root;
            var root = Directory.CreateTempSubdirectory("kali-golden-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
            foreach (var table in All())
            {
                using var archive = new DecompressionStream(File.OpenRead(Archive(table.Name)));
                TarFile.ExtractToDirectory(archive, root, overwriteFiles: true);
            }
            return _root = root;
        }
    }

    private static int? Number(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetInt32() : null;
}
