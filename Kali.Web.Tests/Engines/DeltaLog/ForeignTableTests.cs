using System.Text;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog;

/// <summary>What other writers may have done to a table that no golden one shows: types widened, nested fields come and gone, files that do not fit.</summary>
public sealed class ForeignTableTests : IDisposable
{
    private readonly TestTable _table = TestTable.New();

    public void Dispose() => _table.Dispose();

    [Fact]
    public async Task Read_OfWidenedTypes_KeepsEveryValue()
    {
        await CommitAsync(
            "typeWidening",
            """
            {"name":"i","type":"long","nullable":true,"metadata":{}},{"name":"f","type":"double","nullable":true,"metadata":{}},
            {"name":"d","type":"decimal(12,4)","nullable":true,"metadata":{}},{"name":"t","type":"timestamp_ntz","nullable":true,"metadata":{}},{"name":"s","type":"integer","nullable":true,"metadata":{}}
            """,
            "SELECT 1::INTEGER AS i, 0.1::FLOAT AS f, 1.25::DECIMAL(5,2) AS d, DATE '2026-01-02' AS t, 7::TINYINT AS s",
            "SELECT 9000000000::BIGINT AS i, 0.1::DOUBLE AS f, 1.2345::DECIMAL(12,4) AS d, TIMESTAMP '2026-01-02 03:04:05' AS t, 70000::INTEGER AS s");

        Assert.Equal(
            [
                """{"i":1,"f":0.10000000149011612,"d":1.25,"t":"2026-01-02 00:00:00","s":7}""",
                """{"i":9000000000,"f":0.1,"d":1.2345,"t":"2026-01-02 03:04:05","s":70000}""",
            ],
            await _table.RowsAsync());
    }

    [Fact]
    public async Task Read_OfNestedFieldsThatCameAndWent_GivesTheSchemasShape()
    {
        const string member = """{"type":"struct","fields":[{"name":"a","type":"long","nullable":true,"metadata":{}},{"name":"new","type":"string","nullable":true,"metadata":{}}]}""";
        await CommitAsync(
            "timestampNtz",
            $$$"""
            {"name":"s","type":{{{member}}},"nullable":true,"metadata":{}},{"name":"l","type":{"type":"array","elementType":{{{member}}},"containsNull":true},"nullable":true,"metadata":{}},
            {"name":"m","type":{"type":"map","keyType":"string","valueType":{"type":"array","elementType":{{{member}}},"containsNull":true},"valueContainsNull":true},"nullable":true,"metadata":{}}
            """,
            "SELECT {'gone': 1, 'a': 2::INTEGER} AS s, [{'a': 3::INTEGER}, NULL] AS l, MAP {'k': [{'a': 4::INTEGER}]} AS m",
            "SELECT NULL::STRUCT(a INTEGER) AS s, NULL::STRUCT(a INTEGER)[] AS l, NULL::MAP(VARCHAR, STRUCT(a INTEGER)[]) AS m",
            "SELECT {'a': 5::BIGINT, 'new': 'n'} AS s");

        Assert.Equal(
            [
                """{"s":null,"l":null,"m":null}""",
                """{"s":{"a":2,"new":null},"l":[{"a":3,"new":null},null],"m":{"k":[{"a":4,"new":null}]}}""",
                """{"s":{"a":5,"new":"n"},"l":null,"m":null}""",
            ],
            (await _table.RowsAsync()).Order(StringComparer.Ordinal).OrderBy(row => row.Contains("\"a\":2", StringComparison.Ordinal) ? 1 : row.Contains("\"a\":5", StringComparison.Ordinal) ? 2 : 0));
    }

