using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// A rare word within values that is one letter off a frequent one. Candidates meet through what is left of them when any one letter is taken away,
/// so that an equality join finds them; the distance decides.
/// </summary>
internal sealed class TokenDetector : Detector
{
    private const int MostWords = 12;
    private const int LongestWord = 24;
    private const int Shortest = 5;
    private const int Rarer = 20;
    private const long MostValues = 1_000_000;
    private static readonly CommonRegex OnlyLetters = CommonRegex.Parse("\\p{L}+");
    private static readonly CommonRegex Edges = CommonRegex.Parse("^[^\\p{L}]+|[^\\p{L}]+$");

    public override Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct) => Task.FromResult<ImmutableArray<Suspicion>>(
    [
        .. look.Texts
            .Where(column => column.Present >= 100 && column.WithLetter >= 0.5 * column.Present && column.AverageLength is >= Shortest and <= 200 && column.Distinct <= MostValues && !IsCode(column))
            .Select(column => look.Suspect(DetectorKind.TokenTypo, column, Values(column))),
    ]);

    /// <summary>One word each, and hardly one twice: no word is frequent.</summary>
    private static bool IsCode(ColumnFacts column) => column.AverageWords < 1.5 && column.Distinct > 0.5 * column.Present;

    private static Sql Values(ColumnFacts column)
    {
        var word = new Column("w");
        var places = Math.Min(MostWords, (int)Math.Ceiling(column.AverageWords * 2) + 1);
        var left = Sql.Of($"concat(substring(w, 1, place - 1), substring(w, place + 1, {new WholeNumber(LongestWord)}))");
        var ending = (string a, string b) => Sql.Join(" AND ", ((string[])["s", "n", "e"]).Select(letter => Sql.Of($"{new ColumnOf(a, "w")} <> concat({new ColumnOf(b, "w")}, {letter})")));
        return Sql.Of($"""
            SELECT v, replace(v, found, CASE WHEN found = lower(found) THEN near ELSE concat(upper(substring(near, 1, 1)), substring(near, 2)) END) AS proposal,
                concat(found, ' → ', near) AS basis, weight, FALSE AS strong
            FROM (
                WITH words AS {new ComputedOnce()}(
                    SELECT v, n, place AS at_word, {new PatternReplace(SqlExpression.Call(SqlFunction.SplitPart, new Column("v"), new Constant(" "), new Column("place")), Edges, "")} AS w
                    FROM {Look.Counted(column)} AS counted_values
                    JOIN {Look.Places(places)} ON place <= 1 + length(v) - length(replace(v, ' ', ''))),
                counted AS {new ComputedOnce()}(
                    SELECT lower(w) AS w, sum(n) AS n FROM words
                    WHERE length(w) BETWEEN {new WholeNumber(Shortest)} AND {new WholeNumber(LongestWord)} GROUP BY lower(w)),
                fit AS {new ComputedOnce()}(SELECT w, n FROM counted WHERE {new PatternMatch(word, OnlyLetters, IsWhole: true)}),
                often AS (SELECT w, n FROM fit WHERE n >= {new WholeNumber(Rarer)}),
                seldom AS (SELECT w, n FROM fit WHERE n <= {new WholeNumber(Math.Max(1, Math.Min(20, column.Present / 1000)))}),
                often_left AS (
                    SELECT w, n, w AS rest FROM often
                    UNION SELECT w, n, {left} FROM often JOIN {Look.Places(LongestWord)} ON place <= length(w)),
                seldom_left AS (
                    SELECT w, n, w AS rest FROM seldom
                    UNION SELECT w, n, {left} FROM seldom JOIN {Look.Places(LongestWord)} ON place <= length(w)),
                pairs AS (
                    SELECT a.w AS rare, b.w AS near, max(1 - CAST(a.n AS DOUBLE) / b.n) AS weight,
                        row_number() OVER (PARTITION BY a.w ORDER BY max(b.n) DESC, b.w) AS choice
                    FROM seldom_left AS a JOIN often_left AS b ON a.rest = b.rest
                    WHERE b.n >= a.n * {new WholeNumber(Rarer)} AND {SqlExpression.Call(SqlFunction.Edits, new ColumnOf("a", "w"), new ColumnOf("b", "w"))} <= 2 AND {ending("a", "b")} AND {ending("b", "a")}
                    GROUP BY a.w, b.w)
                SELECT words.v, words.w AS found, pairs.near, pairs.weight, row_number() OVER (PARTITION BY words.v ORDER BY words.at_word) AS first
                FROM words JOIN pairs ON lower(words.w) = pairs.rare AND pairs.choice = 1) AS wrong
            WHERE first = 1
            """);
    }
}
