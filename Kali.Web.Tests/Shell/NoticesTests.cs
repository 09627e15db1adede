using System.Text.Json;
using Kali.Web.Help;
using Xunit;

namespace Kali.Web.Tests.Shell;

public sealed class NoticesTests
{
    [Fact]
    public void EveryShippedPackage_IsNamedWithItsVersion()
    {
        using var shipped = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kali.Web.deps.json")));
        var missing =
            from target in shipped.RootElement.GetProperty("targets").EnumerateObject()
            from package in target.Value.EnumerateObject()
            where shipped.RootElement.GetProperty("libraries").GetProperty(package.Name).GetProperty("type").GetString() == "package"
            where package.Value.TryGetProperty("runtime", out _)
            let parts = package.Name.Split('/')
            where !Notices.All.Any(notice => notice.Name == parts[0] && notice.Version == parts[1])
            select package.Name;

        Assert.Empty(missing);
        Assert.All(Notices.All, notice => Assert.False(string.IsNullOrWhiteSpace(notice.Licence)));
    }
}
