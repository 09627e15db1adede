using Kali.Data.Pipeline;

namespace Kali.Data.Lineage;

/// <summary>Turns news of runs into events.</summary>
internal sealed class OpenLineageReporter(OpenLineageOptions options, Kali.Data.Lake.LakeOptions lake, OpenLineageOutbox outbox, TimeProvider time) : IRunSubscriber
{
    private readonly OpenLineageEvents _events = new(options, lake);

    public Task StartedAsync(RunAccount run, CancellationToken ct) => outbox.PutAsync(_events.Started(run), ct);

    public async Task RecordAsync(RunAccount run, CancellationToken ct)
    {
        foreach (var report in _events.Steps(run))
            await outbox.PutAsync(report, ct);
    }

    public Task EndedAsync(RunAccount run, RunState state, string? fault, CancellationToken ct) =>
        outbox.PutAsync(_events.Ended(run, state, fault, time.GetUtcNow()), ct);
}
