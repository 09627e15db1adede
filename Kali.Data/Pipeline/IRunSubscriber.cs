namespace Kali.Data.Pipeline;

/// <summary>
/// Hears of runs. News may come twice, after a kill in between; the second time changes nothing. A fault in a subscriber does not touch the run,
/// except in <see cref="RecordAsync"/>, which is part of it.
/// </summary>
public interface IRunSubscriber
{
    /// <summary>The run begins to work.</summary>
    Task StartedAsync(RunAccount run, CancellationToken ct);

    /// <summary>All tables are written: the Lineage step, before the run ends.</summary>
    Task RecordAsync(RunAccount run, CancellationToken ct);

    /// <summary>The run has ended so.</summary>
    Task EndedAsync(RunAccount run, RunState state, string? fault, CancellationToken ct);
}
