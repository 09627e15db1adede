using System.Collections.Concurrent;

namespace Kali.Data.Pipeline;

/// <summary>What a running step has measured; engines report from their own threads, the run's pulse writes it to the journal.</summary>
public sealed class StepProgress : IProgress<double>
{
    private long _share = Unknown;
    private long _rows = Unknown;
    private long _bytes = Unknown;
    private readonly ConcurrentQueue<Said> _lines = new();

    private const long Unknown = -1;
    private const double ShareUnits = 1_000_000;

    /// <summary>The share of the step's work that is done, 0 to 1.</summary>
    public void Report(double value) => Interlocked.Exchange(ref _share, (long)(Math.Clamp(value, 0, 1) * ShareUnits));

    public void Rows(long rows) => Interlocked.Exchange(ref _rows, rows);

    public void Bytes(long bytes) => Interlocked.Exchange(ref _bytes, bytes);

    /// <summary>A line for the run's log.</summary>
    public void Say(Said line) => _lines.Enqueue(line);

    internal (double? Share, long? Rows, long? Bytes) Measured
    {
        get
        {
            var (share, rows, bytes) = (Interlocked.Read(ref _share), Interlocked.Read(ref _rows), Interlocked.Read(ref _bytes));
            return (share < 0 ? null : share / ShareUnits, rows < 0 ? null : rows, bytes < 0 ? null : bytes);
        }
    }

    internal List<Said> TakeLines()
    {
        var lines = new List<Said>();
        while (_lines.TryDequeue(out var line))
            lines.Add(line);
        return lines;
    }
}
