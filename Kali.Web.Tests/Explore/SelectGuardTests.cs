using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Explore;
using Xunit;

namespace Kali.Web.Tests.Explore;

public sealed class SelectGuardTests
{
    private static readonly TableName GoldOrders = TableName.Parse("kali_dev.gold_layer.orders");
    private static readonly TableName SilverOrders = TableName.Parse("kali_dev.silver_layer.orders");
    private static readonly TableName Customers = TableName.Parse("kali_dev.gold_layer.customers");

    private static readonly SandboxLimits Limits = new(10_000, TimeSpan.FromSeconds(10), 1L << 30);

    private static readonly SelectGuard Guard = new(new VisibleTables("kali_dev", [GoldOrders, SilverOrders, Customers]), Limits);

    [Theory]
    [InlineData("SELECT * FROM orders")]
    [InlineData("from orders select country, count(*) as n group by all order by n desc limit 5")]
    [InlineData("SELECT o.country, sum(o.amount) FROM kali_dev.gold_layer.orders o JOIN customers USING (customer_id) GROUP BY 1 HAVING sum(o.amount) > 10")]
    [InlineData("WITH o AS (SELECT * FROM orders WHERE amount BETWEEN 1 AND 2) SELECT *, row_number() OVER (PARTITION BY country ORDER BY amount DESC) FROM o")]
    [InlineData("WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b LIMIT 3")]
    [InlineData("SELECT * FROM orders WHERE country IN (SELECT country FROM customers) AND note LIKE 'a%' AND EXISTS (SELECT 1) UNION ALL SELECT * FROM silver_layer.orders")]
    [InlineData("SELECT interval 1 day + date '2020-01-01', CAST(a AS DECIMAL(10,2)), TRY_CAST(b AS INT), a COLLATE nocase, extract(year FROM d) FROM orders TABLESAMPLE 10 PERCENT")]
    [InlineData("SELECT unnest([1, 2]), x[1], {'a': 1}, list_transform([1], lambda v: v + 1) FROM range(10) t(i), orders LIMIT 1")]
    [InlineData("SELECT * EXCLUDE (a) REPLACE (b + 1 AS b), COLUMNS('x.*') FROM orders")]
    [InlineData("VALUES (1, 'a'), (2, 'b')")]
    [InlineData("SELECT CASE WHEN amount > 1 THEN 'x' ELSE \"Customer Name\" END FROM ORDERS -- done")]
    public void Check_OneReadingSelectOverVisibleTables_IsAllowed(string sql) =>
        Assert.IsType<GuardOutcome.Allowed>(Guard.Check(sql, Parse(sql)));

