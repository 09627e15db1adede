using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Rows whose values stand one column too far to the right or left from some column on. Only rows with a text that does not fit its type are looked at:
/// in them, each cell is tried in its neighbour's column, by type or, for text, by whether that column knows the value.
/// </summary>
internal sealed class ShiftDetector : Detector
{
    private const int FewestSigns = 3;
    private const int MostColumns = 60;

    public override async Task<ImmutableArray<Suspicion>> LookAsync(Look look, CancellationToken ct)
    {
        var typed = look.Columns.Where(column => column.Misfits > 0).ToList();
        if (typed.Count == 0 || look.Columns.Length is < 4 or > MostColumns || typed.TrueForAll(column => column.Misfits > 0.1 * column.Texts))
            return [];
        var found = ImmutableArray.CreateBuilder<Suspicion>();
        foreach (var toRight in (bool[])[true, false])
        {
            var rows = Rows(look, toRight);
            var name = new SqlName(toRight ? "shifted_right" : "shifted_left");
            var count = CheckCounts.Number((await look.QueryAsync(Sql.Of($"SELECT count(*) FROM ({rows}) AS shifted"), ct))[0][0]);
            if (count == 0 || count > 0.02 * look.Rows)
                continue;
            found.AddRange(look.Columns.Select(column => new Suspicion(DetectorKind.ShiftedRow, column.Name, Sql.Of($"""
                SELECT {Look.RowId}, {Proposal(look, column, toRight)} AS proposal, {(toRight ? "→" : "←")} AS basis, CAST(1 AS DOUBLE) AS weight, TRUE AS strong
                FROM {name} AS shifted
                WHERE {new WholeNumber(column.Index)} >= first_sign - {new WholeNumber(toRight ? 1 : 0)} AND {Cell(column.Index)} IS DISTINCT FROM {Proposal(look, column, toRight)}
                """))
            {
                Needs = [(name, rows)],
            }));
        }
        return found.ToImmutable();
    }

    private static SqlExpression Proposal(Look look, ColumnFacts column, bool toRight)
    {
        var from = column.Index + (toRight ? 1 : -1);
        return from >= 0 && from < look.Columns.Length ? new Column(Cell(from)) : new Missing(DataType.String);
    }

    private static Sql Rows(Look look, bool toRight)
    {
        var step = toRight ? -1 : 1;
        var columns = look.Columns;
        var cells = columns.Select(column => Sql.Of($"nullif({TextCleaning.Clean(new ColumnOf("texts", column.Name))}, '') AS {Cell(column.Index)}"));
        var known = columns.Where(column => column.IsText && !column.IsNearlyUnique).ToList();
        var joins = Sql.Join(" ", known.SelectMany(column => ((int[])[column.Index, column.Index - step])
            .Where(cell => cell >= 0 && cell < columns.Length)
            .Select(cell => Sql.Of($"LEFT JOIN ({look.Values(column)}) AS {Known(column.Index, cell)} ON {Known(column.Index, cell)}.v = {Cell(cell)}"))));
        var signs = columns.Where(column => column.Index + step >= 0 && column.Index + step < columns.Length).Select(column => (
            Sign: IsAtHome(columns[column.Index + step], column, column.Index),
            Against: IsAtHome(column, columns[column.Index + step], column.Index),
            column.Index)).ToList();
        var counts = signs.Select(sign => Sql.Of($"CASE WHEN {Cell(sign.Index)} IS NULL THEN 0 WHEN {sign.Sign} THEN 1 WHEN {sign.Against} THEN -1 ELSE 0 END AS {Sign(sign.Index)}"));
        var first = Sql.Join(" ", signs.Select(sign => Sql.Of($"WHEN {Sign(sign.Index)} = 1 THEN {new WholeNumber(sign.Index)}")));
        var sum = Sql.Join(" + ", signs.Select(sign => Sql.Of($"CASE WHEN {Sign(sign.Index)} = 1 THEN 1 ELSE 0 END")));
        var against = Sql.Join(" + ", signs.Select(sign => Sql.Of($"CASE WHEN {Sign(sign.Index)} = -1 AND {new WholeNumber(sign.Index)} > first_sign THEN 1 ELSE 0 END")));
        return Sql.Of($"""
            SELECT * FROM (
                SELECT *, {against} AS against FROM (
                    SELECT *, CASE {first} END AS first_sign, {sum} AS for_it FROM (
                        SELECT suspects.*, {counts}
                        FROM (SELECT texts.{Look.RowId}, {cells} FROM {look.Raw(columns.Select(column => column.Sql))} AS texts
                            JOIN (SELECT {Look.RowId} FROM {look.Subject.Silver} AS judged WHERE {look.Subject.Load.Rows} AND {new SqlName(DataLoad.NotFitting)} IS NOT NULL) AS misfits ON texts.{Look.RowId} = misfits.{Look.RowId}) AS suspects
                        {joins}) AS signed) AS counted) AS judged
            WHERE for_it >= {new WholeNumber(FewestSigns)} AND for_it >= 3 * against
            """);
    }

    /// <summary>Whether a cell is at home in one column and not in another: a value of the one's type, or a text that it has far more often.</summary>
    private static Sql IsAtHome(ColumnFacts here, ColumnFacts notThere, int cell) => here.IsText && notThere.IsText && !here.IsNearlyUnique && !notThere.IsNearlyUnique
        ? Sql.Of($"(coalesce({Known(here.Index, cell)}.n, 0) >= 2 AND coalesce({Known(here.Index, cell)}.n, 0) > 10 * (coalesce({Known(notThere.Index, cell)}.n, 0) - 1))")
        : Sql.Of($"({Fits(here, cell)} AND NOT {Fits(notThere, cell)})");

    private static Sql Fits(ColumnFacts column, int cell)
    {
        if (!column.IsText)
            return Sql.Of($"({TypeReading.Typed(column.Reading, new Column(Cell(cell)))} IS NOT NULL)");
        return column.IsNearlyUnique ? Sql.Of($"FALSE") : Sql.Of($"(coalesce({Known(column.Index, cell)}.n, 0) >= {Math.Max(2, 0.002 * column.Present)})");
    }

    private static SqlName Cell(int column) => new(string.Create(CultureInfo.InvariantCulture, $"cell_{column}"));

    private static SqlName Sign(int column) => new(string.Create(CultureInfo.InvariantCulture, $"sign_{column}"));

    private static SqlName Known(int column, int cell) => new(string.Create(CultureInfo.InvariantCulture, $"known_{column}_{cell}"));
}
