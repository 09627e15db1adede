using System.Net;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Health;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Lake;
using Kali.Web.Tests.Emulators.Http;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>Each part of a workspace says how it is and what to do; asking changes and wakes nothing.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly TestWorkspace _workspace = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task AllParts_OfAGoodWorkspace_AreWell()
    {
        foreach (var part in _workspace.Get<IEnumerable<IEnginePart>>())
            Assert.Equal((part.Name, PartCondition.Well), (part.Name, (await part.LookAsync(Ct)).Condition));
        Assert.Empty(_workspace.Emulated.Statements.Ran);
    }

    [Fact]
    public async Task TheJobThatCarriesRunsOut_IsLookedFor_WhereRunsAreJobs()
    {
        Assert.DoesNotContain("job", _workspace.Get<IEnumerable<IEnginePart>>().Select(part => part.Name));
        using var withJobs = new TestWorkspace(null, ("Jobs:Enabled", "true"));
        Assert.Contains("the first run makes it", (await Part(withJobs, "job").LookAsync(Ct)).Says.Text, StringComparison.Ordinal);

        await withJobs.Get<PipelineJob>().EnsureAsync(Actor.System, Ct);
        var there = await Part(withJobs, "job").LookAsync(Ct);
        withJobs.Emulated.Inject(new Fault(FaultKind.TokenExpired, "GET", "jobs/list"));
        var refused = await Part(withJobs, "job").LookAsync(Ct);

        Assert.Equal((PartCondition.Well, "The job “Kali pipeline kali_dev” carries runs out."), (there.Condition, there.Says.Text));
        Assert.Equal(PartCondition.DoesNotAnswer, refused.Condition);
        Assert.Contains("see Kali's identity", refused.Says.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3", "fd00::1", PartCondition.Well, "private addresses")]
    [InlineData("10.1.2.3", "20.42.4.208", PartCondition.DoesNotAnswer, "kalilake.blob.core.windows.net leads to 20.42.4.208")]
    [InlineData("40.74.30.80", "10.1.2.4", PartCondition.DoesNotAnswer, "adb-1.azuredatabricks.net leads to 40.74.30.80")]
    public async Task ANameThatLeadsOutOfThePrivateNetwork_IsTold(string workspace, string account, PartCondition condition, string says)
    {
        var part = new NetworkPart(
            (host, _) => Task.FromResult(new[] { IPAddress.Parse(host.StartsWith("adb", StringComparison.Ordinal) ? workspace : account) }),
            new DatabricksOptions { Workspace = "https://adb-1.azuredatabricks.net" }, new LakeOptions { Account = "kalilake", Container = "lake" });

        var state = await part.LookAsync(Ct);

        Assert.Equal(condition, state.Condition);
        Assert.Contains(says, state.Says.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWarehouseThatSleeps_IsToldAndNotWoken()
    {
        _workspace.Emulated.Warehouse.Stop();

        var state = await LookAsync("warehouse");

        Assert.Equal(PartCondition.Well, state.Condition);
        Assert.Contains("sleeps", state.Says.Text, StringComparison.Ordinal);
        Assert.Equal("STOPPED", _workspace.Emulated.Warehouse.State);
    }

    [Fact]
    public async Task AWarehouseThatIsNotThere_ACatalogThatIsNotThere_AndARefusedToken_SayWhatToDo()
    {
        using var other = new TestWorkspace(null, ("WarehouseId", "0000000000000000"), ("StagingVolume", "metadata.nothing"));
        var warehouse = await Part(other, "warehouse").LookAsync(Ct);
        Assert.Equal(PartCondition.DoesNotAnswer, warehouse.Condition);
        Assert.Contains("Kali:Databricks:WarehouseId", warehouse.Says.Text, StringComparison.Ordinal);
        Assert.Contains("metadata.nothing", (await Part(other, "catalog").LookAsync(Ct)).Says.Text, StringComparison.Ordinal);

        _workspace.Emulated.Metastore.Catalogs["kali_dev"].Schemas.Remove("gold_layer");
        Assert.Contains("kali_dev has no gold_layer", (await LookAsync("catalog")).Says.Text, StringComparison.Ordinal);
        _workspace.Emulated.Metastore.Catalogs.Clear();
        Assert.Contains("There is no catalog kali_dev", (await LookAsync("catalog")).Says.Text, StringComparison.Ordinal);

        _workspace.Emulated.Inject(new Fault(FaultKind.TokenExpired, "GET", "Me$"));
        var identity = await LookAsync("identity");
        Assert.Equal(PartCondition.DoesNotAnswer, identity.Condition);
        Assert.Contains("Add the managed identity or service principal to the workspace", identity.Says.Text, StringComparison.Ordinal);
        // What the others would need cannot be told before that is mended.
        Assert.Contains("Kali's identity", (await LookAsync("warehouse")).Says.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServiceThatIsAwayForAWhile_IsToldWithWhatToDo()
    {
        _workspace.Emulated.Inject(new Fault(FaultKind.Internal, "GET", "unity-catalog"));

        var state = await LookAsync("catalog");

        Assert.Equal(PartCondition.DoesNotAnswer, state.Condition);
        Assert.Contains("check again in some minutes", state.Says.Text, StringComparison.Ordinal);
        Assert.Contains("An unexpected error occurred", state.Says.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkspaceThatDoesNotAnswer_IsTold()
    {
        using var nowhere = new TestWorkspace(null, ("Workspace", "http://127.0.0.1:9/"), ("Deadline", "00:00:00.050"), ("AttemptDeadline", "00:00:00.050"));

        var state = await Part(nowhere, "identity").LookAsync(Ct);

        Assert.Equal(PartCondition.DoesNotAnswer, state.Condition);
        Assert.Contains("The workspace cannot be reached", state.Says.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStatementThatWaitsForTheWarehouse_IsToldAsWhatItIs()
    {
        var told = new TaskCompletionSource<Said>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = _workspace.Get<EngineWaiting>();
        waiting.Changed += () =>
        {
            if (waiting.Now is { } now)
                told.TrySetResult(now);
        };
        _workspace.Emulated.Warehouse.Stop();

        var answer = _workspace.Lakehouse.QueryAsync(Sql.Of($"SELECT 1 AS one"), Actor.System, Ct);
        var why = await told.Task.WaitAsync(Ct);
        _workspace.Emulated.Warehouse.HasStarted();
        await using var rows = await answer;

        Assert.Contains("The SQL warehouse Kali is starting", why.Text, StringComparison.Ordinal);
        Assert.Equal([[1]], await rows.ToListAsync(Ct));
        Assert.Null(waiting.Now);
    }

    private static IEnginePart Part(TestWorkspace workspace, string name) => workspace.Get<IEnumerable<IEnginePart>>().Single(part => part.Name == name);

    private Task<PartState> LookAsync(string name) => Part(_workspace, name).LookAsync(Ct);
}
