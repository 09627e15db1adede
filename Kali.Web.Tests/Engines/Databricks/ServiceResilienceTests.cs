using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Kali.Data;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Files;
using Kali.Data.Engines.Databricks.Rest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>What holds requests back before they reach a service that is slow, broken, or busy. The clock is the test's own but for the rate, which the limiter takes from the machine.</summary>
public sealed class ServiceResilienceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Service _service = new();
    private ServiceProvider? _services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services?.Dispose();
        _service.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task AnAttemptThatIsNotAnswered_IsEndedAndMadeAgain()
    {
        var http = Http(new DatabricksOptions { FirstPause = TimeSpan.Zero });
        var asked = GetAsync(http);
        await _service.ArrivalAsync(Ct);

        _service.Answer = HttpStatusCode.OK;
        _time.Advance(TimeSpan.FromSeconds(60));

        await asked.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _service.Asked);
    }

    [Fact(Timeout = 120_000)]
    public async Task ARequestThatIsNeverAnswered_EndsWithItsDeadline()
    {
        var http = Http(new DatabricksOptions { FirstPause = TimeSpan.Zero, Deadline = TimeSpan.FromMinutes(3) });
        var asked = GetAsync(http);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await _service.ArrivalAsync(Ct);
            _time.Advance(TimeSpan.FromSeconds(60));
        }

        var fault = await Assert.ThrowsAsync<ServiceFault>(() => asked.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("NO_ANSWER", true, 3), (fault.Code, fault.MayHaveHappened, _service.Asked));
    }

    /// <summary>A refusal says that nothing was done; of the others nobody knows, and a plain fault is the service's last word.</summary>
    [Theory]
    [InlineData(429, false, false, 2)]
    [InlineData(503, true, false, 2)]
    [InlineData(503, false, true, 2)]
    [InlineData(503, false, false, 1)]
    [InlineData(408, false, true, 2)]
    [InlineData(408, false, false, 1)]
    [InlineData(502, true, true, 2)]
    [InlineData(502, true, false, 1)]
    [InlineData(504, false, true, 2)]
    [InlineData(504, false, false, 1)]
    [InlineData(500, true, true, 1)]
    [InlineData(501, true, true, 1)]
    [InlineData(409, false, true, 1)]
    public async Task AFault_IsRepeatedOnlyWhereThatIsHarmless(int status, bool namesATime, bool isRepeatable, int asked)
    {
        var http = Http(new DatabricksOptions { FirstPause = TimeSpan.Zero });
        (_service.Answer, _service.First, _service.RetryAfter) = (HttpStatusCode.OK, (HttpStatusCode)status, namesATime ? TimeSpan.Zero : null);
        var sent = http.PostAsync("api/2.0/sql/statements", Nothing.Value, DatabricksJson.Default.Nothing, DatabricksJson.Default.Nothing, isRepeatable, Actor.System, Ct);

        if (asked == 2)
            await sent;
        else
            Assert.Equal(status is 500 or 502 or 503 or 504 or 408, (await Assert.ThrowsAsync<ServiceFault>(() => sent)).MayHaveHappened);
        Assert.Equal(asked, _service.Asked);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task AServiceThatNamesATime_IsNotAskedBefore(int status)
    {
        var http = Http(new DatabricksOptions { FirstPause = TimeSpan.Zero });
        (_service.Answer, _service.First, _service.RetryAfter) = (HttpStatusCode.OK, (HttpStatusCode)status, TimeSpan.FromSeconds(7));
        var began = _time.GetUtcNow();
        var asked = GetAsync(http);
        await _service.ArrivalAsync(Ct);

        var again = _service.ArrivalAsync(Ct).AsTask();
        await Task.WhenAny(again, Task.Delay(50, TestContext.Current.CancellationToken));
        while (!again.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(again, Task.Delay(1, Ct));
        }

        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromSeconds(7));
        await asked;
    }

    [Fact(Timeout = 120_000)]
    public async Task AFileThatIsSent_HasTimeForItsBytes()
    {
        using var folder = new TemporaryFolder();
        await using (var file = File.Create(folder.At("rows")))
            file.SetLength(30 << 20);
        var files = new FilesClient(Http(new DatabricksOptions { FirstPause = TimeSpan.Zero }));
        var sent = files.PutAsync("/Volumes/a/b/c/rows", folder.At("rows"), Actor.System, Ct);
        await _service.ArrivalAsync(Ct);

        _time.Advance(TimeSpan.FromSeconds(89));
        var again = _service.ArrivalAsync(Ct).AsTask();
        Assert.NotSame(again, await Task.WhenAny(again, Task.Delay(50, TestContext.Current.CancellationToken)));
        _service.Answer = HttpStatusCode.OK;
        _time.Advance(TimeSpan.FromSeconds(1));

        await sent;
        Assert.Equal(2, _service.Asked);
    }

    [Fact]
    public async Task AFileLargerThanTheServiceTakes_IsRefusedAndNotSent()
    {
        using var folder = new TemporaryFolder();
        await using (var file = File.Create(folder.At("rows")))
            file.SetLength((5L << 30) + 1);
        _service.Answer = HttpStatusCode.OK;

        var fault = await Assert.ThrowsAsync<RefusedException>(() => new FilesClient(Http(new DatabricksOptions())).PutAsync("/Volumes/a/b/c/rows", folder.At("rows"), Actor.System, Ct));

        Assert.Contains("5,368,709,120", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, _service.Asked);
    }

    [Fact]
    public async Task AServiceThatFailsAgainAndAgain_IsLeftAloneForAWhile()
    {
        var http = Http(new DatabricksOptions { RequestsPerSecond = 1_000 });
        _service.Answer = HttpStatusCode.InternalServerError;
        for (var call = 0; call < 20; call++)
            await Assert.ThrowsAsync<ServiceFault>(() => GetAsync(http));

        var spared = await Assert.ThrowsAsync<ServiceFault>(() => GetAsync(http));
        Assert.Equal((20, false), (_service.Asked, spared.MayHaveHappened));
        Assert.Contains("asks nothing of it for some seconds", spared.Message, StringComparison.Ordinal);

        _service.Answer = HttpStatusCode.OK;
        _time.Advance(TimeSpan.FromSeconds(15));
        await GetAsync(http);
        Assert.Equal(21, _service.Asked);
    }

    [Fact]
    public async Task MoreRequestsThanASecondMayHave_Wait()
    {
        var http = Http(new DatabricksOptions { RequestsPerSecond = 3 });
        _service.Answer = HttpStatusCode.OK;
        var began = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GetAsync(http)));

        // A third of a second, but for what the machine's timers are off.
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.25));
    }

    private DatabricksHttp Http(DatabricksOptions options)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(options).AddSingleton<TimeProvider>(_time);
        services.AddHttpClient("workspace", client => (client.BaseAddress, client.Timeout) = (new Uri("http://workspace.example/"), Timeout.InfiniteTimeSpan))
            .ConfigurePrimaryHttpMessageHandler(() => _service)
            .AddServiceResilience();
        _services = services.BuildServiceProvider();
        return new DatabricksHttp(_services.GetRequiredService<IHttpClientFactory>().CreateClient("workspace"));
    }

    private static Task<Nothing> GetAsync(DatabricksHttp http) => http.GetAsync("api/2.0/preview/scim/v2/Me", DatabricksJson.Default.Nothing, Actor.System, Ct);

    /// <summary>Answers with a status, or not at all.</summary>
    private sealed class Service : HttpMessageHandler
    {
        private readonly Channel<bool> _arrivals = Channel.CreateUnbounded<bool>();
        private int _asked;

        public HttpStatusCode? Answer { get; set; }

        /// <summary>What the first request is answered with in place of that.</summary>
        public HttpStatusCode? First { get; set; }

        /// <summary>The time the first answer names.</summary>
        public TimeSpan? RetryAfter { get; set; }

        public int Asked => _asked;

        public ValueTask<bool> ArrivalAsync(CancellationToken ct) => _arrivals.Reader.ReadAsync(ct);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isFirst = Interlocked.Increment(ref _asked) == 1;
            _arrivals.Writer.TryWrite(true);
            if (isFirst && First is { } first)
            {
                var refusal = new HttpResponseMessage(first) { Content = new StringContent(""), RequestMessage = request };
                refusal.Headers.RetryAfter = RetryAfter is { } after ? new RetryConditionHeaderValue(after) : null;
                return refusal;
            }
            if (Answer is not { } status)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage(Answer ?? HttpStatusCode.OK) { Content = new StringContent("{}"), RequestMessage = request };
        }
    }
}
