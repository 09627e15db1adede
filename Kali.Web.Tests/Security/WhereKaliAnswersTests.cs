using System.Net;
using Kali.Data;
using Kali.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Kali.Web.Tests.Security;

public sealed class WhereKaliAnswersTests
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("kali.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.elsewhere.example", HttpStatusCode.BadRequest)]
    public async Task WithPersonas_OnlyNamesOfThisComputerAreAnswered(string name, HttpStatusCode expected)
    {
        using var host = new KaliHost();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/live") { Headers = { Host = name } };

        using var answer = await host.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public void InProduction_WithoutADirectory_KaliDoesNotStartAndSaysWhy()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });

        var refusal = Assert.Throws<RefusedException>(builder.AddKaliSecurity);

        Assert.Contains("directory", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--environment Development", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://+:8080")]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://localhost:5080;http://192.168.1.7:80")]
    [InlineData("http://[::]:80")]
    public void WithPersonas_AddressesThatOthersReachAreRefused(string urls)
    {
        var refusal = Assert.Throws<RefusedException>(() => LoopbackOnly.RefuseOtherAddresses(Settings(urls)));

        Assert.Contains("AzureAd", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0;http://[::1]:0")]
    [InlineData("")]
    public void WithPersonas_AddressesOfThisComputerAreWell(string urls) => LoopbackOnly.RefuseOtherAddresses(Settings(urls));

    private static IConfiguration Settings(string urls) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls }).Build();
}
