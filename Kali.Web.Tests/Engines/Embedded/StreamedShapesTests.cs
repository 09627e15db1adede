using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.Sessions;
using Xunit;

namespace Kali.Web.Tests.Engines.Embedded;

/// <summary>Results larger than what DuckDB keeps ready of a stream, in every shape of plan whose rows come from more than one pipeline.</summary>
public sealed class StreamedShapesTests : IDisposable
{
    private const int Rows = 150_000;
    private readonly DuckInstance _duck = new(new DuckSettings(1L << 30, 2, null), TimeProvider.System);

    public void Dispose() => _duck.Dispose();

    [Theory]
    [InlineData("SELECT a, c FROM one UNION ALL SELECT a, c FROM two", 2 * Rows)]
    [InlineData("SELECT a, max(c) FROM one GROUP BY a UNION ALL SELECT a, max(c) FROM two GROUP BY a", 2 * Rows)]
    [InlineData("SELECT one.c, two.c FROM one JOIN two USING (a)", Rows)]
    [InlineData("SELECT one.c, two.c FROM one LEFT JOIN two USING (a)", Rows)]
    [InlineData("SELECT one.c, two.c FROM one FULL JOIN two USING (a)", Rows)]
    [InlineData("SELECT one.c, two.c FROM one RIGHT JOIN two ON one.a = two.a + 1", Rows)]
    [InlineData("SELECT c FROM one ANTI JOIN two ON one.a = two.a + 1000000", Rows)]
    [InlineData("SELECT c FROM one WHERE a IN (SELECT a FROM two)", Rows)]
    [InlineData("SELECT one.c, two.c FROM one ASOF JOIN two ON one.a >= two.a", Rows)]
    [InlineData("SELECT one.c, two.c FROM one POSITIONAL JOIN two", Rows)]
    [InlineData("SELECT one.c, s.c FROM one CROSS JOIN (SELECT c FROM two LIMIT 2) AS s", 2 * Rows)]
    [InlineData("SELECT one.c, s.c FROM one JOIN (SELECT a, c FROM two LIMIT 2) AS s ON one.a > s.a AND one.a < s.a + 1000000", Rows - 1 + Rows - 2)]
    [InlineData("WITH shared AS MATERIALIZED (SELECT a, c FROM one) SELECT a, c FROM shared UNION ALL SELECT a, c FROM shared", 2 * Rows)]
    [InlineData("WITH RECURSIVE n(i, c) AS (SELECT 1, md5('1') UNION ALL SELECT i + 1, md5(CAST(i AS VARCHAR)) FROM n WHERE i < 20000) SELECT * FROM n", 20_000)]
    [InlineData("SELECT a, c, row_number() OVER (PARTITION BY a % 7 ORDER BY c) FROM one", Rows)]
    [InlineData("SELECT c FROM one ORDER BY c", Rows)]
    [InlineData("SELECT DISTINCT c FROM one", Rows)]
    [InlineData("SELECT c FROM one UNION SELECT c FROM two", Rows)]
    [InlineData("SELECT c FROM one EXCEPT SELECT CAST(a AS VARCHAR) FROM two", Rows)]
    [InlineData("SELECT a, c, count(*) FROM one GROUP BY GROUPING SETS ((a), (c))", 2 * Rows)]
    [InlineData("SELECT c, unnest([1, 2]) FROM one", 2 * Rows)]
    [InlineData("WITH shared AS MATERIALIZED (FROM one) SELECT count(*) AS a, min(c) AS b FROM shared UNION ALL SELECT count(*), c FROM shared GROUP BY c UNION ALL SELECT count(*), 'x' || c FROM shared GROUP BY ALL", 2 * Rows + 1)]
    [InlineData("SELECT a, c FROM one UNION ALL SELECT a, c FROM two UNION ALL SELECT a, c FROM one UNION ALL SELECT a, c FROM two", 4 * Rows)]
    public async Task Next_GivesAllRows(string query, int expected)
    {
        var rows = await Task.Run(() =>
        {
            using var session = _duck.Open(TestContext.Current.CancellationToken);
            session.Run($"CREATE TABLE one AS SELECT i AS a, md5(CAST(i AS VARCHAR)) AS c FROM range({Rows}) AS numbers(i)");
            session.Run("CREATE TABLE two AS FROM one");
            using var result = session.Stream(new SqlStatement(query, []));
            var count = 0;
            while (result.Next() is { } chunk)
                count += chunk.Length;
            return count;
        }).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(expected, rows);
    }

    [Fact]
    public void Stream_OfAUnion_KeepsNamesTypesAndOrder()
    {
        using var session = _duck.Open(TestContext.Current.CancellationToken);

        using var rows = session.Stream(new SqlStatement("""SELECT $1 AS "Union", 1.50::DECIMAL(4,2) AS twice, 'a' AS twice UNION ALL SELECT 1, 2.25, 'b' ORDER BY 1 -- the end""", [3]), most: 1);

        Assert.Equal(["Union", "twice", "twice_1"], rows.Columns.Select(column => column.Name));
        Assert.Equal([1, 2.25m, "b"], Assert.Single(rows.Next()!));
        Assert.Null(rows.Next());
    }
}
