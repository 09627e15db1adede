using System.Net;
using Kali.Data;
using Kali.Data.Explore;
using Kali.Web.Tests.Security;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Explore;

public sealed class ExploreDownloadTests
{
    private static readonly Actor Analyst = new("persona-analyst", "Analyst", [KaliRole.Analyst]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Download_OfAStatement_IsAFileThatIsSafeToOpen()
    {
        await using var host = new KaliHost();
        using var caller = host.Caller();
        await caller.SignInAsync(KaliRole.Analyst);

        var answer = await PostAsync(caller, "SELECT '=1+1' AS formula, 2.5 AS amount UNION ALL SELECT 'plain', 3.5", "csv");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("formula,amount\r\n'=1+1,2.5\r\nplain,3.5\r\n", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Download_BeyondItsLimit_IsCutThere()
    {
        await using var host = new KaliHost(settings: new Dictionary<string, string?> { ["Kali:Explore:MaxRows"] = "10", ["Kali:Explore:MaxDownloadRows"] = "20" });
        using var caller = host.Caller();
        await caller.SignInAsync(KaliRole.Analyst);

        var answer = await PostAsync(caller, "SELECT * FROM range(100)", "csv");

        Assert.Equal("20", Assert.Single(answer.Headers.GetValues("X-Kali-Most-Rows")));
        Assert.Equal(21, (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Download_OfWhatIsNoReading_OrWithoutTheToken_IsRefused()
    {
        await using var host = new KaliHost();
        using var caller = host.Caller();
        await caller.SignInAsync(KaliRole.Analyst);

        var writing = await PostAsync(caller, "DROP TABLE orders", "csv");
        Assert.Equal(HttpStatusCode.BadRequest, writing.StatusCode);
        Assert.Contains("Only reading is possible here", await writing.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var withoutToken = new FormUrlEncodedContent([new("sql", "SELECT 1"), new("format", "csv")]);
        Assert.Equal(HttpStatusCode.Forbidden, (await caller.PostAsync("/api/explore/download", withoutToken, Ct)).StatusCode);
    }

    [Fact]
    public async Task Download_OfASavedQuery_IsOpenToBusinessUsers_WritingSqlIsNot()
    {
        await using var host = new KaliHost();
        using var caller = host.Caller();
        await caller.SignInAsync(KaliRole.BusinessUser);
        var queries = host.Services.GetRequiredService<SavedQueries>();
        var shared = await queries.SaveAsync(null, "Two rows", "SELECT * FROM range(2)", isShared: true, Analyst, Ct);
        var kept = await queries.SaveAsync(null, "Mine", "SELECT 1", isShared: false, Analyst, Ct);

        var answer = await caller.GetAsync($"/api/explore/saved/{shared.Id}/download?format=csv", Ct);
        Assert.Equal("range\r\n0\r\n1\r\n", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"/api/explore/saved/{kept.Id}/download?format=csv", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(caller, "SELECT 1", "csv")).StatusCode);
    }

    [Fact]
    public async Task Draft_IsItsOwnersAlone_AndNoSavedQuery()
    {
        await using var host = new KaliHost();
        using var caller = host.Caller();
        var queries = host.Services.GetRequiredService<SavedQueries>();
        await queries.KeepDraftAsync("SELECT 1", Analyst, Ct);
        await queries.KeepDraftAsync("SELECT 2", Analyst, Ct);

        Assert.Equal("SELECT 2", await queries.DraftAsync(Analyst, Ct));
        Assert.Equal("", await queries.DraftAsync(Analyst with { UserId = "another" }, Ct));
        Assert.Empty(await queries.ListAsync(Analyst, Ct));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient caller, string sql, string format)
    {
        var (_, token) = await caller.AntiforgeryAsync();
        using var form = new FormUrlEncodedContent([new("sql", sql), new("format", format), new("__RequestVerificationToken", token)]);
        return await caller.PostAsync("/api/explore/download", form, Ct);
    }
}
