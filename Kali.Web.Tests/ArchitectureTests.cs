using System.Text.RegularExpressions;
using Xunit;

namespace Kali.Web.Tests;

/// <summary>Data goes one way, and only the composition root knows which engine is behind the port.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>The lake stands first: the store lies in it by default.</summary>
    private static readonly string[] Order =
        ["Lake", "Store", "Engines", "Catalog", "Uploads", "Ingest", "Quality", "Pipeline", "Lineage", "Governance", "Monitoring", "Explore", "Assistant"];

    [Fact]
    public void AFolderOfKaliData_UsesOnlyEarlierOnes()
    {
        var wrong =
            from file in RepositoryRoot.Files("Kali.Data", "*.cs")
            let folder = Path.GetRelativePath(Path.Combine(RepositoryRoot.Path, "Kali.Data"), file).Split(Path.DirectorySeparatorChar)[0]
            let place = Array.IndexOf(Order, folder)
            where place >= 0
            from Match used in UsedFolder().Matches(File.ReadAllText(file))
            let usedPlace = Array.IndexOf(Order, used.Groups[1].Value)
            where usedPlace > place
            select $"{Path.GetRelativePath(RepositoryRoot.Path, file)} uses {used.Groups[1].Value}";

        Assert.Empty(wrong.Distinct());
    }

    [Theory]
    [InlineData("Embedded")]
    [InlineData("Databricks")]
    public void AnEngine_IsNamedByTheCompositionRootAlone(string engine)
    {
        var wrong =
            from file in RepositoryRoot.Files("Kali.Data", "*.cs").Concat(RepositoryRoot.Files("Kali.Web", "*.cs", "*.razor"))
            let name = Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/')
            where name != "Kali.Data/KaliDataServices.cs" && !name.StartsWith($"Kali.Data/Engines/{engine}/", StringComparison.Ordinal)
            where File.ReadAllText(file).Contains($"Engines.{engine}", StringComparison.Ordinal)
            select name;

        Assert.Empty(wrong);
    }

    [Fact]
    public void KaliData_KnowsNothingOfScreens()
    {
        var wrong = RepositoryRoot.Files("Kali.Data", "*.cs").Where(file => File.ReadAllText(file).Contains("Kali.Web;", StringComparison.Ordinal) || File.ReadAllText(file).Contains("MudBlazor", StringComparison.Ordinal));

        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"^using (?:static )?Kali\.Data\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsedFolder();
}
