using Kali.Data.Quality.Exchange;

namespace Kali.Data.Quality;

/// <summary>
/// Where statements that stewards wrote as rules are read: the guard of Explore decides whether it is one read-only SELECT over tables the actor
/// may read, and it runs apart from everything else.
/// </summary>
public interface IRuleQueries
{
    /// <summary>What the statement gave, or why it may not run; ends with a fault where the engine cannot run it.</summary>
    Task<RuleAnswer> AskAsync(string sql, Actor actor, CancellationToken ct);

    /// <summary>Why the statement may not or cannot run, tried for one row; null when it does.</summary>
    Task<Remark?> WhyNotAsync(string sql, Actor actor, CancellationToken ct);
}

/// <summary>What came of a rule's statement.</summary>
public abstract record RuleAnswer
{
    private RuleAnswer() { }

    /// <summary>What it gave.</summary>
    /// <param name="Rows">How many rows, counted no further than a download would hold.</param>
    /// <param name="First">The first value of the first row.</param>
    public sealed record Given(long Rows, object? First) : RuleAnswer;

    /// <summary>The guard does not let it run.</summary>
    public sealed record Refused(Remark Why) : RuleAnswer;
}
