using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// A rare value that is nearly a frequent one: the same but for case, blanks and punctuation, or one or two letters off.
/// </summary>
internal sealed class SpellingDetector : Detector
{
    private const int MostCompared = 3000;
    private static readonly CommonRegex NoLetterOrDigit = CommonRegex.Parse("[^\\p{L}0-9]+");
    private static readonly CommonRegex NoDigit = CommonRegex.Parse("[^0-9]+");

    public override Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct) => Task.FromResult<ImmutableArray<Suspicion>>(
    [
        .. look.Texts
            .Where(column => column.Present >= 20 && column.WithLetter > 0 && !column.IsNearlyUnique && column.Distinct is > 1 and <= Look.ManyValues)
            .SelectMany(column => Of(look, column)),
    ]);

    private static IEnumerable<Suspicion> Of(Look look, ColumnFacts column)
    {
        yield return look.Suspect(DetectorKind.ValueSnap, column, Sql.Of($"""
            SELECT v, max(proposal) AS proposal, max(basis) AS basis, max(weight) AS weight, {new Truth(true)} AS strong
            FROM ({Variants(column)}) AS variants GROUP BY v
            """));
        if (column.Distinct <= 0.1 * column.Present + 20 && column.Distinct <= MostCompared)
            yield return look.Suspect(DetectorKind.ValueSnap, column, NearOnes(column));
    }

    /// <summary>Values that differ from a ten times more frequent one only in case, blanks and punctuation.</summary>
    private static Sql Variants(ColumnFacts column)
    {
        var bare = SqlExpression.Call(SqlFunction.Lower, new PatternReplace(new Column("v"), NoLetterOrDigit, ""));
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

    /// <summary>
    /// One edit, two from eight letters on, a fifth of the letters beside a value a hundred times as frequent; the same digits; ten times rarer, a hundred times where a word is short.
    /// Only words with letters: codes and numbers one off are other codes and numbers.
    /// </summary>
    private static Sql NearOnes(ColumnFacts column)
    {
        var digits = (string name) => new PatternReplace(new ColumnOf(name, "v"), NoDigit, "");
        return Sql.Of($"""
            SELECT v, max(CASE WHEN place = 1 THEN near END) AS proposal, max(CASE WHEN place = 1 THEN near END) AS basis, max(weight) AS weight, FALSE AS strong
            FROM (
                SELECT rare.v, often.v AS near, 1 - CAST(rare.n AS DOUBLE) / often.n AS weight,
                    row_number() OVER (PARTITION BY rare.v ORDER BY levenshtein(rare.v, often.v), often.n DESC, often.v) AS place
                FROM {Look.Counted(column)} AS rare
                JOIN {Look.Counted(column)} AS often
                    ON often.n >= rare.n * 10 AND abs(length(rare.v) - length(often.v)) <= 1
                WHERE rare.n <= {0.005 * column.Present + 1} AND length(rare.v) >= 3
                    AND (length(often.v) >= 5 OR often.n >= rare.n * 100)
                    AND levenshtein(lower(rare.v), lower(often.v)) <= CASE WHEN often.n >= rare.n * 100 THEN greatest(1, length(often.v) / 5) WHEN length(often.v) >= 8 THEN 2 ELSE 1 END
                    AND {digits("rare").EqualTo(digits("often"))} AND ({digits("often")} = '' OR length(often.v) >= 10)
                    AND lower(rare.v) <> concat(lower(often.v), 's') AND lower(often.v) <> concat(lower(rare.v), 's')) AS pairs
            GROUP BY v
            """);
    }
}
