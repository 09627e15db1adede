using Kali.Web.Tests.Browser;
using Kali.Web.Tests.Engines.Databricks;
using Kali.Web.Tests.Pipeline;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Kali.Web.Tests.LongestFirst))]

namespace Kali.Web.Tests;

/// <summary>The classes that take minutes begin first, so that none of them is waited for at the end; the others come in any order.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Long = [typeof(EveryPageTests), typeof(KilledRunTests), typeof(PipelineParityTests), typeof(JourneyTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections).OrderByDescending(collection => Array.Exists(Long, type => IsOf(collection, type)))];

    private static bool IsOf(ITestCollection collection, Type type) => collection.TestCollectionDisplayName.Contains($" {type.FullName} ", StringComparison.Ordinal);
}
