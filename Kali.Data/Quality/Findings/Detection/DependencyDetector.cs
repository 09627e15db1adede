using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>
/// Columns vote on each other: where a value decides another one in nearly all its rows, the rows that differ are outvoted.
/// What a third column explains (another state, another size) is no error; then both decide together.
/// </summary>
internal sealed class DependencyDetector : Detector
{
    private const double Decides = 0.8;
    private const double MostAgainst = 0.15;
    private const double SecondTruths = 0.1;
    private const int MostVoters = 5;
    private const int MostVotersOfMany = 3;
    private const long Many = 200_000;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        if (look.Rows < 20)
            return [];
        var pairs = await look.PairsAsync(ct);
        var reported = await SourceVotes.FindAsync(look, pairs, IsDependency, ct);
        var decided = reported.Select(pair => pair.Right.Index).ToHashSet();
        var relations = (await look.EquationsAsync(ct)).Select(one => one.Equation).ToImmutableArray();
        // What a sum decides needs no vote.
        var isSummed = (PairFacts pair) => relations.Any(relation => relation.Has(pair.Right) && pair.Left.Columns.Any(relation.Has));
        var chosen = pairs.Where(pair => IsDependency(pair) && !decided.Contains(pair.Right.Index) && !isSummed(pair))
            .GroupBy(pair => pair.Right.Index)
            .SelectMany(right => right.OrderByDescending(pair => pair.Mu).ThenBy(pair => pair.Left.First.Index).ThenBy(pair => pair.Left.Second?.Index).Take(look.Rows > Many ? MostVotersOfMany : MostVoters))
            .ToImmutableArray();
        var voters = await new Explanations(look, look.Dependencies).ExplainedAsync(chosen, ct);
        return
        [
            .. reported.Select(pair => SourceVotes.Of(look, pair)),
            .. voters.Any(pair => pair.Against > 0 || pair.Right.Present < pair.Right.Rows) ? new DependencyVotes(look, voters, relations).Suspicions() : [],
        ];
    }

    private static bool IsDependency(PairFacts pair) =>
        pair.Mu >= Decides && pair.Voting >= 0.5 * pair.Rows && pair.Against - pair.Repeated <= MostAgainst * pair.Voting && pair.Repeated <= SecondTruths * pair.Voting;
}
