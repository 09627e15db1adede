using Azure.Core;
using Azure.Identity;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Files;
using Kali.Data.Engines.Databricks.Reading;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Statements;
using Kali.Data.Engines.Databricks.Tables;
using Kali.Data.Engines.Databricks.Unity;
using Kali.Data.Engines.Databricks.Warehouses;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Emulators;
using Kali.Web.Tests.Emulators.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>What Kali does when the service throttles, breaks, forgets or takes long.</summary>
public sealed class WorkspaceTests : IDisposable
{
    private const string Statements = "^/api/2.0/sql/statements$";
    private static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    private static readonly TableName Orders = new("kali_dev", "silver_layer", "orders");
    private readonly TestWorkspace _workspace = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Query_TooLargeForTheAnswer_ComesFromStorageInParts()
    {
        (_workspace.Emulated.Statements.InlineBytes, _workspace.Emulated.Statements.RowsPerChunk) = (1_000, 100);

        Assert.Equal(999L * 1000 / 2, (await NumbersAsync(1_000)).Sum());
    }

    [Theory]
    [InlineData(128)]
    [InlineData(129)]
    public async Task Query_OfMoreValuesThanTheServiceTakes_HasThemInItsText(int rows)
    {
        var values = Sql.Join(", ", Enumerable.Range(0, rows).Select(n => Sql.Of($"({n}, {$"it's a \\ ${{HOME}} or {n}"})")));

        await using var answer = await _workspace.Lakehouse.QueryAsync(Sql.Of($"SELECT sum(n), max(t) FROM (VALUES {values}) AS v(n, t) WHERE t LIKE 'it%'"), Steward, Ct);

        Assert.Equal(@"'\u000012 \u0024{a} $a'", DatabricksText.Quoted("\u000012 ${a} $a"));
        Assert.Equal([[rows * (rows - 1L) / 2, @"it's a \ ${HOME} or 99"]], await answer.ToListAsync(Ct));
    }

    [Fact]
    public async Task ATable_SaysWhatItIs_AndItsRowsAreKeptInOrder()
    {
        // More columns than Delta keeps statistics of by itself, the one that tells the rows behind them.
        var columns = Enumerable.Range(1, 40).Select(n => Sql.Of($"{n} AS {new SqlName($"c{n}")}"));
        var append = new TableCommit { Table = Orders, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT {columns}, CAST(1 AS BIGINT) AS _row_id"))) };
        foreach (var commit in new[] { append, append })
            Assert.IsType<CommitOutcome.Committed>(await _workspace.Lakehouse.CommitAsync(commit, Steward, Ct));
        _workspace.Emulated.Metastore.GovernedTags.Add("kali_layer");
        Assert.IsType<CommitOutcome.Committed>(await _workspace.Lakehouse.CommitAsync(append with { Table = Orders with { Schema = "gold_layer" } }, Steward, Ct));

        var made = _workspace.Emulated.Metastore.Table([Orders.Catalog, Orders.Schema, Orders.Name]);
        Assert.Equal(("orders: typed, cleaned and repaired rows", "silver", "orders"), (made.Comment, made.Tags["kali_layer"], made.Tags["kali_dataset"]));

        using var upkeep = new LayerUpkeep(_workspace.Lakehouse, new KaliOptions(), new UpkeepOptions(), new FakeTimeProvider(_workspace.Time.GetUtcNow().AddDays(2)), NullLogger<LayerUpkeep>.Instance);
        Assert.Equal([Orders], await upkeep.OptimizeDueAsync(Ct));
        Assert.Contains("OPTIMIZE `kali_dev`.`silver_layer`.`orders` ZORDER BY (`_row_id`)", _workspace.Emulated.Statements.Ran);

        // Somebody else has made it so that the order cannot be kept.
        await _workspace.Get<WarehouseSql>().RowsAsync(DeltaSql.SetProperty(Orders, "delta.dataSkippingNumIndexedCols", "1"), Actor.System, Ct);
        await _workspace.Lakehouse.CommitAsync(append, Steward, Ct);
        Assert.IsType<CommitOutcome.Committed>(await _workspace.Lakehouse.OptimizeAsync(Orders, ["_row_id"], Steward, Ct));
        Assert.Contains("OPTIMIZE `kali_dev`.`silver_layer`.`orders`", _workspace.Emulated.Statements.Ran);
    }

    [Fact]
    public async Task Query_WhoseLinksHaveExpired_GetsNewOnes()
    {
        var statements = _workspace.Emulated.Statements;
        (statements.InlineBytes, statements.RowsPerChunk, statements.FirstLinksAreExpired) = (1_000, 100, true);

        Assert.Equal(500, (await NumbersAsync(500)).Count);
    }

    [Fact]
    public async Task Query_OfWhichFewerRowsComeThanPromised_IsNotTakenForWhole()
    {
        _workspace.Emulated.Statements.PartsCutShort = 1;

        var fault = await Assert.ThrowsAsync<ServiceFault>(() => NumbersAsync(3));

        Assert.Equal("INCOMPLETE", fault.Code);
        Assert.Contains("promised 3 rows and delivered 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OfWhichAPartComesBroken_FetchesThatPartAgain()
    {
        var statements = _workspace.Emulated.Statements;
        (statements.InlineBytes, statements.RowsPerChunk, statements.PartsCutShort) = (1_000, 100, 1);
        _workspace.Emulated.Inject(new Fault(FaultKind.Truncated, "GET", "^/links/", From: 3));
        _workspace.Emulated.Inject(new Fault(FaultKind.Unavailable, "GET", "^/links/", From: 4));
        _workspace.Emulated.Inject(new Fault(FaultKind.Truncated, "GET", "/result/chunks/"));

        Assert.Equal(999L * 1000 / 2, (await NumbersAsync(1_000)).Sum());
        Assert.Equal(10 + 3, _workspace.Emulated.Calls.Count(call => call.StartsWith("GET /links/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Query_ThatIsReadInPartOnly_LeavesNothingOnItsWay()
    {
        _workspace.Emulated.Statements.RowsPerChunk = 100;
        var second = new Fault(FaultKind.Slow, "GET", "/result/chunks/") { Until = new TaskCompletionSource().Task };
        _workspace.Emulated.Inject(second);

        await using var rows = await _workspace.Lakehouse.QueryAsync(Sql.Of($"SELECT n FROM range(300) AS r(n)"), Steward, Ct);
        await foreach (var row in rows.ReadAsync(Ct))
        {
            Assert.Equal([0L], row);
            break;
        }

        await second.GivenUp.WaitAsync(TimeSpan.FromMinutes(1), Ct);
    }

    [Fact]
    public async Task Query_ThatIsClosedWithItsRows_OrWaitsInAStateNobodyKnows_IsAnswered()
    {
        (_workspace.Emulated.Statements.ClosesWhenGiven, _workspace.Emulated.Statements.WaitingState) = (true, "WARMING_UP");

        Assert.Equal([0, 1, 2], await NumbersAsync(3));
    }

    [Theory]
    [InlineData(FaultKind.TooMany)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.UnavailableSilently)]
    [InlineData(FaultKind.Gateway)]
    [InlineData(FaultKind.Reset)]
    public async Task Query_AfterFaultsThatPass_IsAnswered(FaultKind kind)
    {
        _workspace.Emulated.Inject(new Fault(kind, "POST", Statements, Times: 2));

        Assert.Equal(3, (await NumbersAsync(3)).Count);
        Assert.Equal(3, Posts());
    }

    [Fact]
    public async Task Query_WhoseAnswerBreaksOff_LooksAgain()
    {
        _workspace.Emulated.Inject(new Fault(FaultKind.Gateway, "GET", "^/api/2.0/sql/statements/", Times: 3));

        Assert.Equal(3, (await NumbersAsync(3)).Count);
    }

    [Fact]
    public async Task APlain500_IsNeverRepeated()
    {
        _workspace.Emulated.Inject(new Fault(FaultKind.Internal, "POST", Statements));

        var fault = await Assert.ThrowsAsync<ServiceFault>(() => NumbersAsync(3));

        Assert.Equal(("INTERNAL_ERROR", 1), (fault.Code, Posts()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AChange_WhoseAnswerIsLost_IsDecidedByTheHistoryAndMadeOnce(bool isCarriedOut)
    {
        await AppendAsync(3);
        // Its history, the columns of its rows, the note; then the change itself.
        _workspace.Emulated.Inject(new Fault(FaultKind.Reset, "POST", Statements, From: 4, AfterHandler: isCarriedOut));

        Assert.True(await IsCommittedAsync(2));

        Assert.Equal(5, await CountAsync());
        var sent = _workspace.Emulated.Statements.Ran.ToList();
        Assert.True(isCarriedOut || sent.FindIndex(sql => sql.Contains("kali.fence", StringComparison.Ordinal)) < sent.FindIndex(sql => sql.Contains("INSERT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AChange_ThatWaitsInTheQueueWhileItsAnswerIsLost_NeverBegins()
    {
        await AppendAsync(3);
        var held = 0;
        _workspace.Emulated.Statements.Holds = sql => sql.Contains("INSERT", StringComparison.Ordinal) && Interlocked.Increment(ref held) == 1;
        _workspace.Emulated.Inject(new Fault(FaultKind.Reset, "POST", Statements, From: 4, AfterHandler: true));
        _workspace.Emulated.History.Lag = 2;

        Assert.True(await IsCommittedAsync(2));

        _workspace.Emulated.Statements.LetGo();
        Assert.Equal(["CANCELED", "SUCCEEDED"], _workspace.Emulated.Statements.Asked.Where(asked => asked.Sql.Contains("INSERT", StringComparison.Ordinal)).Select(asked => asked.State));
        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task AChange_LeftInTheQueueByAKilledProcess_NeverBegins()
    {
        await AppendAsync(3);
        var held = 0;
        _workspace.Emulated.Statements.Holds = sql => sql.Contains("INSERT", StringComparison.Ordinal) && Interlocked.Increment(ref held) == 1;
        using var killed = new CancellationTokenSource();
        // Before it knows under which id the change was accepted.
        _workspace.Emulated.Inject(new Fault(FaultKind.Reset, "POST", Statements, From: 4, AfterHandler: true) { Strike = killed.Cancel });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _workspace.AnotherInstance().CommitAsync(Rows(2) with { Once = "kali/run/7/gold" }, Steward, killed.Token));

        var again = await _workspace.Lakehouse.CommitAsync(Rows(2) with { Once = "kali/run/7/gold" }, Steward, Ct);

        _workspace.Emulated.Statements.LetGo();
        Assert.IsType<CommitOutcome.Committed>(again);
        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task ChangesOfTwoInstances_AreEachTheirOwnInTheHistory()
    {
        await AppendAsync(1);
        ILakehouse[] instances = [_workspace.AnotherInstance(), _workspace.AnotherInstance()];

        var outcomes = await Task.WhenAll(Enumerable.Range(2, 8).Select(async rows =>
            (Rows: rows, Outcome: await instances[rows % 2].CommitAsync(Rows(rows) with { Once = $"kali/run/{rows}" }, Steward, Ct))));

        Assert.All(outcomes, made => Assert.Equal(made.Rows, Assert.IsType<CommitOutcome.Committed>(made.Outcome).RowsWritten));
        Assert.Equal(8, outcomes.Select(made => ((CommitOutcome.Committed)made.Outcome).Version).Distinct().Count());
        Assert.Equal(1 + Enumerable.Range(2, 8).Sum(), await CountAsync());
    }

    [Fact]
    public async Task AChange_Throttled_IsSentAgain()
    {
        await AppendAsync(3);
        _workspace.Emulated.Inject(new Fault(FaultKind.TooMany, "POST", Statements, From: 4, Times: 2));

        Assert.True(await IsCommittedAsync(2));
        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task ATokenThatIsRefused_IsExchangedOnce()
    {
        using var credential = new StubCredential();
        using var workspace = new TestWorkspace(services => services.AddSingleton<ITokens>(new ApplicationTokens(credential, TimeProvider.System)));
        credential.Next = () => workspace.Emulated.NewToken("kali@example.com");
        workspace.Emulated.Inject(new Fault(FaultKind.TokenExpired, "GET", "scim"));

        var me = await workspace.Get<UnityClient>().MeAsync(Steward, Ct);

        Assert.Equal(("kali@example.com", 2), (me.UserName, credential.Given));
    }

    [Fact]
    public async Task AToken_IsRenewedFortySecondsBeforeItExpires()
    {
        using var credential = new StubCredential { Next = () => Guid.NewGuid().ToString() };
        using var tokens = new ApplicationTokens(credential, _workspace.Time);
        credential.Expires = _workspace.Time.GetUtcNow().AddMinutes(60);

        var first = await tokens.GetAsync(Steward, Ct);
        _workspace.Time.Advance(TimeSpan.FromMinutes(59));
        var same = await tokens.GetAsync(Steward, Ct);
        _workspace.Time.Advance(TimeSpan.FromSeconds(21));
        var renewed = await tokens.GetAsync(Steward, Ct);

        Assert.Equal((true, false), (first == same, first == renewed));
    }

    [Fact]
    public async Task Cancelling_ReachesTheWarehouse()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        _workspace.Emulated.Warehouse.Stop();
        // Told while the statement waits for the warehouse.
        _workspace.Get<EngineWaiting>().Changed += cancel.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _workspace.Lakehouse.QueryAsync(
            Sql.Of($"SELECT 1"), Steward, cancel.Token));

        Assert.Equal(1, _workspace.Emulated.Statements.Cancelled);
    }

    [Fact]
    public async Task Cancelling_WhileAStatementIsHandedOver_ReachesTheWarehouseToo()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        _workspace.Emulated.Inject(new Fault(FaultKind.Slow, "POST", Statements, AfterHandler: true) { Strike = cancel.Cancel });
        _workspace.Emulated.Statements.Holds = _ => true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _workspace.Lakehouse.QueryAsync(Sql.Of($"SELECT 1"), Steward, cancel.Token));

        Assert.Equal("CANCELED", Assert.Single(_workspace.Emulated.Statements.Asked).State);
    }

    [Fact]
    public async Task AChange_WhoseTokenEndsWhileItRuns_IsMadeOnceWhenThereIsAnotherOne()
    {
        using var credential = new StubCredential();
        using var workspace = new TestWorkspace(services => services.AddSingleton<ITokens>(new ApplicationTokens(credential, TimeProvider.System)));
        credential.Next = () => credential.Given == 2 ? throw new AuthenticationFailedException("The directory is away.") : workspace.Emulated.NewToken("kali@example.com");
        await workspace.Lakehouse.CommitAsync(Rows(3), Steward, Ct);
        var first = workspace.Emulated.Statements.Ran.Count;
        // The look at the change itself: of its history, the columns of its rows and the note there is one each.
        workspace.Emulated.Inject(new Fault(FaultKind.TokenExpired, "GET", "^/api/2.0/sql/statements/", From: 4));

        var made = await workspace.Lakehouse.CommitAsync(Rows(2), Steward, Ct);

        Assert.Equal(2, Assert.IsType<CommitOutcome.Committed>(made).RowsWritten);
        Assert.Single(workspace.Emulated.Statements.Ran.Skip(first), sql => sql.Contains("INSERT", StringComparison.Ordinal));
        Assert.Equal(3, credential.Given);
    }

    [Fact]
    public async Task AStatementThatTakesLong_IsLookedAtLessAndLessOften()
    {
        var time = new RecordedTime();
        var statements = new StatementsClient(
            _workspace.Get<DatabricksHttp>(), new DatabricksOptions { TellsWaitAfter = TimeSpan.MaxValue }, _workspace.Get<WarehouseWaking>(), time, NullLogger<StatementsClient>.Instance);
        _workspace.Emulated.Warehouse.Stop();
        time.Paused = count =>
        {
            if (count == 9)
                _workspace.Emulated.Warehouse.HasStarted();
        };

        await statements.RunAsync(new StatementRequest { WarehouseId = EmulatedWorkspace.WarehouseId, Statement = "SELECT 1" }, isRepeatable: true, Steward, Ct);

        Assert.Equal([0.25, 0.5, 1, 2, 3, 4, 5, 5, 5], time.Pauses.Take(9).Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task AVersionThatWasLookedAt_IsNotCountedAgain()
    {
        await _workspace.Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT n FROM range(3) AS r(n)"))) }, Steward, Ct);
        var first = await _workspace.Lakehouse.DescribeAsync(Orders, Steward, Ct);
        _workspace.Emulated.Statements.Ran.Clear();

        var second = await _workspace.Lakehouse.DescribeAsync(Orders, Steward, Ct);
        Assert.Equal((first!.RowCount, first.Bytes), (second!.RowCount, second.Bytes));
        Assert.DoesNotContain(_workspace.Emulated.Statements.Ran, sql => sql.Contains("count(*)", StringComparison.Ordinal));

        await _workspace.Lakehouse.CommitAsync(new TableCommit { Table = Orders, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT n FROM range(4) AS r(n)"))) }, Steward, Ct);
        Assert.Equal(7, (await _workspace.Lakehouse.DescribeAsync(Orders, Steward, Ct))!.RowCount);
    }

    [Fact]
    public async Task UnityCatalog_ListsInPagesAndTakesGrantsAndTags()
    {
        var unity = _workspace.Get<UnityClient>();

        Assert.Equal(["gold_layer", "metadata", "raw_layer", "silver_layer"], await ToListAsync(unity.SchemasAsync("kali_dev", Steward, Ct), schema => schema.Name!));
        await unity.CreateAsync(new VolumeInfo { CatalogName = "kali_dev", SchemaName = "metadata", Name = "jobs", VolumeType = "MANAGED" }, Steward, Ct);
        var twice = await Assert.ThrowsAsync<ServiceFault>(() => unity.CreateAsync(new VolumeInfo { CatalogName = "kali_dev", SchemaName = "metadata", Name = "jobs", VolumeType = "MANAGED" }, Steward, Ct));
        await unity.ChangeGrantsAsync("schema", "kali_dev.gold_layer", new GrantChanges([new GrantChange("bayer_business_users", ["SELECT", "USE_SCHEMA"], null)]), Steward, Ct);
        await AppendAsync(1);
        await unity.ChangeGrantsAsync("schema", "kali_dev.silver_layer", new GrantChanges([new GrantChange("bayer_business_users", ["SELECT"], null)]), Steward, Ct);
        await unity.TagAsync(new TagAssignment("columns", $"{Orders}.id", "pii", "email"), Steward, Ct);

        Assert.True(twice.IsThereAlready);
        Assert.Equal(["SELECT", "USE_SCHEMA"], (await ToListAsync(unity.GrantsAsync("schema", "kali_dev.gold_layer", Steward, Ct), grant => grant))[0].Privileges!);
        Assert.Equal("silver_layer", (await ToListAsync(unity.EffectiveGrantsAsync("table", $"{Orders}", null, Steward, Ct), grant => grant))[0].Privileges![0].InheritedFromName!.Split('.')[1]);
        Assert.Equal("email", (await ToListAsync(unity.TagsAsync("columns", $"{Orders}.id", Steward, Ct), tag => tag))[0].TagValue);
        Assert.Equal(["orders"], await ToListAsync(unity.TablesAsync("kali_dev", "silver_layer", Steward, Ct), table => table.Name!));
        Assert.Equal("bigint", (await unity.TableAsync(Orders, Steward, Ct)).Columns![0].TypeText);
        Assert.True((await Assert.ThrowsAsync<ServiceFault>(() => unity.TableAsync(Orders with { Name = "none" }, Steward, Ct))).IsMissing);
    }

    [Fact]
    public async Task Lists_GoOnBehindAnEmptyPage()
    {
        _workspace.Emulated.Inject(new Fault(FaultKind.EmptyPage, "GET", "/(schemas|catalogs|directories/.*)$", Times: 3));
        _workspace.Emulated.Inject(new Fault(FaultKind.EmptyPage, "GET", "/schemas$", From: 2));
        var (unity, files) = (_workspace.Get<UnityClient>(), _workspace.Get<FilesClient>());

        Assert.Equal(["kali_dev"], await ToListAsync(unity.CatalogsAsync(Steward, Ct), catalog => catalog.Name!));
        Assert.Equal(4, (await ToListAsync(unity.SchemasAsync("kali_dev", Steward, Ct), schema => schema.Name!)).Count);
        Assert.Empty(await ToListAsync(unity.VolumesAsync("kali_dev", "gold_layer", Steward, Ct), volume => volume.Name));
        await files.MakeFolderAsync("/Volumes/kali_dev/metadata/staging/rows", Steward, Ct);
        for (var i = 0; i < 3; i++)
            await files.PutAsync($"/Volumes/kali_dev/metadata/staging/rows/{i}", [1], Steward, Ct);
        _workspace.Emulated.FileCalls.LongestPage = 2;
        Assert.Equal(["0", "1", "2"], await ToListAsync(files.ListAsync("/Volumes/kali_dev/metadata/staging/rows", Steward, Ct), entry => entry.Name!));
    }

    [Fact]
    public async Task Lineage_IsWhatStatementsReadAndWrote()
    {
        var (unity, gold) = (_workspace.Get<UnityClient>(), Orders with { Schema = "gold_layer" });
        await AppendAsync(3);
        await _workspace.Lakehouse.CommitAsync(new TableCommit { Table = gold, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT id, id + 1 AS next FROM {Orders}"))) }, Steward, Ct);

        var above = await unity.TableLineageAsync(gold, Steward, Ct);
        var below = await unity.TableLineageAsync(Orders, Steward, Ct);

        Assert.Equal(["silver_layer"], above.Upstreams!.Select(edge => edge.Table?.SchemaName));
        Assert.Equal(["gold_layer"], below.Downstreams!.Select(edge => edge.Table?.SchemaName));
        Assert.Equal((null, null), (above.Downstreams, below.Upstreams));
        Assert.Equal(["orders"], (await unity.ColumnLineageAsync(Orders, "id", Steward, Ct)).DownstreamCols!.Select(column => column.TableName));
        Assert.Null((await unity.ColumnLineageAsync(gold, "next", Steward, Ct)).UpstreamCols);
    }

    [Fact]
    public async Task Files_GoThereAndComeBackWhateverTheirName()
    {
        var files = _workspace.Get<FilesClient>();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("a"), "größe", Ct);
        const string place = "/Volumes/kali_dev/metadata/staging/a b/ü%20.txt";

        await files.MakeFolderAsync("/Volumes/kali_dev/metadata/staging/a b", Steward, Ct);
        await files.PutAsync(place, folder.At("a"), Steward, Ct);
        using var back = await files.GetAsync(place, Steward, Ct);

        Assert.Equal("größe", await back.Content.ReadAsStringAsync(Ct));
        Assert.Equal(["ü%20.txt"], await ToListAsync(files.ListAsync("/Volumes/kali_dev/metadata/staging/a b", Steward, Ct), entry => entry.Name!));
        await files.DeleteAsync(place, Steward, Ct);
        await files.DeleteAsync(place, Steward, Ct);
        Assert.False(await files.ExistsAsync(place, Steward, Ct));
        Assert.Equal("FILES_API_RESOURCE_NOT_FOUND", (await Assert.ThrowsAsync<ServiceFault>(() => files.GetAsync(place, Steward, Ct))).Details["reason"]);
        Assert.Equal("RUNNING", (await _workspace.Get<WarehousesClient>().GetAsync(EmulatedWorkspace.WarehouseId, Steward, Ct)).State);
    }

    private async Task<List<long>> NumbersAsync(long count)
    {
        await using var rows = await _workspace.Lakehouse.QueryAsync(Sql.Of($"SELECT n FROM range({count}) AS r(n)"), Steward, Ct);
        return (await rows.ToListAsync(Ct)).ConvertAll(row => (long)row[0]!);
    }

    private int Posts() => _workspace.Emulated.Calls.Count(call => call == "POST /api/2.0/sql/statements");

    private Task<CommitOutcome> AppendAsync(long count) => _workspace.Lakehouse.CommitAsync(Rows(count), Steward, Ct);

    private static TableCommit Rows(long count) => new() { Table = Orders, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT n AS id FROM range({count}) AS r(n)"))) };

    private async Task<bool> IsCommittedAsync(long count)
    {
        try
        {
            return await AppendAsync(count) is CommitOutcome.Committed;
        }
        catch (KaliException)
        {
            return false;
        }
    }

    private async Task<long> CountAsync()
    {
        await using var rows = await _workspace.Lakehouse.QueryAsync(Sql.Of($"SELECT count(*) FROM {Orders}"), Steward, Ct);
        return (long)(await rows.ToListAsync(Ct))[0][0]!;
    }

    private static async Task<List<TShown>> ToListAsync<TItem, TShown>(IAsyncEnumerable<TItem> items, Func<TItem, TShown> shown)
    {
        var list = new List<TShown>();
        await foreach (var item in items)
            list.Add(shown(item));
        return list;
    }

    /// <summary>Keeps how long each pause would be, and does not make it.</summary>
    private sealed class RecordedTime : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public Action<int> Paused { get; set; } = _ => { };

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return base.CreateTimer(callback, state, dueTime, period);
            Pauses.Add(dueTime);
            Paused(Pauses.Count);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private sealed class StubCredential : TokenCredential, IDisposable
    {
        public Func<string> Next { get; set; } = () => "";

        public DateTimeOffset Expires { get; set; } = DateTimeOffset.MaxValue;

        public int Given { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal(["2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default"], requestContext.Scopes);
            Given++;
            return new AccessToken(Next(), Expires);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));

        public void Dispose() => Next = () => throw new ObjectDisposedException(nameof(StubCredential));
    }
}
