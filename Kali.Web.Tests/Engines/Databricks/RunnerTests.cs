using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The runner's own tests, in its own language.</summary>
public sealed class RunnerTests
{
    [Fact]
    public Task TheRunner_PassesItsTests() =>
        Python.RunAsync(["-m", "unittest", "discover", "-s", "infra/databricks"], "", TestContext.Current.CancellationToken);
}
