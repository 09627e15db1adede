namespace Kali.Data.Quality;

/// <summary>Where a rule came from, with what spoke for it then.</summary>
/// <param name="Source">A word of the code: <c>profile</c> for a suggestion, else the format it was read from, such as <c>dqx</c>.</param>
/// <param name="Holding">Rows in which it was true.</param>
/// <param name="Evaluated">Of so many that it looked at.</param>
/// <param name="Detail">More about it: the name it had there.</param>
public sealed record RuleOrigin(string Source, long? Holding = null, long? Evaluated = null, string? Detail = null);
