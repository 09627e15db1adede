using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Characters of another script or of a wrong encoding, and the same punctuation twice, in columns that have them hardly anywhere else.</summary>
internal sealed class CharacterDetector : Detector
{
    private const double Hardly = 0.03;

    /// <summary>Beyond Latin letters, general punctuation, currency and letter-like signs.</summary>
    private static readonly CommonRegex Foreign = CommonRegex.Parse("[^\\x00-\u024F\u1E00-\u1EFF\u2000-\u206F\u20A0-\u20CF\u2100-\u214F]");
    private static readonly CommonRegex Damaged = CommonRegex.Parse("\uFFFD|Ã[\u0080-\u00BF]|Â[\u0080-\u00BF]|â€|[\\x01-\\x08\\x0E-\\x1F\\x7F]");
    private static readonly CommonRegex Doubled = CommonRegex.Parse(",,|;;|::|''|!!|\\?\\?|[^.]\\.\\.$|[^.]\\.\\.[^.]|@@|&&|%%|\\(\\(|\\)\\)");

    /// <summary>What has none of this, and no character of more than one byte, has nothing to be found.</summary>
    private static readonly CommonRegex Plain = CommonRegex.Parse("[\\x01-\\x08\\x0E-\\x1F\\x7F,;:'!?.@&%()]");

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var texts = look.Texts.Where(column => column.Present > 0).ToList();
        if (texts.Count == 0)
            return [];
        var kinds = ((CommonRegex Pattern, DetectorKind Detector, bool IsStrong)[])[(Damaged, DetectorKind.ForeignCharacters, true), (Foreign, DetectorKind.ForeignCharacters, false), (Doubled, DetectorKind.DoubledPunctuation, false)];
        var value = new Column("v");
        var counts = kinds.Select((kind, place) => Sql.Of($"sum(CASE WHEN {Has(value, kind.Pattern)} THEN n ELSE 0 END) AS {new SqlName($"kind_{place}")}"));
        var rows = await look.QueryAsync(Sql.Join(" UNION ALL ", texts.Select(column => Sql.Of($"SELECT {new WholeNumber(column.Index)} AS place, {counts} FROM ({look.ValuesOrRows(column)}) AS counted"))), ct);
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var row in rows.OrderBy(row => CheckCounts.Number(row[0])))
        {
            var column = look.Columns[(int)CheckCounts.Number(row[0])];
            foreach (var (place, (pattern, detector, isStrong)) in kinds.Index())
            {
                var count = CheckCounts.Number(row[1 + place]);
                if (count == 0 || count >= Hardly * column.Present)
                    continue;
                var proposal = detector is DetectorKind.DoubledPunctuation ? Single(new Column(column.Name)) : new Missing(DataType.String);
                found.Add(new Suspicion(detector, column.Name, Sql.Of($"""
                    SELECT {Look.RowId}, {proposal} AS proposal, {new Missing(DataType.String)} AS basis, CAST({1 - column.Share(count)} AS DOUBLE) AS weight, {new Truth(isStrong)} AS strong
                    FROM {look.Silver(column.Sql)} AS texts WHERE {Has(new Column(column.Name), pattern)}
                    """)));
            }
        }
        return found.ToImmutable();
    }

    private static Case Has(SqlExpression text, CommonRegex pattern) => Case.When(
        new AnyOf(SqlExpression.Call(SqlFunction.ByteLength, text).NotEqualTo(SqlExpression.Call(SqlFunction.Length, text)), new PatternMatch(text, Plain, IsWhole: false)),
        new PatternMatch(text, pattern, IsWhole: false), new Truth(false));

    private static SqlExpression Single(SqlExpression text) => ((string[])[",", ";", ":", "'", "!", "?", ".", "@", "&", "%", "(", ")"])
        .Aggregate(text, (single, sign) => SqlExpression.Call(SqlFunction.Replace, single, new Constant(sign + sign), new Constant(sign)));
}
