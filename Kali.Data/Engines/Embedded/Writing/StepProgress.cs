namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>Progress of a change that writes in several passes: each is an equal part of the whole, and it never goes back.</summary>
internal sealed class StepProgress(IProgress<double> whole, int steps) : IProgress<double>
{
    private readonly Lock _gate = new();
    private int _done;
    private double _last;

    public void Report(double value) => Reach((_done + Math.Clamp(value, 0, 1)) / steps);

    /// <summary>A pass has ended.</summary>
    public void Next() => Reach(Math.Min(1, (double)Interlocked.Increment(ref _done) / steps));

    private void Reach(double share)
    {
        lock (_gate)
        {
            if (share <= _last)
                return;
            _last = Math.Min(1, share);
        }
        whole.Report(_last);
    }
}
