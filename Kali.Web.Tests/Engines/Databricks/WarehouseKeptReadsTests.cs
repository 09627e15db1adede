using Kali.Data.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace Kali.Web.Tests.Engines.Databricks;

public sealed class WarehouseKeptReadsTests : KeptReadsContract
{
    private readonly TestWorkspace _workspace = new();
    private readonly ServiceProvider _other;

    public WarehouseKeptReadsTests()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<ITableAccess>(new TestAccess());
        _workspace.AddTo(services);
        _other = services.BuildServiceProvider();
    }

    protected override ILakehouse Here => _workspace.Lakehouse;

    protected override ILakehouse There => _other.GetRequiredService<ILakehouse>();

    protected override int Asked => _workspace.Emulated.Statements.Ran.Count(statement => statement.StartsWith("SELECT concat_ws", StringComparison.Ordinal));

    protected override void TimePasses() => _workspace.Time.Advance(TimeSpan.FromSeconds(1));

    public override void Dispose()
    {
        _other.Dispose();
        _workspace.Dispose();
        base.Dispose();
    }
}
