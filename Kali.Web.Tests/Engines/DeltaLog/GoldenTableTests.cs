using DuckDB.NET.Data;
using Kali.Data;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog;

/// <summary>Tables that others wrote, judged by what Spark read from them. A table reads equal or is refused with a reason; it never reads otherwise.</summary>
public sealed class GoldenTableTests(ITestOutputHelper output) : IDisposable
{
    private const string NeedsItsZone = "data-reader-partition-values";
    private readonly DeltaTables _tables = new(TimeProvider.System, NullLogger<DeltaTables>.Instance);

    public void Dispose() => _tables.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task Read_GivesTheRowsThatSparkReadOrRefusesNamingTheReason(int? mostBranches)
    {
        var (equal, plain, refused) = (0, 0, 0);
        var wrong = new List<string>();
        var tables = GoldenTables.All();
        foreach (var golden in tables.Where(golden => golden.HasExpected))
        {
            var zone = golden.Name == NeedsItsZone ? TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") : TimeZoneInfo.Utc;
            try
            {
                var difference = await DifferenceAsync(golden.Name, new RelationOptions { Zone = zone, MostBranches = mostBranches });
                if (difference is not null)
                {
                    wrong.Add($"{golden.Name}: {difference}");
                    continue;
                }
                equal++;
                if (golden is { MinReader: 1, MinWriter: 2 })
                    plain++;
            }
            catch (RefusedException reason)
            {
                refused++;
                output.WriteLine($"refused  {golden.Name}: {reason.Message}");
            }
        }
        output.WriteLine($"{equal} equal ({plain} of reader 1, writer 2), {refused} refused, {wrong.Count} wrong, of {tables.Count(golden => golden.HasExpected)} with expected rows");
        Assert.Empty(wrong);
        Assert.Equal(tables.Count(golden => golden is { HasExpected: true, MinReader: 1, MinWriter: 2 }), plain);
    }

    /// <summary>Times that the writer left without a zone are the writer's: read in another zone they are other instants, and nothing else differs.</summary>
    [Fact]
    public async Task Read_OfTimesWithoutAZone_GoesByTheZoneGiven()
    {
        Assert.NotNull(await DifferenceAsync(NeedsItsZone, new RelationOptions()));
        Assert.Null(await DifferenceAsync(NeedsItsZone, new RelationOptions { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") }));
    }

    /// <summary>The comparison itself tells a difference where there is one.</summary>
    [Fact]
    public async Task Read_OfAnotherVersion_IsNotTakenForEqual() =>
        Assert.NotNull(await DifferenceAsync("snapshot-data3", new RelationOptions(), version: 0));

    /// <summary>Tables without expected rows have logs at the edge of the protocol and mostly no data: each opens or is refused in words.</summary>
    [Fact]
    public async Task Open_OfEveryOtherTable_GivesASnapshotOrARefusalInWords()
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var golden in GoldenTables.All().Where(golden => !golden.HasExpected))
        {
            try
            {
                var snapshot = await _tables.Open(GoldenTables.Folder(golden.Name)).AtAsync(null, default);
                told[golden.Name] = FormattableString.Invariant($"version {snapshot.Version}, {snapshot.Files.Length} files");
            }
            catch (KaliException reason)
            {
                told[golden.Name] = reason.Message;
            }
            output.WriteLine($"{golden.Name}: {told[golden.Name]}");
        }
        Assert.Contains("reader version 99", told["deltalog-invalid-protocol-version"], StringComparison.Ordinal);
        Assert.Contains("no metadata", told["deltalog-state-reconstruction-without-metadata"], StringComparison.Ordinal);
        Assert.Contains("no protocol", told["deltalog-state-reconstruction-without-protocol"], StringComparison.Ordinal);
        Assert.Contains("no metadata", told["deltalog-state-reconstruction-from-checkpoint-missing-metadata"], StringComparison.Ordinal);
        Assert.Contains("no protocol", told["deltalog-state-reconstruction-from-checkpoint-missing-protocol"], StringComparison.Ordinal);
        Assert.Contains("lacks version 1", told["versions-not-contiguous"], StringComparison.Ordinal);
        Assert.Contains("no Delta table", told["no-delta-log-folder"], StringComparison.Ordinal);
        Assert.Contains("no Delta table", told["hive"], StringComparison.Ordinal);
        Assert.Equal("version 1, 0 files", told["canonicalized-paths-normal-a"]);
        Assert.Equal("version 1, 0 files", told["canonicalized-paths-special-b"]);
    }

    /// <summary>Null when the rows are equal as a multiset, by column name.</summary>
    private async Task<string?> DifferenceAsync(string name, RelationOptions options, long? version = null)
    {
        var table = _tables.Open(GoldenTables.Folder(name));
        var snapshot = await table.AtAsync(version, default);
        var relation = await SnapshotRelation.OfAsync(table, snapshot, options, default);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, "SET TimeZone = 'UTC'");
        Run(connection, $"CREATE VIEW actual AS SELECT * FROM {relation.Text}");
        Run(connection, $"CREATE VIEW expected AS SELECT * FROM read_parquet({DuckText.Literal(GoldenTables.Expected(name) + "/**/*.parquet")}, hive_partitioning = false)");
        var columns = string.Join(", ", snapshot.Fields.Select(field => DuckText.Name(field.Name)));
        var missing = Count(connection, $"SELECT count(*) FROM (SELECT {columns} FROM expected EXCEPT ALL SELECT {columns} FROM actual)");
        var extra = Count(connection, $"SELECT count(*) FROM (SELECT {columns} FROM actual EXCEPT ALL SELECT {columns} FROM expected)");
        return missing + extra == 0 ? null : $"{missing} rows missing, {extra} rows too many";
    }

    private static long Count(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
