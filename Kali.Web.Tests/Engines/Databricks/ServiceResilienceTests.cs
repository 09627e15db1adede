using System.Net;
using System.Threading.Channels;
using Kali.Data;
using Kali.Data.Engines.Databricks;
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

        public int Asked => _asked;

        public ValueTask<bool> ArrivalAsync(CancellationToken ct) => _arrivals.Reader.ReadAsync(ct);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            _arrivals.Writer.TryWrite(true);
            if (Answer is not { } status)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage(Answer ?? HttpStatusCode.OK) { Content = new StringContent("{}"), RequestMessage = request };
        }
    }
}
