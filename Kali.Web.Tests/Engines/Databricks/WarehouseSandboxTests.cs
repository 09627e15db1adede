using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Explore;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>What people write means the same on both engines, or is refused by name on the warehouse.</summary>
public sealed class WarehouseSandboxTests : IAsyncLifetime
{
    private static readonly TableName Orders = new("kali_dev", "gold_layer", "orders");
    private static readonly TableName Customers = new("kali_dev", "gold_layer", "customers");
    private static readonly Actor Analyst = new("u-2", "Grace Hopper", [KaliRole.Analyst]);
    private static readonly SandboxLimits Limits = new(1000, TimeSpan.FromSeconds(60), 256L << 20);

    private static readonly string[] Alike =
    [
        "from orders select city, count(*) as n, sum(amount) group by all order by n desc, city limit 5",
        "SELECT * FROM orders ORDER BY id DESC LIMIT 3 OFFSET 2",
        "SELECT * EXCLUDE (city, quarter) FROM orders o WHERE id BETWEEN 2 AND 4 ORDER BY 1",
        "SELECT o.city, max(c.name) AS last FROM kali_dev.gold_layer.orders o JOIN customers c USING (id) GROUP BY 1 HAVING count(*) > 1 ORDER BY 1",
        "SELECT c.id, o.amount FROM customers c LEFT JOIN orders o ON c.id = o.id + 3 ORDER BY c.id",
        "WITH o(a, b) AS (SELECT id, amount FROM orders WHERE amount > 5.5), p AS (SELECT a + 1 AS c FROM o) SELECT * FROM o, p WHERE a = c ORDER BY a LIMIT 9",
        "SELECT id, row_number() OVER (PARTITION BY city ORDER BY amount DESC) AS place, sum(amount) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two, lag(id, 2, -1) OVER (ORDER BY id) AS before FROM orders ORDER BY id",
        "SELECT id FROM orders QUALIFY row_number() OVER (PARTITION BY city ORDER BY id) = 1 ORDER BY id",
        "SELECT id FROM orders WHERE city IN (SELECT city FROM orders WHERE id = 3) AND EXISTS (SELECT 1 FROM customers WHERE customers.id = orders.id) AND city NOT IN ('a', 'b') ORDER BY id",
        "(SELECT id FROM orders UNION SELECT id FROM customers) EXCEPT SELECT 3 ORDER BY id LIMIT 4",
        "SELECT CASE city WHEN 'Basel' THEN 1 END AS b, coalesce(city, '–') || '!' AS loud, concat('a', NULL, city) AS whole, length(city) AS n, nullif(id, 1) AS u FROM orders ORDER BY id LIMIT 3",
        "SELECT year(ordered), month(ordered), date_part('day', ordered), extract(quarter FROM ordered), date_diff('day', ordered, DATE '2026-12-24'), ordered + 3 FROM orders ORDER BY id LIMIT 2",
        "SELECT city FROM orders WHERE city LIKE 'K%n' OR city ILIKE 'bAS__' OR city LIKE '\\%' ORDER BY id, city DESC",
        "SELECT count(DISTINCT city), count(city) FILTER (WHERE id > 3), avg(amount), min(ordered), max(weight), median(id), stddev_samp(weight), quantile_cont(weight, 0.25), arg_max(id, amount), bool_and(id >= 0) FROM orders",
        "SELECT regexp_matches(city, '^K.l') AS k, split_part('a-b', '-', 2), substr(city, 2, 3), lpad(city, 8, '.'), trim('  x '), round(weight, 1), floor(weight), abs(-1.5), greatest(1, 3, 2), md5('x') FROM orders ORDER BY id LIMIT 2",
        "SELECT CAST(id AS VARCHAR) AS t, TRY_CAST('x' AS INTEGER) AS nothing, CAST('1.50' AS DECIMAL(5,2)) AS d, id::DOUBLE AS f, DATE '2026-01-31' AS day, TRUE AND NOT FALSE AS yes FROM orders ORDER BY id LIMIT 1",
        "SELECT i, i * i AS sq FROM range(4) t(i) UNION ALL SELECT generate_series, 0 FROM generate_series(7, 8) ORDER BY i",
        "VALUES (1, 'a'), (2, NULL) ORDER BY 1",
        "SELECT city, id % 2 AS odd, sum(amount) AS s FROM orders GROUP BY GROUPING SETS ((city), (id % 2)) ORDER BY city, odd",
        "SELECT DISTINCT city FROM orders ORDER BY city NULLS FIRST",
        "SELECT CASE WHEN city IS NULL THEN 'none' ELSE upper(city) END AS c, id % 5 AS m, id / 4 AS q, -id AS neg FROM orders WHERE id > 9 ORDER BY id",
    ];

