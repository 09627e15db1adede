using Kali.Data.Quality.Exchange;

namespace Kali.Data.Quality;

/// <summary>
/// Where statements that stewards wrote as rules are read: the guard of Explore decides whether it is one read-only SELECT over tables the actor
/// may read, and it runs apart from everything else.
/// </summary>
public interface IRuleQueries
{
    /// <summary>Ends with a <see cref="KaliException"/> saying why when the statement may not or cannot run.</summary>
    Task<RuleAnswer> AskAsync(string sql, Actor actor, CancellationToken ct);

    /// <summary>Why the statement may not or cannot run, tried for one row; null when it does.</summary>
    Task<Remark?> WhyNotAsync(string sql, Actor actor, CancellationToken ct);
}

/// <summary>What a statement gave.</summary>
/// <param name="Rows">How many rows, counted no further than a download would hold.</param>
/// <param name="First">The first value of the first row.</param>
public sealed record RuleAnswer(long Rows, object? First);
