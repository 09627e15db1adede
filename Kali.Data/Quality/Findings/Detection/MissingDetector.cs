using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// No value where there should be one: cells that are empty in a column which nearly every row fills, and words that stand for "no value".
/// A word that a tenth of the rows has, and a blank that one row in fifty has, is a custom of the column and no finding.
/// </summary>
internal sealed class MissingDetector : Detector
{
    private const double Custom = 0.1;
    private const double NearlyEveryRow = 0.98;

    public override Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var column in look.Columns)
        {
            if (column.Placeholders > 0 && column.Placeholders <= Custom * column.Texts)
                found.Add(new Suspicion(DetectorKind.DisguisedMissing, column.Name, Unread(look, column, isBlank: false)));
            if (column.Empty > 0 && column.Present >= NearlyEveryRow * column.Rows && column.Rows >= 20)
                found.Add(new Suspicion(DetectorKind.EmptyCell, column.Name, Unread(look, column, isBlank: true)));
            if (column.IsText && column.WithLetter > 0)
                found.Add(Worded(look, column));
        }
        return Task.FromResult(found.ToImmutable());
    }

    /// <summary>Cells of raw that became no value in silver. They are worth a look only: silver has read them already for what they are.</summary>
    private static Sql Unread(Look look, ColumnFacts column, bool isBlank)
    {
        var text = TextCleaning.Clean(new ColumnOf("texts", column.Name));
        SqlExpression blank = new Coalesce([text.EqualTo(new Constant("")), new Truth(true)]);
        return Sql.Of($"""
            SELECT texts.{Look.RowId}, {new Missing(DataType.String)} AS proposal, {new Missing(DataType.String)} AS basis,
                CAST({(double)column.Present / Math.Max(1, column.Rows)} AS DOUBLE) AS weight, FALSE AS strong
            FROM {look.Raw(column.Sql)} AS texts
            JOIN (SELECT {Look.RowId} FROM {look.Subject.Silver} AS read_rows
                WHERE {look.Subject.Load.Rows} AND {column.Sql} IS NULL AND {new Negation(Look.IsMisfit(column.Name).Surely())}) AS unread ON texts.{Look.RowId} = unread.{Look.RowId}
            WHERE {(isBlank ? blank : blank.Not())}
            """);
    }

    private static Suspicion Worded(Look look, ColumnFacts column)
    {
        var isWord = Placeholders.Match(new Column("v"));
        var isMany = column.Distinct > Look.ManyValues;
        var counted = isMany ? Sql.Of($"({look.ValuesWhere(column, isWord)})") : Sql.Of($"{Look.Counted(column)}");
        var said = look.Suspect(DetectorKind.DisguisedMissing, column, Sql.Of($"""
            SELECT v, {new Missing(DataType.String)} AS proposal, {new Missing(DataType.String)} AS basis, CAST(1 AS DOUBLE) AS weight, {Placeholders.MayBeName(new Column("v")).Not()} AS strong
            FROM {counted} AS counted
            WHERE n <= {Custom * column.Rows / 4} AND {isWord}
            """));
        return isMany ? said with { Needs = [] } : said;
    }
}
