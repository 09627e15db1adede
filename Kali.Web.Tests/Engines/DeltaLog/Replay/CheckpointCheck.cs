using System.Collections;
using Parquet.Serialization;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog.Replay;

/// <summary>A checkpoint, read by Parquet.Net, held against the state that the commits up to its version make.</summary>
internal static class CheckpointCheck
{
    public static async Task CheckAsync(string path, ReplayedTable table)
    {
        await using var file = File.OpenRead(path);
        var rows = (await ParquetSerializer.DeserializeUntypedAsync(file)).Data;
        var protocol = Assert.Single(Actions(rows, "protocol"));
        Assert.Equal(1, protocol["minReaderVersion"]);
        Assert.Equal(2, protocol["minWriterVersion"]);
        Assert.Null(protocol.GetValueOrDefault("readerFeatures"));
        Assert.Null(protocol.GetValueOrDefault("writerFeatures"));
        var metadata = Assert.Single(Actions(rows, "metaData"));
        Assert.Equal(table.SchemaString, Text(metadata["schemaString"]));
        Assert.Equal(table.PartitionColumns, ((IEnumerable?)metadata.GetValueOrDefault("partitionColumns"))?.Cast<object>().Select(Text) ?? []);

        var adds = Actions(rows, "add").ToDictionary(add => Text(add["path"]), StringComparer.Ordinal);
        Assert.Equal(table.Files.Keys.Order(StringComparer.Ordinal), adds.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, expected) in table.Files)
        {
            var add = adds[name];
            Assert.Equal(expected.GetProperty("size").GetInt64(), add["size"]);
            Assert.Equal(expected.GetProperty("modificationTime").GetInt64(), add["modificationTime"]);
            Assert.Equal(expected.GetProperty("stats").GetString(), Text(add["stats"]));
            Assert.Equal(false, add["dataChange"]);
            var values = Entries(add.GetValueOrDefault("partitionValues"));
            Assert.Equal(
                expected.GetProperty("partitionValues").EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString())).Order(),
                values.Order());
        }
        Assert.Equal(
            table.Txns.Select(txn => (txn.Key, txn.Value)).Order(),
            Actions(rows, "txn").Select(txn => (Text(txn["appId"]), (long)txn["version"])).Order());
    }

    private static IEnumerable<Dictionary<string, object>> Actions(IList<Dictionary<string, object>> rows, string kind) => rows
        .Select(row => row.GetValueOrDefault(kind))
        .OfType<IDictionary>()
        .Select(action => action.Keys.Cast<object>().ToDictionary(key => Text(key), key => action[key]!, StringComparer.Ordinal));

    private static IEnumerable<(string, string?)> Entries(object? map) => map is IDictionary entries
        ? entries.Keys.Cast<object>().Select(key => (Text(key), entries[key] is { } value ? Text(value) : null))
        : [];

    private static string Text(object value) => value as string ?? value.ToString()!;
}
