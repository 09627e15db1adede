using Kali.Data.Engines;

namespace Kali.Web.Tests.Engines.Embedded;

public sealed partial class EmbeddedLakehouseTests : LakehouseContract
{
    private readonly TestLake _lake = new();

    protected override ILakehouse Lakehouse => _lake.Lakehouse;

    public override void Dispose()
    {
        _lake.Dispose();
        base.Dispose();
    }
}
