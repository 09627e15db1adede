using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Values written otherwise than nearly all others of their column. Two ways of looking: by runs (letters, digits, what stands between them), where the usual form
/// has a digit in it, for columns of only letters are prose; and by single characters, where nearly every value has the very same form.
/// A form that several different values keep to may be a second custom of the column rather than a slip: it is worth a look at most, and so is every form where
/// the usual one leaves room for others. What a spreadsheet makes of numbers with a hyphen between them, Mar-78, is wrong however often it is there;
/// so is a letter in the place of a digit where nearly all values have none.
/// </summary>
internal sealed class FormatDetector : Detector
{
    private const double UsualByRuns = 0.8;
    private const double UsualByCharacter = 0.97;
    private const double Minority = 0.02;
    private const double Strict = 0.97;
    private const double MostSpreadsheets = 0.1;
    private const int FewestOfACustom = 5;
    private static readonly CommonRegex Lower = CommonRegex.Parse("\\p{Ll}");
    private static readonly CommonRegex Upper = CommonRegex.Parse("\\p{Lu}");
    private static readonly CommonRegex Digit = CommonRegex.Parse("[0-9]");
    private static readonly CommonRegex Letter = CommonRegex.Parse("\\p{L}");
    private static readonly CommonRegex NoLetter = CommonRegex.Parse("[^\\p{L}]");
    private static readonly CommonRegex MonthOfSpreadsheet = CommonRegex.Parse("(Jan|Feb|Mar|Mrz|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)[- ][0-9]{2}|[0-9]{1,2}(-|\\. )(Jan|Feb|Mar|Mrz|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var column in look.Texts.Where(column => column.Present >= 50 && column.Longest <= 200))
        {
            if (column.WithDigit >= UsualByRuns * column.Present && await UsualAsync(look, column, ByRuns(new Column("v")), UsualByRuns, ct) is { } runs)
                found.AddRange(Of(look, column, ByRuns, runs, TextForm.OfRuns(runs.Form), TextPattern.RegexOf(runs.Form)));
            if (column.Longest <= 40 && await UsualAsync(look, column, ByCharacter(new Column("v")), UsualByCharacter, ct) is { } characters && characters.Form.Any(char.IsLetterOrDigit))
                found.AddRange(Of(look, column, ByCharacter, characters, characters.Form, RegexOf(characters.Form)));
        }
        return found.ToImmutable();
    }

    private static SqlExpression ByRuns(SqlExpression text) => TextPattern.InSql(text);

    private static SqlExpression ByCharacter(SqlExpression text) => new PatternReplace(new PatternReplace(new PatternReplace(text, Lower, "a"), Upper, "A"), Digit, "9");

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
    private static IEnumerable<Suspicion> Of(Look look, ColumnFacts column, Func<SqlExpression, SqlExpression> shape, Usual usual, string told, CommonRegex? regex)
    {
        var isMany = column.Distinct > Look.ManyValues;
        if (isMany && regex is null)
            yield break;
        var counted = isMany ? Sql.Of($"({look.ValuesWhere(column, new PatternMatch(new Column("v"), regex!, IsWhole: true).Not())})") : Sql.Of($"{Look.Counted(column)}");
        var pattern = shape(new Column("v"));
        // An address without its sign is none, however many are so.
        SqlExpression isBroken = usual.Form.Contains('@', StringComparison.Ordinal) ? SqlExpression.Call(SqlFunction.Contains, new Column("pattern"), new Constant("@")).Not() : new Truth(false);
        SqlExpression isMonth = usual.Form.Any(char.IsLetter) ? new Truth(false) : new PatternMatch(new Column("v"), MonthOfSpreadsheet, IsWhole: true);
        SqlExpression isLetter = usual.Form.Any(char.IsLetter) || usual.Form.All(char.IsDigit) ? new Truth(false) : new AllOf(
            SqlExpression.Call(SqlFunction.Length, new PatternReplace(new Column("v"), NoLetter, "")).EqualTo(new WholeNumber(1)), shape(new PatternReplace(new Column("v"), Letter, "9")).EqualTo(new Constant(usual.Form)));
        var said = look.Suspect(DetectorKind.FormatMinority, column, Sql.Of($"""
            SELECT v, {new Missing(DataType.String)} AS proposal, {told} AS basis, 1 - CAST(share AS DOUBLE) AS weight, {isBroken} OR {isMonth} OR {isLetter} OR ({new Truth(usual.IsStrict)} AND different < {new WholeNumber(FewestOfACustom)}) AS strong
            FROM (SELECT v, pattern, CAST(sum(n) OVER (PARTITION BY pattern) AS DOUBLE) / {(double)column.Present} AS share, count(*) OVER (PARTITION BY pattern) AS different
                FROM (SELECT v, n, {pattern} AS pattern FROM {counted} AS counted) AS shaped) AS shares
            WHERE pattern <> {usual.Form} AND (share <= {Minority} OR (share <= {MostSpreadsheets} AND {isMonth}))
            """));
        yield return isMany ? said with { Needs = [] } : said;
    }

    /// <summary>The usual form of a column.</summary>
    /// <param name="Form">The form.</param>
    /// <param name="IsStrict">Whether all but a few rows keep to it.</param>
    private sealed record Usual(string Form, bool IsStrict);
}
