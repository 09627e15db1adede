using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>
/// The durable record of what runs did. A change is first stored, then told. Only the process that holds a run's lease can write to it.
/// </summary>
internal sealed class RunJournal(IDbContextFactory<KaliStore> stores, RunSignals signals, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task WriteAsync(RunId id, Guid worker, Action<Entry> change, CancellationToken ct)
    {
        // One after another: of two that count from the same revision both would give the same one, and who watches would miss the second, for good where it is the last.
        await _turn.WaitAsync(ct);
        try
        {
            await StoreAsync(id, worker, change, ct);
        }
        finally
        {
            _turn.Release();
        }
        signals.Changed(id);
    }

    private async Task StoreAsync(RunId id, Guid worker, Action<Entry> change, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var run = await store.Set<RunRecord>().FirstOrDefaultAsync(run => run.Id == id.Value, ct);
        if (run is null || run.WorkerId != worker)
            throw new LeaseLostException(id);
        var steps = await store.Set<RunStepRecord>().Where(step => step.RunId == id.Value).ToListAsync(ct);
        change(new Entry(store, run, steps, time.GetUtcNow()));
        run.Revision++;
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new LeaseLostException(id);
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>One entry: everything changed through it is stored together.</summary>
    public sealed class Entry(KaliStore store, RunRecord run, List<RunStepRecord> steps, DateTimeOffset at)
    {
        public RunRecord Run => run;

        public IReadOnlyList<RunStepRecord> Steps => steps;

        public KaliStore Store => store;

        public DateTimeOffset At => at;

        public RunStepRecord Step(RunStepName name) => steps.Single(step => step.Step == name);

        public RunFacts Facts
        {
            get => PipelineJson.Read<RunFacts>(run.Facts);
            set
            {
                run.Facts = PipelineJson.Write(value);
                run.Ledger = System.Text.Json.JsonSerializer.Serialize(value.ToLedger());
                run.Gate = value.Gate;
                run.Score = value.Score;
            }
        }

        public void Log(RunStepName? step, Said line) => store.Add(new RunLogRecord { RunId = run.Id, At = at, Step = step, Text = line.ToStored() });
    }
}
