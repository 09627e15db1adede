using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Lake;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Emulators;
using Kali.Web.Tests.Emulators.Http;
using Kali.Web.Tests.Emulators.Storage;
using Kali.Web.Tests.Lake;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>A workspace in which there is nothing of Kali's becomes one in which all is there, once.</summary>
public sealed class ProvisioningTests(StorageFixture storage) : IDisposable
{
    private static readonly Actor Admin = new("u-admin", "Admin", [KaliRole.Admin]);

    private readonly TestWorkspace _workspace = Empty();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task AnEmptyWorkspace_IsPlannedThenMadeThenLeftAlone()
    {
        await using var lake = await PipelineLake.OpenAsync(_workspace.AddTo);
        var provisioning = lake.Get<Provisioning>();

        var plan = await provisioning.PlanAsync(Admin, Ct);
        Assert.All(plan.Where(item => item.Kind != "folder"), item => Assert.False(item.IsThere, item.Name));
        Assert.DoesNotContain(_workspace.Emulated.Calls, IsChange);

        // An answer that is lost is no reason to stop: the next look shows what was made.
        foreach (var kind in new[] { "catalogs", "schemas", "volumes" })
            _workspace.Emulated.Inject(new Fault(FaultKind.Reset, "POST", $"^/api/2.1/unity-catalog/{kind}$", AfterHandler: true));
        var made = await provisioning.ApplyAsync(Admin, Ct);
        Assert.All(made, item => Assert.Null(item.Fault));
        Assert.Equal(plan.Select(item => item.Name), made.Select(item => item.Name));

        _workspace.Emulated.Calls.Clear();
        Assert.All(await provisioning.ApplyAsync(Admin, Ct), item => Assert.True(item.IsThere, item.Name));
        Assert.DoesNotContain(_workspace.Emulated.Calls, IsChange);
        Assert.DoesNotContain(_workspace.Emulated.Statements.Ran, sql => sql.Contains("DROP ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheOldCleaning_IsMadeAsAFunction_AndADatasetCleanedByIt()
    {
        await using var lake = await PipelineLake.OpenAsync(_workspace.AddTo, settings: [("Kali:Pipeline:FindingsUpTo", "0")]);
        var provisioning = lake.Get<Provisioning>();
        Assert.Contains(await provisioning.PlanAsync(Admin, Ct), item => item is { Kind: "function", Name: "kali_dev.metadata.kali_legacy_clean", IsThere: false });
        await provisioning.ApplyAsync(Admin, Ct);
        var orders = new DatasetName("kali_dev", "orders");
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "first.csv", MessyFile.Orders(5).Bytes));

        await lake.Get<CleaningChoice>().ChooseAsync(orders, new CleanedColumns(CleaningRoute.Legacy, ["kunde"]), PipelineLake.Steward, Ct);
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "second.csv", MessyFile.Orders(9, 100).Bytes));

        Assert.True(run.State is RunState.Done, $"{run.Fault?.Message}\n{_workspace.Emulated.LastFault}");
        Assert.Contains(_workspace.Emulated.Statements.Ran, statement => statement.Contains("`kali_dev`.`metadata`.`kali_legacy_clean`(`kunde`)", StringComparison.Ordinal));
        var customers = await Sending.QueryAsync(lake, Sql.Of($"SELECT DISTINCT kunde FROM {orders.Silver} WHERE kunde LIKE 'M%'"));
        Assert.Equal(["Meier; Söhne", "MeierShne", "Mller"], customers.Select(row => (string?)row[0]).Order(StringComparer.Ordinal));

