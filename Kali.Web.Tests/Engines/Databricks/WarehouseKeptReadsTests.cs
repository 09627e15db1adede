using Kali.Data.Engines;

namespace Kali.Web.Tests.Engines.Databricks;

public sealed class WarehouseKeptReadsTests : KeptReadsContract
{
    private readonly TestWorkspace _workspace = new();
    private readonly ILakehouse _other;

    public WarehouseKeptReadsTests() => _other = _workspace.AnotherInstance();

    protected override ILakehouse Here => _workspace.Lakehouse;

    protected override ILakehouse There => _other;

    protected override int Asked => _workspace.Emulated.Statements.Ran.Count(statement => statement.StartsWith("SELECT concat_ws", StringComparison.Ordinal));

    protected override void TimePasses() => _workspace.Time.Advance(TimeSpan.FromSeconds(1));

    public override void Dispose()
    {
        _workspace.Dispose();
        base.Dispose();
    }
}
