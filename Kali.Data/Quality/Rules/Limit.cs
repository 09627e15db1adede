namespace Kali.Data.Quality;

/// <summary>How many rows may break a rule: a count, a share of the rows it looked at, or whichever is passed first.</summary>
/// <param name="Rows">More rows than this pass the limit.</param>
/// <param name="Percent">A share above this, 0 to 100, passes the limit.</param>
public sealed record Limit(long? Rows = null, double? Percent = null)
{
    /// <summary>One row is too many.</summary>
    public static Limit None { get; } = new(Rows: 0);

    public static Limit OfPercent(double percent) => new(Percent: percent);

    public bool IsPassedBy(long failing, long evaluated) =>
        failing > Rows || (Percent is { } percent && evaluated > 0 && failing * 100.0 / evaluated > percent);
}
