namespace Kali.Data.Engines.Probes;

/// <summary>
/// One small statement that uses one construct of the dialects on a literal input, and gives rows that are the same on every engine.
/// </summary>
/// <param name="Name">What it is about: <c>trim: blanks of other scripts</c>.</param>
/// <param name="Sql">The statement.</param>
public sealed record Probe(string Name, Sql Sql)
{
    /// <summary>True where engines estimate, each in its way; the answers are near each other then, and not the same.</summary>
    public bool IsEstimate { get; init; }
}
