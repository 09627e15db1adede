using Xunit;

namespace Kali.Web.Tests;

/// <summary>Test data that lies beside the repository (<c>../shared/data</c>); a test that needs it is skipped where it is absent.</summary>
public static class SharedData
{
    /// <summary>The folder or file below <c>shared/data</c>.</summary>
    public static string Find(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var place = Path.Combine([folder.FullName, "shared", "data", .. parts]);
            if (Path.Exists(place))
                return place;
        }
        Assert.Skip($"{Path.Combine(["shared", "data", .. parts])} is not beside the repository.");
        return "";
    }
}
