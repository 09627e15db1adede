using Kali.Data;
using Kali.Data.Engines.Databricks;
using Kali.Web.Tests.Pipeline;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>Settings of development and production side by side; what is missing or contradicts itself is told at start, all at once.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void AnEnvironment_ChoosesItsSettings_AndWhatIsSetDirectlyGoesBefore()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Kali:Environment"] = "production",
            ["Kali:Environments:development:Catalog"] = "kali_dev",
            ["Kali:Environments:production:Catalog"] = "kali_prod",
            ["Kali:Environments:production:Databricks:WarehouseId"] = "of-production",
            ["Kali:Environments:production:Databricks:Workspace"] = "https://adb-2.azuredatabricks.net",
            ["Kali:Databricks:WarehouseId"] = "another",
        });

        configuration.AddKaliEnvironment();

        Assert.Equal("kali_prod", configuration["Kali:Catalog"]);
        Assert.Equal("https://adb-2.azuredatabricks.net", configuration["Kali:Databricks:Workspace"]);
        Assert.Equal("another", configuration["Kali:Databricks:WarehouseId"]);
    }

    [Fact]
    public async Task EverythingThatIsMissing_IsNamedAtStart()
    {
        var fault = await Assert.ThrowsAsync<RefusedException>(() => PipelineLake.OpenAsync(settings: [("Kali:Engine", "databricks"), ("Kali:Environment", "production"), ("Kali:Databricks:ClientId", "c")]));

        foreach (var expected in new[] { "Kali:Databricks:Workspace", "Kali:Databricks:WarehouseId", "TenantId, ClientId and ClientSecret belong together", "Kali:Catalog is kali_dev, the catalog of development", "Kali:Lake:Account is missing" })
            Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEngineOfThisMachine_WithALakeElsewhere_IsRefusedAtStart()
    {
        var fault = await Assert.ThrowsAsync<RefusedException>(() => PipelineLake.OpenAsync(settings: [("Kali:Lake:Account", "kalilake"), ("Kali:Lake:Container", "lake")]));

        Assert.Contains("Kali:Lake names a storage account and Kali:Engine is embedded", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PersonalAccessToken", "dapi1", "Personal tokens are for development alone")]
    [InlineData("Workspace", "http://localhost:1/", "production needs https")]
    [InlineData("CatalogLocation", "/mnt/lake", "a path in Azure Data Lake Storage is needed")]
    [InlineData("SharedCatalog", "kali_prod", "another catalog than kali_prod is needed")]
    public void Production_RefusesWhatIsForDevelopmentAlone(string setting, string value, string expected)
    {
        var options = new DatabricksOptions { Workspace = "https://adb-1.azuredatabricks.net", WarehouseId = "w", Catalog = "kali_prod", IsProduction = true };
        Assert.Empty(options.Problems());

        typeof(DatabricksOptions).GetProperty(setting)!.SetValue(options, value);

        Assert.Contains(expected, string.Join('\n', options.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void AWorkspaceOnThisMachine_IsInNoPrivateNetwork() =>
        Assert.Contains("Kali:Databricks:PrivateLink contradicts Kali:Databricks:Workspace", Assert.Single(new DatabricksOptions { Workspace = "http://localhost:1/", WarehouseId = "w", PrivateLink = true }.Problems()), StringComparison.Ordinal);

    [Fact]
    public void TwoIdentities_ContradictEachOther()
    {
        var options = new DatabricksOptions { Workspace = "https://adb-1.azuredatabricks.net", WarehouseId = "w", TenantId = "t", ClientId = "c", ClientSecret = "s", ManagedIdentityClientId = "m", PersonalAccessToken = "dapi1", ActsAsUser = true };

        Assert.Equal(3, options.Problems().Count());
    }
}