    [Theory]
    [InlineData("integer", "1.5::DOUBLE")]
    [InlineData("long", "'12'")]
    [InlineData("decimal(5,1)", "1.25::DECIMAL(5,2)")]
    [InlineData("date", "TIMESTAMP '2026-01-02 03:04:05'")]
    [InlineData("float", "0.1::DOUBLE")]
    public async Task Read_OfAFileWhoseTypeWouldLoseValues_IsRefusedNamingTheColumn(string type, string value)
    {
        await CommitAsync("timestampNtz", $$$"""{"name":"Größe","type":"{{{type}}}","nullable":true,"metadata":{}}""", $"SELECT {value} AS \"Größe\"");

        Assert.Contains("“Größe”", (await Assert.ThrowsAsync<RefusedException>(() => _table.RowsAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhenADataFileIsGone_IsToldAndNotReadWithoutIt()
    {
        await CommitAsync("timestampNtz", """{"name":"n","type":"integer","nullable":true,"metadata":{}}""", "SELECT 1 AS n", "SELECT 2 AS n");
        File.Delete(Directory.GetFiles(_table.Folder, "*.parquet")[0]);

        await Assert.ThrowsAsync<NotFoundException>(() => _table.RowsAsync());
    }

    [Fact]
    public async Task Read_WithOrigin_TellsFileAndPlaceOfEachRow()
    {
        await CommitAsync("timestampNtz", """{"name":"n","type":"integer","nullable":true,"metadata":{}}""", "SELECT unnest([10, 20, 30]) AS n");
        var file = DeltaPath.OnDisk(_table.Folder, (await _table.Table.AtAsync(null, default)).Files[0].Path);

        var rows = await _table.RowsAsync($"{SnapshotRelation.RowColumn} || ' ' || n || ' ' || {SnapshotRelation.FileColumn}", options: new RelationOptions { WithOrigin = true });

        Assert.Equal([$"0 10 {file}", $"1 20 {file}", $"2 30 {file}"], rows);
    }

    [Fact]
    public async Task Read_OfATableWithoutFiles_HasItsColumns()
    {
        await CommitAsync("timestampNtz", """{"name":"n","type":"integer","nullable":true,"metadata":{}}""");

        Assert.Empty(await _table.RowsAsync());
        Assert.Empty(await _table.RowsAsync("n", options: new RelationOptions { WithOrigin = true }));
    }

    [Fact]
    public async Task Log_WithCompactedCommitsChecksumsAndStrangers_IsReadByItsCommits()
    {
        await CommitAsync("timestampNtz", """{"name":"n","type":"integer","nullable":true,"metadata":{}}""", "SELECT 1 AS n");
        foreach (var name in (string[])["00000000000000000000.00000000000000000004.compacted.json", "00000000000000000000.crc", "00000000000000000007.tmp.json", ".00000000000000000001.json.crc", "x.json"])
            await File.WriteAllTextAsync(Path.Combine(_table.Table.LogFolder, name), "not a commit");
        Directory.CreateDirectory(Path.Combine(_table.Table.LogFolder, "_staged_commits"));
        using var other = TestTable.In(_table.Folder);

        Assert.Equal(["1"], await other.RowsAsync("n"));
        Assert.Single(await other.Table.HistoryAsync(default));
    }

    [Fact]
    public async Task History_OfCommitsWithoutInformation_GoesByTheFilesTimes()
    {
        await CommitAsync("timestampNtz", """{"name":"n","type":"integer","nullable":true,"metadata":{}}""", "SELECT 1 AS n");
        var written = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_table.Table.CommitPath(0), written);

        var entry = Assert.Single(await _table.Table.HistoryAsync(default));

        Assert.Equal((new DateTimeOffset(written), "UNKNOWN", null), (entry.At, entry.Operation, entry.UserId));
    }

    /// <summary>A first version as another writer would make it: a protocol with a feature, a schema, files of whatever shape.</summary>
    private async Task CommitAsync(string feature, string fields, params string[] files)
    {
        var text = new StringBuilder();
        Append(text, new ProtocolAction(3, 7, [feature], [feature]));
        Append(text, new MetadataAction { Id = "7b9f7c3e-7b57-4d8c-8a63-0f4f9a0f1d11", SchemaString = $$"""{"type":"struct","fields":[{{fields}}]}""" });
        foreach (var select in files)
            Append(text, _table.Write(select, new TableSchema([])));
        Directory.CreateDirectory(_table.Table.LogFolder);
        await File.WriteAllTextAsync(_table.Table.CommitPath(0), text.ToString());
    }

    private static void Append(StringBuilder text, DeltaAction action) => text.Append(Encoding.UTF8.GetString(ActionLine.Write(action))).Append('\n');
}
