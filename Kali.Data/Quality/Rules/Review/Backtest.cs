using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>What a rule would have said of past loads.</summary>
/// <param name="Points">Oldest first.</param>
public sealed record Backtest(ImmutableArray<BacktestPoint> Points)
{
    /// <summary>Loads it could be tried on.</summary>
    public int Uploads => Points.Count(point => point.Result.Outcome != CheckOutcome.CouldNotRun);

    public int Stopped => Points.Count(point => point.Result.Outcome == CheckOutcome.Failed);

    public int Warned => Points.Count(point => point.Result.Outcome == CheckOutcome.Warned);

    public int Passed => Points.Count(point => point.Result.Outcome == CheckOutcome.Passed);

    /// <summary>Rows it would have kept out of gold.</summary>
    public long RowsHeldBack => Points.Where(point => point.Result.HoldsRowsBack).Sum(point => point.Result.Failing ?? 0);

    /// <summary>Rows that break it, whatever follows from that.</summary>
    public long RowsBreaking => Points.Sum(point => point.Result.Failing ?? 0);
}

/// <summary>What a rule would have said of one load.</summary>
/// <param name="Run">The load's run.</param>
/// <param name="LoadNo">The load.</param>
/// <param name="At">When it was checked.</param>
/// <param name="SilverVersion">The version of silver that was checked then, and again now.</param>
/// <param name="Result">What the rule says.</param>
public sealed record BacktestPoint(RunId Run, long LoadNo, DateTimeOffset At, long SilverVersion, CheckResult Result);
