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

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var texts = look.Texts.Where(column => column.Present > 0).ToList();
        if (texts.Count == 0)
            return [];
        var kinds = ((CommonRegex, DetectorKind, bool)[])[(Damaged, DetectorKind.ForeignCharacters, true), (Foreign, DetectorKind.ForeignCharacters, false), (Doubled, DetectorKind.DoubledPunctuation, false)];
        var counts = texts.SelectMany(column => kinds.Select(kind => (SqlExpression)new Aggregate(AggregateFunction.CountIf, new PatternMatch(new Column(column.Name), kind.Item1, IsWhole: false))));
        var row = (await look.QueryAsync(Sql.Of($"SELECT {counts} FROM {look.Silver(texts.Select(column => column.Sql))} AS texts"), ct))[0];
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var (place, (column, (pattern, detector, isStrong))) in texts.SelectMany(column => kinds.Select(kind => (column, kind))).Index())
        {
            if (CheckCounts.Number(row[place]) is > 0 and var count && count < Hardly * column.Present)
            {
                var proposal = detector is DetectorKind.DoubledPunctuation ? Single(new Column(column.Name)) : new Missing(DataType.String);
                found.Add(new Suspicion(detector, column.Name, Sql.Of($"""
                    SELECT {Look.RowId}, {proposal} AS proposal, {new Missing(DataType.String)} AS basis, CAST({1 - column.Share(count)} AS DOUBLE) AS weight, {new Truth(isStrong)} AS strong
                    FROM {look.Silver(column.Sql)} AS texts WHERE {new PatternMatch(new Column(column.Name), pattern, IsWhole: false)}
                    """)));
            }
        }
        return found.ToImmutable();
    }

    private static SqlExpression Single(SqlExpression text) => ((string[])[",", ";", ":", "'", "!", "?", ".", "@", "&", "%", "(", ")"])
        .Aggregate(text, (single, sign) => SqlExpression.Call(SqlFunction.Replace, single, new Constant(sign + sign), new Constant(sign)));
}
