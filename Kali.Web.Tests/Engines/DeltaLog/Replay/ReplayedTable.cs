using System.Text.Json;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog.Replay;

/// <summary>The state of a table as the independent reader makes it out.</summary>
internal sealed class ReplayedTable(string folder)
{
    private static readonly HashSet<string> Types = ["string", "long", "integer", "short", "byte", "double", "float", "boolean", "binary", "date", "timestamp"];
    private string? _id;

    public string Folder => folder;

    public long Version { get; private set; } = -1;

    /// <summary>Rows of the newest version, counted in the files.</summary>
    public long RowCount { get; set; }

    /// <summary>Column name → type, in order.</summary>
    public List<(string Name, string Type)> Columns { get; private set; } = [];

    public List<string> PartitionColumns { get; private set; } = [];

    /// <summary>The <c>add</c> actions in force, by path as the log has it.</summary>
    public Dictionary<string, JsonElement> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Application id → number.</summary>
    public Dictionary<string, long> Txns { get; } = new(StringComparer.Ordinal);

    public string SchemaString { get; private set; } = "";

    /// <summary>Where the file of an <c>add</c> lies.</summary>
    public string PathOf(JsonElement add) => Path.Combine(folder, Uri.UnescapeDataString(add.GetProperty("path").GetString()!));

    public void Apply(long version, List<(string Kind, JsonElement Value)> actions)
    {
        Version = version;
        foreach (var (kind, value) in actions)
        {
            if (kind == "protocol")
                CheckProtocol(value);
            else if (kind == "metaData")
                Metadata(value);
            else if (kind == "txn")
                Txns[value.GetProperty("appId").GetString()!] = value.GetProperty("version").GetInt64();
        }
        foreach (var (_, value) in actions.Where(action => action.Kind == "remove"))
        {
            Assert.True(Files.Remove(value.GetProperty("path").GetString()!), $"Version {version} removes a file that is not in the table.");
            Assert.True(value.GetProperty("deletionTimestamp").GetInt64() > 0);
        }
        foreach (var (_, value) in actions.Where(action => action.Kind == "add"))
        {
            var path = value.GetProperty("path").GetString()!;
            Assert.False(Files.ContainsKey(path), $"Version {version} adds a file that is in the table already.");
            Assert.True(Uri.TryCreate(path, UriKind.Relative, out _), $"“{path}” is no relative URI.");
            Assert.Equal(PartitionColumns.Order(), value.GetProperty("partitionValues").EnumerateObject().Select(pair => pair.Name).Order());
            Files[path] = value;
        }
    }

    private static void CheckProtocol(JsonElement protocol)
    {
        Assert.Equal(1, protocol.GetProperty("minReaderVersion").GetInt32());
        Assert.Equal(2, protocol.GetProperty("minWriterVersion").GetInt32());
        Assert.Equal(2, protocol.EnumerateObject().Count());
    }

    private void Metadata(JsonElement metadata)
    {
        var id = metadata.GetProperty("id").GetString()!;
        Assert.True(Guid.TryParse(id, out _));
        Assert.True(_id is null || _id == id, "The table's id changed.");
        _id = id;
        Assert.Equal("parquet", metadata.GetProperty("format").GetProperty("provider").GetString());
        Assert.Empty(metadata.GetProperty("format").GetProperty("options").EnumerateObject());
        Assert.All(metadata.GetProperty("configuration").EnumerateObject(), pair => Assert.Equal(JsonValueKind.String, pair.Value.ValueKind));
        SchemaString = metadata.GetProperty("schemaString").GetString()!;
        using var schema = JsonDocument.Parse(SchemaString);
        Assert.Equal("struct", schema.RootElement.GetProperty("type").GetString());
        Columns = [.. schema.RootElement.GetProperty("fields").EnumerateArray().Select(Column)];
        Assert.Equal(Columns.Count, Columns.Select(column => column.Name.ToUpperInvariant()).Distinct().Count());
        PartitionColumns = [.. metadata.GetProperty("partitionColumns").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Subset(Columns.Select(column => column.Name).ToHashSet(), PartitionColumns.ToHashSet());
    }

    private static (string, string) Column(JsonElement field)
    {
        Assert.Equal(["name", "type", "nullable", "metadata"], field.EnumerateObject().Select(member => member.Name));
        Assert.True(field.GetProperty("nullable").ValueKind is JsonValueKind.True or JsonValueKind.False);
        Assert.Equal(JsonValueKind.Object, field.GetProperty("metadata").ValueKind);
        return (field.GetProperty("name").GetString()!, TypeOf(field.GetProperty("type")));
    }

    /// <summary>The type in one line; nested ones as <c>array&lt;…&gt;</c>, <c>map&lt;…,…&gt;</c>, <c>struct&lt;name:…&gt;</c>.</summary>
    private static string TypeOf(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
        {
            var name = type.GetString()!;
            Assert.True(Types.Contains(name) || name.StartsWith("decimal(", StringComparison.Ordinal), $"“{name}” is no type of Delta.");
            return name;
        }
        return type.GetProperty("type").GetString() switch
        {
            "array" when IsTruth(type, "containsNull") => $"array<{TypeOf(type.GetProperty("elementType"))}>",
            "map" when IsTruth(type, "valueContainsNull") => $"map<{TypeOf(type.GetProperty("keyType"))},{TypeOf(type.GetProperty("valueType"))}>",
            "struct" => $"struct<{string.Join(',', type.GetProperty("fields").EnumerateArray().Select(Column).Select(member => $"{member.Item1}:{member.Item2}"))}>",
            var other => throw new InvalidOperationException($"“{other}” is no nested type of Delta."),
        };
    }

    private static bool IsTruth(JsonElement type, string member) => type.GetProperty(member).ValueKind is JsonValueKind.True or JsonValueKind.False;
}
