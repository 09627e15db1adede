using Kali.Data.Lake;
using Xunit;

namespace Kali.Web.Tests.Lake;

public sealed class LakeOptionsTests
{
    [Theory]
    [InlineData("Account=kalidata", "Container is missing")]
    [InlineData("Container=kali", "there is no Account")]
    [InlineData("Account=Kali_Data;Container=kali", "3 to 24 small letters")]
    [InlineData("Account=http://kalidata.dfs.core.windows.net;Container=kali", "https address")]
    [InlineData("Account=kalidata;Container=Kali--Lake", "3 to 63 small letters")]
    [InlineData("Account=kalidata;Container=kali;ConnectionString=UseDevelopmentStorage=true", "contradict each other")]
    [InlineData("ConnectionString=UseDevelopmentStorage=true;Container=kali", "for Development alone")]
    [InlineData("Account=kalidata;Container=kali;TenantId=t;ClientId=c", "2 of the 3")]
    [InlineData("Account=kalidata;Container=kali;TenantId=t;ClientId=c;ClientSecret=s;ManagedIdentityClientId=m", "contradicts the service principal")]
    [InlineData("ManagedIdentityClientId=m", "no Account to use it with")]
    [InlineData("BlockBytes=1", "BlockBytes is 1")]
    public void ASettingThatIsMissingOrContradictsAnother_IsNamed(string settings, string told) =>
        Assert.Contains(Options(settings).Problems(), problem => problem.Contains(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("Account=kalidata;Container=kali-lake")]
    [InlineData("Account=https://kalidata.dfs.core.usgovcloudapi.net;Container=kali;TenantId=t;ClientId=c;ClientSecret=s")]
    public void SettingsThatFit_AreWell(string settings) => Assert.Empty(Options(settings).Problems());

    [Fact]
    public void ADevelopersConnectionString_IsWell()
    {
        var options = Options("ConnectionString=UseDevelopmentStorage=true;Container=kali");
        options.IsDevelopment = true;

        Assert.Empty(options.Problems());
    }

    [Theory]
    [InlineData("kalidata", "https://kalidata.blob.core.windows.net/", "https://kalidata.dfs.core.windows.net/")]
    [InlineData("https://kalidata.dfs.core.usgovcloudapi.net", "https://kalidata.blob.core.usgovcloudapi.net/", "https://kalidata.dfs.core.usgovcloudapi.net/")]
    public void AnAccount_HasTwoAddresses(string account, string blob, string dfs)
    {
        var options = new LakeOptions { Account = account };

        Assert.Equal((blob, dfs), (options.BlobAddress.ToString(), options.DfsAddress.ToString()));
    }

    private static LakeOptions Options(string settings)
    {
        var options = new LakeOptions { Folder = Path.Combine(Path.GetTempPath(), "kali-no-such") };
        foreach (var setting in settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)))
        {
            var property = typeof(LakeOptions).GetProperty(setting[0])!;
            property.SetValue(options, Convert.ChangeType(setting[1], property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
        }
        return options;
    }
}