    [Theory]
    [InlineData("INSERT INTO orders VALUES (1)", SqlRefusalReason.NotReading)]
    [InlineData("UPDATE orders SET a = 1", SqlRefusalReason.NotReading)]
    [InlineData("DELETE FROM orders", SqlRefusalReason.NotReading)]
    [InlineData("CREATE TEMP TABLE x AS SELECT 1", SqlRefusalReason.NotReading)]
    [InlineData("COPY orders TO '/tmp/x.csv'", SqlRefusalReason.NotReading)]
    [InlineData("EXPORT DATABASE '/tmp/x'", SqlRefusalReason.NotReading)]
    [InlineData("ATTACH '/tmp/x.db' AS x", SqlRefusalReason.NotReading)]
    [InlineData("INSTALL httpfs", SqlRefusalReason.NotReading)]
    [InlineData("LOAD httpfs", SqlRefusalReason.NotReading)]
    [InlineData("SET memory_limit = '100GB'", SqlRefusalReason.NotReading)]
    [InlineData("SET VARIABLE a = 1", SqlRefusalReason.NotReading)]
    [InlineData("RESET threads", SqlRefusalReason.NotReading)]
    [InlineData("PRAGMA database_list", SqlRefusalReason.NotReading)]
    [InlineData("CALL duckdb_functions()", SqlRefusalReason.NotReading)]
    [InlineData("CHECKPOINT", SqlRefusalReason.NotReading)]
    [InlineData("VACUUM", SqlRefusalReason.NotReading)]
    [InlineData("PREPARE p AS SELECT 1", SqlRefusalReason.NotReading)]
    [InlineData("EXECUTE p", SqlRefusalReason.NotReading)]
    [InlineData("EXPLAIN ANALYZE SELECT 1", SqlRefusalReason.NotReading)]
    [InlineData("USE kali_dev", SqlRefusalReason.NotReading)]
    [InlineData("SELECT 1; DROP TABLE orders", SqlRefusalReason.NotReading)]
    [InlineData("SELECT 1; SELECT 2", SqlRefusalReason.SeveralStatements)]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM \"read_text\"('/etc/passwd')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM READ_BLOB('/etc/passwd')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM glob('*')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM sniff_csv('x')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM parquet_scan('x')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM duckdb_settings()", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM query('SELECT 1')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM query_table('orders')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM json_execute_serialized_sql('{}')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM pragma_table_info('orders')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT * FROM orders, LATERAL (SELECT * FROM read_text('/etc/passwd'))", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT (SELECT content FROM read_text('/etc/passwd'))", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("WITH x AS (SELECT * FROM read_text('/etc/passwd')) SELECT 1", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT 1 UNION ALL SELECT size FROM read_text('/etc/passwd')", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT 1 ORDER BY (SELECT size FROM read_text('/etc/passwd'))", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT 1 LIMIT (SELECT size FROM read_text('/etc/passwd'))", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT count(*) FILTER (WHERE (SELECT true FROM read_text('x'))) FROM orders", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("SELECT sum(1) OVER (ORDER BY (SELECT size FROM read_text('x'))) FROM orders", SqlRefusalReason.TableFunctionNotAllowed)]
    [InlineData("FROM '/etc/passwd'", SqlRefusalReason.NotATable)]
    [InlineData("SELECT * FROM 'orders.parquet'", SqlRefusalReason.NotATable)]
    [InlineData("SELECT * FROM \"s3://bucket/x\"", SqlRefusalReason.NotATable)]
    [InlineData("SELECT * FROM payroll", SqlRefusalReason.UnknownTable)]
    [InlineData("SELECT * FROM kali_dev.raw_layer.orders", SqlRefusalReason.UnknownTable)]
    [InlineData("SELECT * FROM information_schema.tables", SqlRefusalReason.UnknownTable)]
    [InlineData("SELECT * FROM sqlite_master", SqlRefusalReason.UnknownTable)]
    [InlineData("WITH payroll AS (SELECT 1) SELECT * FROM main.payroll", SqlRefusalReason.UnknownTable)]
    [InlineData("SELECT * FROM (WITH payroll AS (SELECT 1) SELECT 1), payroll LIMIT 1", SqlRefusalReason.UnknownTable)]
    [InlineData("SELECT getvariable('a')", SqlRefusalReason.FunctionNotAllowed)]
    [InlineData("SELECT getenv('HOME')", SqlRefusalReason.FunctionNotAllowed)]
    [InlineData("SELECT current_setting('threads')", SqlRefusalReason.FunctionNotAllowed)]
    [InlineData("SELECT \"current_setting\"('threads')", SqlRefusalReason.FunctionNotAllowed)]
    [InlineData("SELECT json_serialize_sql('SELECT 1')", SqlRefusalReason.FunctionNotAllowed)]
    [InlineData("SELECT nextval('s')", SqlRefusalReason.FunctionNotAllowed)]
    [InlineData("SELECT write_log('x')", SqlRefusalReason.FunctionNotAllowed)]
    [InlineData("SELECT * FROM range(3000000000)", SqlRefusalReason.RangeTooLong)]
    [InlineData("SELECT * FROM range((SELECT count(*) FROM orders))", SqlRefusalReason.RangeTooLong)]
    [InlineData("SELECT unnest(range(3000000000))", SqlRefusalReason.RangeTooLong)]
    [InlineData("WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT * FROM r", SqlRefusalReason.Recursion)]
    [InlineData("SELECT * FROM orders WHERE a = $1", SqlRefusalReason.Parameter)]
    [InlineData("SELECT * FROM orders WHERE a = ?", SqlRefusalReason.Parameter)]
    [InlineData("SELECT * FROM orders a, orders b", SqlRefusalReason.CrossJoinWithoutLimit)]
    [InlineData("SELECT * FROM orders a JOIN orders b USING (x) JOIN orders c USING (x) JOIN orders d USING (x) JOIN orders e USING (x) JOIN orders f USING (x) JOIN orders g USING (x)", SqlRefusalReason.TooManyJoins)]
    [InlineData("DESCRIBE orders", SqlRefusalReason.ConstructNotAllowed)]
    [InlineData("SHOW TABLES", SqlRefusalReason.ConstructNotAllowed)]
    [InlineData("SELECT * FROM (SHOW TABLES)", SqlRefusalReason.ConstructNotAllowed)]
    [InlineData("SUMMARIZE orders", SqlRefusalReason.ConstructNotAllowed)]
    [InlineData("SELEC 1", SqlRefusalReason.NotUnderstood)]
    [InlineData("  ", SqlRefusalReason.Empty)]
    [InlineData("-- nothing", SqlRefusalReason.Empty)]
    public void Check_AnythingElse_IsRefusedWithItsReason(string sql, SqlRefusalReason reason) =>
        Assert.Equal(reason, Assert.IsType<GuardOutcome.Refused>(Guard.Check(sql, Parse(sql))).Refusal.Reason);

