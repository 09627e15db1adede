using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>A data file that a COPY wrote, as its <c>RETURN_STATS</c> tells of it.</summary>
/// <param name="Path">On disk.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Columns">Statistics by DuckDB's quoted column name.</param>
/// <param name="PartitionKeys">The values of its folder, as DuckDB prints them; empty for a plain file.</param>
internal sealed record WrittenFile(
    string Path, long Rows, long Bytes, IReadOnlyDictionary<string, Dictionary<string, string?>> Columns, IReadOnlyDictionary<string, string?> PartitionKeys)
{
    /// <summary>From a row of the COPY's result: filename, count, file_size_bytes, footer_size_bytes, column_statistics, partition_keys.</summary>
    public static WrittenFile Read(object?[] row) => new(
        (string)row[0]!,
        Convert.ToInt64(row[1], null),
        Convert.ToInt64(row[2], null),
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string?>>>((string?)row[4] ?? "{}")!,
        JsonSerializer.Deserialize<Dictionary<string, string?>>((string?)row[5] ?? "{}")!);

    public AddAction ToAdd(string folder, TableSchema schema, IReadOnlyDictionary<string, string?> partition, DateTimeOffset now, bool dataChange) => new()
    {
        Path = DeltaPath.Encode(System.IO.Path.GetRelativePath(folder, Path).Replace('\\', '/')),
        PartitionValues = partition,
        Size = Bytes,
        ModificationTime = now.ToUnixTimeMilliseconds(),
        DataChange = dataChange,
        Stats = FileStatistics.Write(Rows, Columns, schema),
    };
}
