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

    /// <summary>Null when the rows are equal as a multiset, by column name.</summary>
    private async Task<string?> DifferenceAsync(string name, RelationOptions options)
    {
        var table = _tables.Open(GoldenTables.Folder(name));
        var snapshot = await table.AtAsync(null, default);
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