    [Fact]
    public void Check_ARefusal_PointsAtItsPlace()
    {
        const string sql = "SELECT 'ä€😀', -- INSERT\n getenv('HOME')";
        var refusal = Assert.IsType<GuardOutcome.Refused>(Guard.Check(sql, Parse(sql))).Refusal;
        Assert.Equal(sql.IndexOf("getenv", StringComparison.Ordinal), refusal.Start);
        Assert.Equal(2, refusal.LineIn(sql));
    }

    [Fact]
    public void Check_AWriteBehindASelect_IsNamed()
    {
        const string sql = "SELECT ';drop' /* ; */;\n insert INTO orders VALUES (1)";
        var refusal = Assert.IsType<GuardOutcome.Refused>(Guard.Check(sql, Parse(sql))).Refusal;
        Assert.Equal(("INSERT", 2), (refusal.Subject, refusal.LineIn(sql)));
    }

    [Fact]
    public void Check_ShortNames_BecomeWholeAndPreferGold()
    {
        const string sql = "SELECT * FROM orders o JOIN silver_layer.orders s USING (id)";
        var allowed = Assert.IsType<GuardOutcome.Allowed>(Guard.Check(sql, Parse(sql)));
        Assert.Equal([GoldOrders, SilverOrders], allowed.Select.Tables.Select(table => table.CalledBy));
        Assert.Contains("FROM kali_dev.gold_layer.orders AS o", Written(allowed.Select.Document));
    }

    [Fact]
    public void Check_ACommonTable_HidesATableOfItsName()
    {
        const string sql = "WITH orders AS (SELECT 1 AS x) SELECT x FROM orders";
        Assert.Empty(Assert.IsType<GuardOutcome.Allowed>(Guard.Check(sql, Parse(sql))).Select.Tables);
    }

    [Fact]
    public void Check_AVersion_ReadsThatVersion()
    {
        const string sql = "SELECT orders.a FROM orders AT (VERSION => 3)";
        var allowed = Assert.IsType<GuardOutcome.Allowed>(Guard.Check(sql, Parse(sql)));
        Assert.Equal(3, Assert.Single(allowed.Select.Tables).Table.Version);
        Assert.Contains("FROM kali_dev.gold_layer.\"orders@3\" AS orders", Written(allowed.Select.Document));
    }

    private static ParsedSql Parse(string sql)
    {
        var document = JsonNode.Parse(Ask("SELECT json_serialize_sql($1::VARCHAR)", sql))!.AsObject();
        if (!document["error"]!.GetValue<bool>())
            return new ParsedSql.Tree(document);
        return document["error_type"]!.GetValue<string>() == "not implemented"
            ? new ParsedSql.NotASelect()
            : new ParsedSql.Fault(document["error_message"]!.GetValue<string>(), null);
    }

    private static string Written(JsonObject document) => Ask("SELECT json_deserialize_sql($1::JSON)", document.ToJsonString());

    private static string Ask(string sql, string argument)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new DuckDBParameter(argument));
        return (string)command.ExecuteScalar()!;
    }
}
