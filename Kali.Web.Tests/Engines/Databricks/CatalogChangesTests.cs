using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Lake;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Emulators.Storage;
using Kali.Web.Tests.Lake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>Tables that get another name, go and come back while the service does not answer: whatever is lost on the way, it happens once.</summary>
public sealed class CatalogChangesTests(StorageFixture storage) : IDisposable
{
    private const string Statements = "^/api/2.0/sql/statements$";
    private static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    private static readonly TableName Orders = new("kali_dev", "silver_layer", "orders");
    private static readonly TableName Sales = Orders with { Name = "sales" };
    private readonly TestWorkspace _workspace = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AChangeOfTheCatalog_WhoseAnswerIsLost_IsDecidedByTheCatalogAndMadeOnce(bool isCarriedOut)
    {
        await AppendAsync(_workspace.Lakehouse, 3);

        Lose(isCarriedOut);
        await _workspace.Lakehouse.RenameAsync(Orders, Sales, Steward, Ct);
        Lose(isCarriedOut);
        await _workspace.Lakehouse.DropAsync(Sales, Steward, Ct);
        Assert.Null(await _workspace.Lakehouse.DescribeAsync(Sales, Steward, Ct));
        Lose(isCarriedOut);
        await _workspace.Lakehouse.UndropAsync(Sales, Steward, Ct);

        Assert.Equal(3, (await _workspace.Lakehouse.DescribeAsync(Sales, Steward, Ct))!.RowCount);
        Assert.Null(await _workspace.Lakehouse.DescribeAsync(Orders, Steward, Ct));
        Assert.Equal((1, 1, 1), (Ran("RENAME TO"), Ran("DROP TABLE"), Ran("UNDROP TABLE")));
    }

    [Fact]
    public async Task ADrop_ThatWaitsInTheQueueWhileItsAnswerIsLost_NeverTakesALaterTable()
    {
        await AppendAsync(_workspace.Lakehouse, 3);
        var held = 0;
        _workspace.Emulated.Statements.Holds = sql => sql.Contains("DROP TABLE", StringComparison.Ordinal) && Interlocked.Increment(ref held) == 1;
        _workspace.Emulated.History.Lag = 2;
        Lose(isCarriedOut: true);

        await _workspace.Lakehouse.DropAsync(Orders, Steward, Ct);
        await AppendAsync(_workspace.Lakehouse, 4);
        _workspace.Emulated.Statements.LetGo();

        Assert.Equal(["CANCELED", "SUCCEEDED"], _workspace.Emulated.Statements.Asked.Where(asked => asked.Sql.Contains("DROP TABLE", StringComparison.Ordinal)).Select(asked => asked.State));
        Assert.Equal(4, (await _workspace.Lakehouse.DescribeAsync(Orders, Steward, Ct))!.RowCount);
    }

    [Fact]
    public async Task ADrop_ThatIsRefused_IsToldAndNotRepeated()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => _workspace.Lakehouse.DropAsync(Orders, Steward, Ct));
        await AppendAsync(_workspace.Lakehouse, 1);
        _workspace.Emulated.Inject(new Fault(FaultKind.Internal, "GET", "unity-catalog/tables", From: 2));
        Lose(isCarriedOut: true);

        // What the catalog says cannot be heard, either: then nobody claims to know.
        var unknown = await Assert.ThrowsAsync<KaliException>(() => _workspace.Lakehouse.DropAsync(Orders, Steward, Ct));

        Assert.Contains("It is not known whether the change happened.", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(1, Ran("DROP TABLE"));
    }

    [Fact]
    public async Task AChange_ThatWasTakenOnAndIsThenNotFound_IsDecidedByTheHistory()
    {
        await AppendAsync(_workspace.Lakehouse, 3);
        // Looks at the history, the columns, the note; then at the change itself.
        _workspace.Emulated.Inject(new Fault(FaultKind.Missing, "GET", "^/api/2.0/sql/statements/", From: 4));

        await AppendAsync(_workspace.Lakehouse, 2);

        Assert.Equal(5, (await _workspace.Lakehouse.DescribeAsync(Orders, Steward, Ct))!.RowCount);
    }

    [Fact(Timeout = 120_000)]
    public async Task AChange_WhoseTurnIsLostWhileItRuns_IsEndedInTheWarehouse()
    {
        var (lake, time) = (await Gen2Lake.NewAsync(storage), new FakeTimeProvider());
        using var workspace = new TestWorkspace(services => services.AddSingleton<ILakeFiles>(lake.Again(time)));
        await AppendAsync(workspace.Lakehouse, 3);
        workspace.Emulated.Statements.Holds = sql => sql.Contains("INSERT", StringComparison.Ordinal);
        lake.Container.Inject(new Fault(FaultKind.Internal, "PUT", "locks/tables/.*comp=lease", From: 2, Times: int.MaxValue - 2));

        var change = AppendAsync(workspace.Lakehouse, 2);
        await Until.ItHolds(() => workspace.Emulated.Statements.Asked.Any(asked => asked is { IsWaiting: true }), Ct);
        time.Advance(TimeSpan.FromSeconds(5));

        var told = await Assert.ThrowsAsync<KaliException>(() => change.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Contains("could not keep other processes away from it any longer", told.Message, StringComparison.Ordinal);
        Assert.Equal(["CANCELED"], workspace.Emulated.Statements.Asked.Where(asked => asked.Sql.Contains("INSERT", StringComparison.Ordinal)).Select(asked => asked.State));
    }

    private void Lose(bool isCarriedOut) => _workspace.Emulated.Inject(new Fault(FaultKind.Reset, "POST", Statements, AfterHandler: isCarriedOut));

    private int Ran(string statement) => _workspace.Emulated.Statements.Ran.Count(sql => sql.Contains(statement, StringComparison.Ordinal) && (statement != "DROP TABLE" || !sql.Contains("UNDROP", StringComparison.Ordinal)));

    private static Task<CommitOutcome> AppendAsync(ILakehouse lakehouse, long count) => lakehouse.CommitAsync(
        new TableCommit { Table = Orders, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT n AS id FROM range({count}) AS r(n)"))) }, Steward, Ct);
}
