using System.Text;
using System.Text.Json;
using CsCheck;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Schema;
using Kali.Web.Tests.Engines.DeltaLog.Replay;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog;

/// <summary>Whatever stands in a log, a path or a partition: it comes back as it was, or is told as damaged.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        " ", "/", "\\", "\"", "'", "%", "%20", "%2F", "ü", "Straße", "😀", "=", "#", "?", "*", "[a]", "+", "&", ".", "..", ":", "~", "\t", "\n", "\u0001", "\u007f",
        "注", "a\u0308", "{", "}", "__HIVE_DEFAULT_PARTITION__", "null", "-1",
    ];

    private static readonly Gen<string> Odd = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]),
        Gen.String[Gen.Char[' ', '~'], 1, 6]).List[1, 6].Select(parts => string.Concat(parts));

    [Fact]
    public void Path_Encoded_IsOneRelativeUriThatReadsBack() => Odd.Sample(text =>
    {
        var relative = $"{DeltaPath.PartitionFolder([new("Spalte " + text, text)])}/part-1.parquet";
        var uri = DeltaPath.Encode(relative);
        Assert.True(uri.All(c => c is > ' ' and < '\u007f'), uri);
        Assert.Equal(2, relative.Split('/').Length);
        Assert.Equal(Path.GetFullPath(Path.Combine("/lake/t", relative)), DeltaPath.OnDisk("/lake/t", uri));
        Assert.Equal(DeltaPath.Key("/lake/t", uri), DeltaPath.Key("/lake/t", "file:///lake/t/" + uri));
    });

    [Fact]
    public async Task PartitionValues_OfAnyText_ComeBackThroughCommitCheckpointAndQuery()
    {
        var schema = new TableSchema([new("i", DataType.Integer), new("p q", DataType.String)], ["p q"]);
        using var table = TestTable.New();
        var values = new List<string>();
        Odd.Sample(values.Add, iter: 60, threads: 1);
        values = [.. values.Concat([" lead", "trail ", "dot.", "CON", new string('ä', 300), new string('x', 300) + "1", new string('x', 300) + "2"]).Distinct()];
        var files = values.Select((value, i) => table.Write($"SELECT {i} AS i", schema, ("p q", value))).Append(table.Write("SELECT -1 AS i", schema, ("p q", null))).ToList();
        foreach (var some in files.Chunk(files.Count / 11 + 1))
            await table.AppendAsync(some, schema);
        for (var i = 0; i < 11; i++)
            await table.AppendAsync([], schema);
        using var other = TestTable.In(table.Folder);

        foreach (var branches in (int?[])[0, 1000])
        {
            var rows = await other.RowsAsync(options: new() { MostBranches = branches });
            Assert.Equal(
                values.Select((value, i) => ((int, string?))(i, value)).Append((-1, null)).OrderBy(row => row.Item1),
                rows.Select(row => JsonDocument.Parse(row).RootElement).Select(row => (row.GetProperty("i").GetInt32(), row.GetProperty("p q").GetString())).OrderBy(row => row.Item1));
        }
        await DeltaReplay.CheckAsync(table.Folder);
    }

    [Fact]
    public void Action_WrittenAndRead_IsTheSame() => Gen.Select(Odd, Odd, Gen.Long, Gen.Bool).Sample((text, other, number, flag) =>
    {
        DeltaAction[] actions =
        [
            new AddAction
            {
                Path = text, Size = number, ModificationTime = number, DataChange = flag, Stats = other,
                PartitionValues = new Dictionary<string, string?> { [text] = other, ["none"] = null },
                DeletionVector = flag ? new DeletionVectorDescriptor("u", text, 4, 40, 6) : null,
            },
            new RemoveAction { Path = text, DeletionTimestamp = number, DataChange = flag, PartitionValues = new Dictionary<string, string?> { [other] = text } },
            new TxnAction(text, number, flag ? number : null),
            new DomainMetadataAction(text, other, flag),
            new MetadataAction { Id = text, Name = other, SchemaString = text, PartitionColumns = [text, other], Configuration = new Dictionary<string, string?> { [other] = text } },
            new ProtocolAction(3, 7, [text], [text, other]),
        ];
        foreach (var action in actions)
        {
            var line = ActionLine.Write(action);
            Assert.DoesNotContain((byte)'\n', line);
            Assert.Equal(line, ActionLine.Write(ActionLine.Read(line)!));
        }
    });

    [Fact]
    public void Action_WithMembersOfTheFuture_IsReadWithoutThem()
    {
        var add = Assert.IsType<AddAction>(ActionLine.Read("""{"add":{"path":"a","partitionValues":null,"size":1,"modificationTime":2,"dataChange":true,"newThing":{"x":[1]},"tags":null}}"""u8));
        Assert.Empty(add.PartitionValues);
        Assert.Null(ActionLine.Read("""{"shinyNewAction":{"path":"a"}}"""u8));
        Assert.IsType<CommitInfoAction>(ActionLine.Read("""{"commitInfo":{"operation":7,"operationMetrics":[1],"timestamp":"soon"}}"""u8));
    }

    [Fact]
    public void Line_OfAnyBytes_IsAnActionOrToldAsDamaged()
    {
        var line = """{"add":{"path":"part-1.parquet","partitionValues":{"a":"b"},"size":1,"modificationTime":2,"dataChange":true,"stats":"{}"}}"""u8.ToArray();
        Gen.Select(Gen.Int[0, line.Length - 1], Gen.Byte, Gen.Int[0, line.Length]).Sample((at, value, length) =>
        {
            var damaged = line.ToArray();
            damaged[at] = value;
            try
            {
                _ = ActionLine.Read(damaged.AsSpan(0, length));
            }
            catch (JsonException)
            {
            }
        });
    }

    [Fact]
    public void Schema_WrittenAndRead_IsTheSame() => Gen.Select(Odd, Odd, Gen.Bool).Sample((name, label, flag) =>
    {
        var schema = new TableSchema(
        [
            new(name, DataType.DecimalOf(38, 9), flag, label, name),
            new("l", new DataType.Array(new DataType.Struct([new(label, DataType.TimestampNtz, flag)]), flag)),
            new("m", new DataType.Map(DataType.String, new DataType.Array(DataType.Long, flag), flag)),
        ]);
        var text = SchemaString.Write(schema.Columns.Select(DeltaField.From));
        var read = SchemaString.Read(text);
        Assert.Equal(schema, new TableSchema([.. read.Select(field => field.ToColumn())]));
        Assert.Equal(text, SchemaString.Write(read));
    });

    [Fact]
    public void Statistics_OfLongTexts_AreTrueBounds() => Gen.OneOf(Odd, Gen.String[Gen.Char['\ud000', '\uffff'], 0, 80], Gen.String[0, 80]).List[1, 12].Sample(parts =>
    {
        var text = string.Concat(string.Concat(parts).EnumerateRunes());
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.True(FileStatistics.Floor(text).Length <= 32);
        Assert.True(Encoding.UTF8.GetBytes(FileStatistics.Floor(text)).AsSpan().SequenceCompareTo(bytes) <= 0);
        if (FileStatistics.Ceiling(text) is { } ceiling)
        {
            Assert.True(ceiling.Length <= 33);
            Assert.True(Encoding.UTF8.GetBytes(ceiling).AsSpan().SequenceCompareTo(bytes) >= 0);
        }
    });

    [Theory]
    [InlineData("2021-09-08 11:11:11", "America/Los_Angeles", "2021-09-08T18:11:11.000000Z")]
    [InlineData("2021-09-08 11:11:11.123456", "UTC", "2021-09-08T11:11:11.123456Z")]
    [InlineData("2021-09-08T11:11:11.1Z", "America/Los_Angeles", "2021-09-08T11:11:11.100000Z")]
    [InlineData("2021-09-08T11:11:11+02:00", "America/Los_Angeles", "2021-09-08T09:11:11.000000Z")]
    [InlineData("2021-03-14 02:30:00", "America/Los_Angeles", "2021-03-14T10:30:00.000000Z")]
    public void PartitionTimestamp_WithoutAZone_IsReadInTheGivenOne(string written, string zone, string instant) =>
        Assert.Equal(instant, PartitionValue.Write(PartitionValue.ReadInstant(written, TimeZoneInfo.FindSystemTimeZoneById(zone))));

    [Fact]
    public void PartitionValue_ThatIsNoneOfItsType_IsRefused()
    {
        foreach (var type in (DataType[])[DataType.Timestamp, DataType.TimestampNtz, DataType.Date, DataType.Boolean, DataType.Long])
            Assert.Throws<RefusedException>(() => PartitionValue.Expression("x'); DROP TABLE t; --", type, "T", TimeZoneInfo.Utc));
    }
}
