using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Xunit;

namespace Kali.Web.Tests.Engines.Embedded;

/// <summary>What the sandbox itself holds back; what may be asked at all is the guard's, whose tests are Explore's.</summary>
public sealed class DuckDbSandboxTests : IAsyncLifetime
{
    private static readonly TableName Orders = new("kali_dev", "gold_layer", "orders");
    private static readonly Actor Analyst = new("u-2", "Grace Hopper", [KaliRole.Analyst]);
    private static readonly SandboxLimits Limits = new(1000, TimeSpan.FromSeconds(60), 256L << 20);

    private readonly TestLake _lake = new();

    private ISandbox Sandbox => _lake.Get<ISandbox>();

    private ISelectParser Parser => _lake.Get<ISelectParser>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _lake.Lakehouse.CommitAsync(new TableCommit
    {
        Table = Orders,
        Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT range AS id, 'Köln' AS city, DATE '2026-11-23' AS analysis_date FROM range(5000)"))),
        Schema = new TableSchema([new("id", DataType.Long), new("city", DataType.String), new("analysis_date", DataType.Date)], ["analysis_date"]),
    }, Actor.System, Ct);

    public ValueTask DisposeAsync()
    {
        _lake.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Parse_ASelect_IsATreeWithItsStatements()
    {
        var tree = Assert.IsType<ParsedSql.Tree>(await Parser.ParseAsync("select 1 as ünï; select 'it''s'", Ct));

        Assert.Equal(2, tree.Document["statements"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("insert into t values (1)")]
    [InlineData("select 1; drop table t")]
    [InlineData("attach 'x.db'")]
    public async Task Parse_AnythingElse_IsNotASelect(string sql) => Assert.IsType<ParsedSql.NotASelect>(await Parser.ParseAsync(sql, Ct));

    [Fact]
    public async Task Parse_AFault_IsToldWithItsPlace()
    {
        var fault = Assert.IsType<ParsedSql.Fault>(await Parser.ParseAsync("select from from", Ct));

        Assert.Equal(12, fault.Position);
        Assert.NotEmpty(fault.Message);
    }

    [Fact]
    public async Task Run_ReadsTheNamedTables() =>
        Assert.Equal([[5000L, "Köln", new DateOnly(2026, 11, 23)]], await RunAsync("select count(*), min(city), max(analysis_date) from kali_dev.gold_layer.orders"));

    [Fact]
    public async Task Run_KeepsTheOrderAndEndsAtTheRowLimit()
    {
        var rows = await RunAsync("select id from kali_dev.gold_layer.orders order by id desc", Limits with { MaxRows = 3 });

        Assert.Equal([[4999L], [4998L], [4997L]], rows);
    }

    [Theory]
    [InlineData("select * from read_text('/etc/passwd')")]
    [InlineData("select * from '/etc/passwd'")]
    [InlineData("select * from read_csv('/proc/self/environ')")]
    [InlineData("select * from glob('/*')")]
    [InlineData("select * from read_parquet('{lake}/**/*.parquet')")]
    [InlineData("select * from read_json('{lake}/gold/analytics_ready/orders/_delta_log/00000000000000000000.json')")]
    [InlineData("select * from sniff_csv('/etc/passwd')")]
    [InlineData("select * from 'https://example.org/x.parquet'")]
    [InlineData("select getenv('HOME')")]
    public async Task Run_ReachesNothingOutsideTheTables(string sql) =>
        await Assert.ThrowsAnyAsync<KaliException>(() => RunAsync(sql.Replace("{lake}", _lake.Folder.Replace('\\', '/'), StringComparison.Ordinal)));

    [Fact]
    public async Task Run_ATableTheActorMayNotRead_IsRefused()
    {
        var select = new SandboxedSelect((await TreeAsync("select 1")).Document, [new(Orders, Orders)], Limits);

        await Assert.ThrowsAsync<NotAllowedException>(() => Sandbox.RunAsync(select, new Actor("u-3", "Nobody", []), Ct));
    }

    [Fact]
    public async Task Run_LongerThanItMay_IsRefusedInWords()
    {
        var fault = await Assert.ThrowsAsync<RefusedException>(() => RunAsync(
            "select count(*) from range(3000000) a, range(3000000) b where (a.range * b.range) % 7 = 3", Limits with { MaxTime = TimeSpan.FromMilliseconds(300) }));

        Assert.Contains("0.3 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MoreMemoryThanItMay_IsRefusedInWords()
    {
        var fault = await Assert.ThrowsAsync<RefusedException>(() => RunAsync(
            "select count(*) from (select distinct md5(range::varchar) from range(5000000))", Limits with { MaxMemoryBytes = 64L << 20 }));

        Assert.Contains("64 MiB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenCancelled_Ends()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        cancel.CancelAfter(200);
        var select = new SandboxedSelect((await TreeAsync("select count(*) from range(3000000) a, range(3000000) b where (a.range * b.range) % 7 = 3")).Document, [], Limits);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sandbox.RunAsync(select, Analyst, cancel.Token));
    }

    private async Task<ParsedSql.Tree> TreeAsync(string sql) => Assert.IsType<ParsedSql.Tree>(await Parser.ParseAsync(sql, Ct));

    private async Task<List<object?[]>> RunAsync(string sql, SandboxLimits? limits = null)
    {
        await using var result = await Sandbox.RunAsync(new SandboxedSelect((await TreeAsync(sql)).Document, [new(Orders, Orders)], limits ?? Limits), Analyst, Ct);
        return await result.ToListAsync(Ct);
    }
}