    private static readonly (string Sql, string Subject)[] WithoutEqual =
    [
        ("SELECT id // 2 FROM orders", "//"),
        ("SELECT strftime(ordered, '%Y') FROM orders", "strftime"),
        ("SELECT list_transform([1, 2], lambda x: x + 1)", "LAMBDA"),
        ("SELECT COLUMNS('c.*') FROM orders", "COLUMNS"),
        ("SELECT * FROM orders TABLESAMPLE 10 PERCENT", "TABLESAMPLE"),
        ("SELECT ordered + INTERVAL 1 DAY FROM orders", "trunc"),
        ("SELECT regexp_matches(city, '(?<=K)') FROM orders", "pattern"),
        ("SELECT DISTINCT ON (city) id FROM orders", "DISTINCT ON"),
        ("SELECT string_agg(city, ',' ORDER BY id) FROM orders", "ORDER BY within string_agg"),
    ];

    private readonly TestLake _lake = new();
    private readonly TestWorkspace _workspace = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var lakehouse in new[] { _lake.Lakehouse, _workspace.Lakehouse })
        {
            await AppendAsync(lakehouse, Orders, Sql.Of($"""
                SELECT n AS id, CASE n % 3 WHEN 0 THEN 'Köln' WHEN 1 THEN 'Basel' END AS city, CAST(n AS DECIMAL(10,2)) / 4 AS quarter, CAST(n * 2.5 AS DECIMAL(10,2)) AS amount, CAST(n AS DOUBLE) / 8 AS weight,
                    DATE '2026-11-01' + CAST(n AS INT) AS ordered FROM range(12) AS r(n)
                """), lakehouse.Dialect.Name);
            await AppendAsync(lakehouse, Customers, Sql.Of($"SELECT n AS id, concat('customer_', CAST(n AS {(lakehouse == _lake.Lakehouse ? Sql.Of($"VARCHAR") : Sql.Of($"STRING"))})) AS name FROM range(5) AS r(n)"), "");
        }
    }

    public ValueTask DisposeAsync()
    {
        _lake.Dispose();
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task EveryStatement_AnswersTheSameOnBothEngines()
    {
        var differences = new List<string>();
        foreach (var sql in Alike)
        {
            var (here, there) = (await AnswerAsync(_lake.Get<ISandbox>(), _lake.Lakehouse, sql), await AnswerAsync(_workspace.Sandbox, _workspace.Lakehouse, sql));
            if (here != there)
                differences.Add($"{sql}\n  {here}\n  {there}");
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task WhatHasNoEqual_IsRefusedByName()
    {
        foreach (var (sql, subject) in WithoutEqual)
            Assert.Contains(subject, await AnswerAsync(_workspace.Sandbox, _workspace.Lakehouse, sql), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_EndAtTheLimit() =>
        Assert.Equal(3, (await AnswerAsync(_workspace.Sandbox, _workspace.Lakehouse, "SELECT id FROM orders ORDER BY id", Limits with { MaxRows = 3 })).Count(c => c == '/'));

    [Fact]
    public async Task ATable_IsReadWithTheActorsRights()
    {
        var allowed = Assert.IsType<GuardOutcome.Allowed>(await GuardAsync("SELECT * FROM orders", _workspace.Lakehouse, Limits));
        await Assert.ThrowsAsync<NotAllowedException>(() => _workspace.Sandbox.RunAsync(allowed.Select, new Actor("u-3", "Nobody", []), Ct));
    }

    [Fact]
    public async Task AStatementThatTakesTooLong_IsEnded()
    {
        var answer = await AnswerAsync(_workspace.Sandbox, _workspace.Lakehouse, "SELECT sum(a.range * b.range) AS n FROM range(1000000) AS a, range(1000000) AS b LIMIT 1", Limits with { MaxTime = TimeSpan.FromMilliseconds(300) });

        Assert.Contains("the longest one may run here", answer, StringComparison.Ordinal);
    }

    private async Task<GuardOutcome> GuardAsync(string sql, ILakehouse lakehouse, SandboxLimits limits) =>
        new SelectGuard(new VisibleTables("kali_dev", await lakehouse.TablesAsync("kali_dev", Analyst, Ct)), limits).Check(sql, await _lake.Get<ISelectParser>().ParseAsync(sql, Ct));

    private async Task<string> AnswerAsync(ISandbox sandbox, ILakehouse lakehouse, string sql, SandboxLimits? limits = null)
    {
        try
        {
            var guarded = await GuardAsync(sql, lakehouse, limits ?? Limits);
            if (guarded is not GuardOutcome.Allowed allowed)
                return guarded.ToString();
            await using var rows = await sandbox.RunAsync(allowed.Select, Analyst, Ct);
            return string.Concat((await rows.ToListAsync(Ct)).Select(row => string.Join(", ", row.Select(Text)) + " / "));
        }
        catch (KaliException fault)
        {
            return $"{fault.GetType().Name}: {fault.Message} {_workspace.Emulated.LastFault}";
        }
    }

    private static async Task AppendAsync(ILakehouse lakehouse, TableName table, Sql rows, string why) =>
        Assert.True(await lakehouse.CommitAsync(new TableCommit { Table = table, Change = new TableChange.Append(new RowSource.Query(rows)) }, Actor.System, Ct) is CommitOutcome.Committed, why);

    private static string Text(object? value) => value switch
    {
        null => "∅",
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.##############", CultureInfo.InvariantCulture),
        double number => number.ToString("0.############", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
