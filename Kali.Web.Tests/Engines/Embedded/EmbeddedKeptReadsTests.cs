using System.Reflection;
using Kali.Data.Engines;
using Kali.Data.Engines.Caching;
using Kali.Data.Engines.Embedded;
using Kali.Data.Engines.Embedded.Tables;

namespace Kali.Web.Tests.Engines.Embedded;

public sealed class EmbeddedKeptReadsTests : KeptReadsContract
{
    private readonly TestLake _here = new();
    private readonly TestLake _there;
    private readonly KeptReads _kept = new();
    private readonly ILakehouse _counted;

    public EmbeddedKeptReadsTests()
    {
        _there = new TestLake(on: _here.Folder);
        _counted = DispatchProxy.Create<ILakehouse, Counting>();
        ((Counting)_counted).Inner = _here.Get<EmbeddedLakehouse>();
        Here = new CachedLakehouse(_counted, new SnapshotMarks(_here.Get<TableReads>()), _kept);
    }

    protected override ILakehouse Here { get; }

    protected override ILakehouse There => _there.Lakehouse;

    protected override int Asked => ((Counting)_counted).Queries;

    public override void Dispose()
    {
        _kept.Dispose();
        _there.Dispose();
        _here.Dispose();
        base.Dispose();
    }

    /// <summary>Passes everything on and counts the queries.</summary>
    public class Counting : DispatchProxy
    {
        public ILakehouse Inner { get; set; } = null!;

        public int Queries { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ILakehouse.QueryAsync))
                Queries++;
            return targetMethod.Invoke(Inner, args);
        }
    }
}
