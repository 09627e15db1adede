using Kali.Data.Engines;

namespace Kali.Web.Tests.Engines.Databricks;

public sealed class DatabricksLakehouseTests : LakehouseContract
{
    private readonly TestWorkspace _workspace = new();

    protected override ILakehouse Lakehouse => _workspace.Lakehouse;

    protected override long Many => 60_000;

    protected override bool NamesFiles => false;

    protected override bool TellsProgress => false;

    protected override bool GivesRowsEarly => false;

    protected override bool VacuumsAtOnce => false;

    protected override void Pass(TimeSpan time) => _workspace.Time.Advance(time);

    public override void Dispose()
    {
        _workspace.Dispose();
        base.Dispose();
    }
}
