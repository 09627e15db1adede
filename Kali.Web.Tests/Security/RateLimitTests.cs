using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kali.Data;
using Xunit;

namespace Kali.Web.Tests.Security;

public sealed class RateLimitTests : IDisposable
{
    private readonly KaliHost _host = new();

    public void Dispose() => _host.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_WhenTriedTooOften_IsPutOffWithTheTimeToWait()
    {
        var caller = _host.Caller();
        for (var attempt = 0; attempt < 30; attempt++)
        {
            using var tried = await caller.PostAsync("/sign-in/persona", new FormUrlEncodedContent([new("persona", "local-admin")]), Ct);
            Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
        }

        using var answer = await caller.PostAsync("/sign-in/persona", new FormUrlEncodedContent([new("persona", "local-admin")]), Ct);

        await AssertPutOffAsync(answer);
    }

    [Fact]
    public async Task TheApi_WhenAskedTooOften_IsPutOffForThatCallerOnly()
    {
        var (busy, other) = (_host.Caller(), _host.Caller());
        using var first = await busy.SignInAsync(KaliRole.Analyst);
        using var second = await other.SignInAsync(KaliRole.BusinessUser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 1200).Select(_ => busy.GetAsync("/api/antiforgery", Ct)));

        await AssertPutOffAsync(answers.First(answer => answer.StatusCode != HttpStatusCode.OK));
        using var calm = await other.GetAsync("/api/antiforgery", Ct);
        Assert.Equal(HttpStatusCode.OK, calm.StatusCode);
        foreach (var answer in answers)
            answer.Dispose();
    }

    private static async Task AssertPutOffAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        var wait = int.Parse(Assert.Single(answer.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 60);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("too-often", body.GetProperty("code").GetString());
        Assert.Contains($"{wait} s", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
