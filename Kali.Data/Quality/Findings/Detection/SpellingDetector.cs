using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// A rare value that is nearly a frequent one: the same but for case, blanks, punctuation and leading zeros, or a slip or two away.
/// </summary>
internal sealed class SpellingDetector : Detector
{
    private const double Decides = 0.8;
    private static readonly CommonRegex NoLetterOrDigit = CommonRegex.Parse("[^\\p{L}0-9]+");
    private static readonly CommonRegex LeadingZeros = CommonRegex.Parse("^0+");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        var (lists, pairs) = (await look.ListsAsync(ct), await look.PairsAsync(ct));
        foreach (var column in look.Texts.Where(column => column.Present >= 20 && !column.IsNearlyUnique && column.Distinct is > 1 and <= Look.ManyValues))
        {
            var decides = pairs.Where(pair => pair.Right.Index == column.Index && pair.Left.Second is null && pair.Mu >= Decides).MaxBy(pair => pair.Mu);
            found.Add(look.Suspect(DetectorKind.ValueSnap, column, Sql.Of($"""
                SELECT v, max(proposal) AS proposal, max(basis) AS basis, max(weight) AS weight, {(decides is null ? Sql.Of($"{new Truth(true)}") : NotBorneOutBy(look, decides))} AS strong
                FROM ({Variants(column)}) AS variants GROUP BY v
                """)));
            if (column.WithLetter > 0 && lists.TryGetValue(column.Index, out var values)
                && look.SuspectListed(DetectorKind.ValueSnap, column, NearWords.Of(values, column.Present).Select(near => new ListedSuspect(near.Value, near.Usual, near.Usual, near.Weight, near.IsSure))) is { } near)
                found.Add(near);
        }
        return found.ToImmutable();
    }

    /// <summary>Not what another column says in several rows: that may be a name of its own, however near to a frequent one.</summary>
    private static Sql NotBorneOutBy(Look look, PairFacts pair) =>
        Sql.Of($"v NOT IN (SELECT maj FROM ({DependencyVotes.MajorityOf(look, pair, Sql.Of($"nx >= 3 AND most * 2 > nx"))}) AS told)");

    /// <summary>Values that differ from a ten times more frequent one only in case, blanks, punctuation and leading zeros.</summary>
    private static Sql Variants(ColumnFacts column)
    {
        var bare = new PatternReplace(SqlExpression.Call(SqlFunction.Lower, new PatternReplace(new Column("v"), NoLetterOrDigit, "")), LeadingZeros, "");
        return Sql.Of($"""
            SELECT v, usual AS proposal, usual AS basis, 1 - CAST(n AS DOUBLE) / most AS weight
            FROM (SELECT v, n,
                    first_value(v) OVER (PARTITION BY bare ORDER BY n DESC, v) AS usual,
                    first_value(n) OVER (PARTITION BY bare ORDER BY n DESC, v) AS most
                FROM (SELECT v, n, {bare} AS bare FROM {Look.Counted(column)} AS counted) AS bared
                WHERE length(bare) >= 2) AS ranked
            WHERE n * 10 <= most
            """);
    }
}