        // A body that has become another one is written anew.
        _workspace.Emulated.Metastore.Catalogs["kali_dev"].Schemas["metadata"].Functions["kali_legacy_clean"] = "return None";
        Assert.Equal("function", Assert.Single((await provisioning.PlanAsync(Admin, Ct)).Where(item => !item.IsThere)).Kind);
    }

    [Fact]
    public async Task WhatSomebodyElseGrantedOrTagged_Stays()
    {
        await using var lake = await PipelineLake.OpenAsync(_workspace.AddTo);
        var provisioning = lake.Get<Provisioning>();
        await provisioning.ApplyAsync(Admin, Ct);
        var unity = _workspace.Get<Kali.Data.Engines.Databricks.Unity.UnityClient>();
        await unity.ChangeGrantsAsync("schema", "kali_dev.gold_layer", new([new("bayer_business_users", ["MODIFY"], ["SELECT"])]), Actor.System, Ct);

        var missing = Assert.Single((await provisioning.PlanAsync(Admin, Ct)).Where(item => !item.IsThere));
        Assert.Equal("USE_SCHEMA, SELECT on schema kali_dev.gold_layer to bayer_business_users", missing.Name);
        await provisioning.ApplyAsync(Admin, Ct);

        var grants = new List<string>();
        await foreach (var grant in unity.GrantsAsync("schema", "kali_dev.gold_layer", Actor.System, Ct))
            grants.Add($"{grant.Principal}: {string.Join(' ', grant.Privileges!.Order(StringComparer.Ordinal))}");
        Assert.Contains("bayer_business_users: MODIFY SELECT USE_SCHEMA", grants);
    }

    [Fact]
    public async Task AGroupThatTheAccountHasNot_IsTold_AndTheRestIsMade()
    {
        _workspace.Emulated.Unity.AccountGroups.Remove("kali_analysts");
        await using var lake = await PipelineLake.OpenAsync(_workspace.AddTo);

        var items = await lake.Get<Provisioning>().ApplyAsync(Admin, Ct);

        var failed = items.Where(item => item.Fault is not null).ToList();
        Assert.NotEmpty(failed);
        Assert.DoesNotContain(items, item => item.Kind == "access");
        Assert.All(failed, item => Assert.EndsWith("to kali_analysts", item.Name, StringComparison.Ordinal));
        Assert.Contains("the Databricks account has no such group", failed[0].Fault!.Text, StringComparison.Ordinal);
        Assert.NotNull(await lake.Get<ILakehouse>().DescribeAsync(MetadataTables.Runs("kali_dev"), Admin, Ct));
    }

    [Fact]
    public async Task GroupsOfAStorageAccount_GetTheirFolders_AndThoseWithoutAnIdAreTold()
    {
        var account = (await Gen2Lake.NewAsync(storage)).Account;
        var access = new LakeAccess(account.Folders, new LakeGroups { Analysts = "7d7a2b1c-35ce-4d1b-9a0e-3f1d7d0f6a11" }, isProduction: true);
        await using var lake = await PipelineLake.OpenAsync(services => services.AddSingleton(access));
        var provisioning = lake.Get<Provisioning>();

        var made = (await provisioning.ApplyAsync(Admin, Ct)).Where(item => item.Kind == "access").ToList();
        var plan = (await provisioning.PlanAsync(Admin, Ct)).Where(item => item.Kind == "access").ToList();

        Assert.Equal(access.Wanted.Length, plan.Count);
        Assert.All(plan, item => Assert.Equal(item.Name.EndsWith("to kali_analysts", StringComparison.Ordinal), item.IsThere));
        Assert.All(made.Where(item => !item.Name.EndsWith("to kali_analysts", StringComparison.Ordinal)), item => Assert.Contains("Set Kali:Lake:Groups:", item.Fault!.Text, StringComparison.Ordinal));
    }

    private static TestWorkspace Empty()
    {
        var workspace = new TestWorkspace();
        workspace.Emulated.Metastore.Catalogs.Clear();
        return workspace;
    }

    private static bool IsChange(string call) => (call.StartsWith("POST", StringComparison.Ordinal) || call.StartsWith("PATCH", StringComparison.Ordinal)) && call.Contains("unity-catalog", StringComparison.Ordinal);
}
