using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Values written otherwise than nearly all others of their column. Two ways of looking: by runs (letters, digits, what stands between them), where the usual form
/// has a digit in it, for columns of only letters are prose; and by single characters, where nearly every value has the very same form.
/// A form that several different values keep to may be a second custom of the column rather than a slip: it is worth a look at most, and so is every form where
/// the usual one leaves room for others.
/// </summary>
internal sealed class FormatDetector : Detector
{
    private const double UsualByRuns = 0.8;
    private const double UsualByCharacter = 0.97;
    private const double Minority = 0.02;
    private const double Strict = 0.97;
    private const int FewestOfACustom = 5;
    private static readonly CommonRegex Lower = CommonRegex.Parse("\\p{Ll}");
    private static readonly CommonRegex Upper = CommonRegex.Parse("\\p{Lu}");
    private static readonly CommonRegex Digit = CommonRegex.Parse("[0-9]");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var column in look.Texts.Where(column => column.Present >= 50 && column.Longest <= 200))
        {
            if (column.WithDigit >= UsualByRuns * column.Present && await UsualAsync(look, column, TextPattern.InSql(new Column("v")), UsualByRuns, ct) is { } runs)
                found.AddRange(Of(look, column, TextPattern.InSql(new Column("v")), runs, TextForm.OfRuns(runs.Form), TextPattern.RegexOf(runs.Form)));
            if (column.Longest <= 40 && await UsualAsync(look, column, ByCharacter(new Column("v")), UsualByCharacter, ct) is { } characters && characters.Form.Any(char.IsLetterOrDigit))
                found.AddRange(Of(look, column, ByCharacter(new Column("v")), characters, characters.Form, RegexOf(characters.Form)));
        }
        return found.ToImmutable();
    }

    private static PatternReplace ByCharacter(SqlExpression text) => new(new PatternReplace(new PatternReplace(text, Lower, "a"), Upper, "A"), Digit, "9");

    private static CommonRegex? RegexOf(string pattern) => TextPattern.RegexOf(pattern, sign => sign switch { 'a' => "\\p{Ll}", 'A' => "\\p{Lu}", '9' => "[0-9]", _ => null });

    /// <summary>The form that nearly all values have; null where none is usual, or where all values are known to have it.</summary>
    private static async Task<Usual?> UsualAsync(Look look, ColumnFacts column, SqlExpression pattern, double usual, CancellationToken ct)
    {
        var top = await look.QueryAsync(Sql.Of($"""
            SELECT pattern, sum(n) AS n, sum(sum(n)) OVER () AS looked FROM (SELECT {pattern} AS pattern, n FROM ({look.UsualValues(column)}) AS counted) AS shaped
            GROUP BY pattern ORDER BY n DESC, pattern LIMIT 1
            """), ct);
        return top is [[string form, var n, var all]] && CheckCounts.Number(n) is var count && count >= usual * CheckCounts.Number(all) && count < column.Present
            ? new Usual(form, count >= Strict * CheckCounts.Number(all))
            : null;
    }

    /// <summary>Of very many values those that differ are found by an expression for the usual form, and only they are taken apart.</summary>
    private static IEnumerable<Suspicion> Of(Look look, ColumnFacts column, SqlExpression pattern, Usual usual, string told, CommonRegex? regex)
    {
        var isMany = column.Distinct > Look.ManyValues;
        if (isMany && regex is null)
            yield break;
        var counted = isMany ? Sql.Of($"({look.ValuesWhere(column, new PatternMatch(new Column("v"), regex!, IsWhole: true).Not())})") : Sql.Of($"{Look.Counted(column)}");
        // An address without its sign is none, however many are so.
        SqlExpression isBroken = usual.Form.Contains('@', StringComparison.Ordinal) ? SqlExpression.Call(SqlFunction.Contains, new Column("pattern"), new Constant("@")).Not() : new Truth(false);
        var said = look.Suspect(DetectorKind.FormatMinority, column, Sql.Of($"""
            SELECT v, {new Missing(DataType.String)} AS proposal, {told} AS basis, 1 - CAST(share AS DOUBLE) AS weight, {isBroken} OR ({new Truth(usual.IsStrict)} AND different < {new WholeNumber(FewestOfACustom)}) AS strong
            FROM (SELECT v, pattern, CAST(sum(n) OVER (PARTITION BY pattern) AS DOUBLE) / {(double)column.Present} AS share, count(*) OVER (PARTITION BY pattern) AS different
                FROM (SELECT v, n, {pattern} AS pattern FROM {counted} AS counted) AS shaped) AS shares
            WHERE pattern <> {usual.Form} AND share <= {Minority}
            """));
        yield return isMany ? said with { Needs = [] } : said;
    }

    /// <summary>The usual form of a column.</summary>
    /// <param name="Form">The form.</param>
    /// <param name="IsStrict">Whether all but a few rows keep to it.</param>
    private sealed record Usual(string Form, bool IsStrict);
}
