using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using Kali.Data;
using Kali.Data.Engines.Databricks.Rest;
using Kali.Data.Engines.Databricks.Unity;
using Kali.Web.Tests.Engines.Databricks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Security;

/// <summary>Where no service principal is set, Kali's tokens come from the identity of the machine it runs on.</summary>
public sealed class ManagedIdentityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheWorkspace_IsAskedWithATokenOfTheManagedIdentity()
    {
        // Tokens are kept by identity in the process: an identity of this test's own has none yet.
        var identity = Guid.NewGuid().ToString();
        using var machine = new Machine();
        using var workspace = new TestWorkspace(services => services.AddSingleton<HttpPipelineTransport>(new HttpClientTransport(machine)), ("PersonalAccessToken", ""), ("ManagedIdentityClientId", identity));
        machine.Token = workspace.Emulated.NewToken("kali-identity");

        var me = await workspace.Get<UnityClient>().MeAsync(Actor.System, Ct);

        Assert.Equal("kali-identity", me.UserName);
        Assert.Equal([("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d", identity)], machine.Asked);
    }

    [Fact]
    public async Task AMachineWithoutAnIdentity_IsToldWithWhatToDo()
    {
        using var machine = new Machine();
        using var workspace = new TestWorkspace(services => services.AddSingleton<HttpPipelineTransport>(new HttpClientTransport(machine)), ("PersonalAccessToken", ""), ("ManagedIdentityClientId", Guid.NewGuid().ToString()));

        var fault = await Assert.ThrowsAsync<ServiceFault>(() => workspace.Get<UnityClient>().MeAsync(Actor.System, Ct));

        Assert.Equal((ServiceFault.NoToken, false), (fault.Code, fault.MayHaveHappened));
        Assert.Contains("could not sign in to Azure Databricks", fault.Message, StringComparison.Ordinal);
        Assert.Contains("correct Kali:Databricks", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>What a virtual machine in Azure answers about its identities; anything else is not there.</summary>
    private sealed class Machine : HttpMessageHandler
    {
        public string? Token { get; set; }

        public ConcurrentQueue<(string? Resource, string? Client)> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Answer(request);

        private HttpResponseMessage Answer(HttpRequestMessage request)
        {
            if (request.RequestUri is not { Host: "169.254.169.254", AbsolutePath: "/metadata/identity/oauth2/token" } asked || !request.Headers.Contains("Metadata"))
                return new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("") };
            var query = HttpUtility.ParseQueryString(asked.Query);
            Asked.Enqueue((query["resource"], query["client_id"]));
            return Token is null
                ? Json(HttpStatusCode.BadRequest, """{"error":"invalid_request","error_description":"Identity not found"}""")
                : Json(HttpStatusCode.OK, $$"""{"access_token":"{{Token}}","expires_on":"{{TimeProvider.System.GetUtcNow().AddHours(12).ToUnixTimeSeconds()}}","resource":"{{query["resource"]}}","token_type":"Bearer","client_id":"{{query["client_id"]}}"}""");
        }

        private static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
