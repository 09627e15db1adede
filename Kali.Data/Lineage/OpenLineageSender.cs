using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Lineage;

/// <summary>Posts queued events in order of arrival; what the endpoint does not take is tried again, ever more rarely, for three days.</summary>
internal sealed partial class OpenLineageSender(
    OpenLineageOutbox outbox, OpenLineageOptions options, IHttpClientFactory clients, IDbContextFactory<KaliStore> stores, TimeProvider time, ILogger<OpenLineageSender> log)
    : BackgroundService
{
    public const string HttpClientName = "openlineage";

    private const int Batch = 50;
    private const int MostAttempts = 40;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendDueAsync(stoppingToken) == Batch)
                {
                }
                await outbox.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                CouldNotSend(e);
                await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Posts what is due; the number of events tried.</summary>
    internal async Task<int> SendDueAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var due = await store.Set<LineageEventRecord>()
            .Where(queued => queued.SentAt == null && queued.Attempts < MostAttempts && queued.NextAttemptAt <= now)
            .OrderBy(queued => queued.Id).Take(Batch).ToListAsync(ct);
        foreach (var queued in due)
        {
            queued.Attempts++;
            queued.LastAnswer = await PostAsync(queued.Json, ct);
            if (queued.LastAnswer is null)
                queued.SentAt = time.GetUtcNow();
            else
                queued.NextAttemptAt = time.GetUtcNow() + TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, TimeSpan.FromSeconds(5).Ticks << Math.Min(queued.Attempts, 12)));
            await store.SaveChangesAsync(ct);
        }
        return due.Count;
    }

    /// <summary>Null when the endpoint took it, else what it answered.</summary>
    private async Task<string?> PostAsync(string json, CancellationToken ct)
    {
        using var client = clients.CreateClient(HttpClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (!string.IsNullOrWhiteSpace(options.ApiKey))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        try
        {
            using var answer = await client.SendAsync(request, ct);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.ReasonPhrase}");
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return "It did not answer in time.";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "OpenLineage events could not be sent; they stay queued.")]
    private partial void CouldNotSend(Exception fault);
}
