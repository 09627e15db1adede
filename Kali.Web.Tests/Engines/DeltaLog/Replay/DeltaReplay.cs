using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog.Replay;

/// <summary>
/// An independent reader of the tables that Kali writes: over the JSON of the log and Parquet.Net, without a line of Kali's own reading.
/// It replays every version and checks each promise: protocol, metadata, schema string, actions, statistics, checkpoints, and that the files' rows add up.
/// </summary>
/// <example><code>var table = await DeltaReplay.CheckAsync(folder); Assert.Equal(3, table.RowCount);</code></example>
internal static class DeltaReplay
{
    private static readonly string[] Known = ["commitInfo", "protocol", "metaData", "add", "remove", "txn"];

    public static async Task<ReplayedTable> CheckAsync(string folder)
    {
        var log = Path.Combine(folder, "_delta_log");
        var commits = Directory.GetFiles(log, "*.json").Where(path => Path.GetFileName(path).Length == 25).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(commits);
        var table = new ReplayedTable(folder);
        for (var version = 0; version < commits.Count; version++)
        {
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{version:D20}.json"), Path.GetFileName(commits[version]));
            var actions = Read(commits[version]);
            CheckVersion(version, actions, commits[version]);
            table.Apply(version, actions);
            var checkpoint = Path.Combine(log, string.Create(CultureInfo.InvariantCulture, $"{version:D20}.checkpoint.parquet"));
            if (File.Exists(checkpoint))
                await CheckpointCheck.CheckAsync(checkpoint, table);
        }
        foreach (var file in table.Files.Values)
            table.RowCount += await DataFileCheck.CheckAsync(table, file);
        CheckLastCheckpoint(log, table);
        return table;
    }

    /// <summary>The actions of a commit: each line one JSON object with one member, the last line ended.</summary>
    public static List<(string Kind, JsonElement Value)> Read(string path)
    {
        var text = File.ReadAllText(path);
        Assert.True(text.EndsWith('\n'), $"{path} is torn: its last line has no end.");
        var actions = new List<(string, JsonElement)>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var member = Assert.Single(json.RootElement.EnumerateObject());
            Assert.Contains(member.Name, Known);
            actions.Add((member.Name, member.Value.Clone()));
        }
        return actions;
    }

    private static void CheckVersion(int version, List<(string Kind, JsonElement Value)> actions, string path)
    {
        Assert.True(actions is [{ Kind: "commitInfo" }, ..], $"{path} does not begin with commitInfo.");
        Assert.Single(actions, action => action.Kind == "commitInfo");
        Assert.InRange(actions.Count(action => action.Kind == "protocol"), version == 0 ? 1 : 0, 1);
        Assert.InRange(actions.Count(action => action.Kind == "metaData"), version == 0 ? 1 : 0, 1);
        foreach (var kind in (string[])["add", "remove"])
        {
            var paths = actions.Where(action => action.Kind == kind).Select(action => action.Value.GetProperty("path").GetString()).ToList();
            Assert.True(paths.Count == paths.Distinct().Count(), $"{path} names a file twice in {kind}.");
        }
        var info = actions[0].Value;
        Assert.StartsWith("Kali/", info.GetProperty("engineInfo").GetString());
        Assert.NotEmpty(info.GetProperty("operation").GetString()!);
        Assert.True(info.GetProperty("timestamp").GetInt64() > 0);
        Assert.All(info.GetProperty("operationMetrics").EnumerateObject(), metric => Assert.Equal(JsonValueKind.String, metric.Value.ValueKind));
        if (version > 0)
            Assert.InRange(info.GetProperty("readVersion").GetInt64(), 0, version - 1);
    }

    private static void CheckLastCheckpoint(string log, ReplayedTable table)
    {
        var path = Path.Combine(log, "_last_checkpoint");
        if (!File.Exists(path))
            return;
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var version = json.RootElement.GetProperty("version").GetInt64();
        Assert.InRange(version, 0, table.Version);
        var checkpoint = new FileInfo(Path.Combine(log, string.Create(CultureInfo.InvariantCulture, $"{version:D20}.checkpoint.parquet")));
        Assert.True(checkpoint.Exists, "_last_checkpoint names a checkpoint that is not there.");
        Assert.Equal(checkpoint.Length, json.RootElement.GetProperty("sizeInBytes").GetInt64());
    }
}
