using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>One look at a load: what is known of its columns, and the ways to ask for more.</summary>
internal sealed class Look(FindingSubject subject, ImmutableArray<ColumnFacts> columns, ILakehouse lakehouse, Actor actor)
{
    private ImmutableArray<(RowEquation Equation, double Share)>? _relations;

    public static readonly SqlName RowId = new(DataLoad.RowId);

    public FindingSubject Subject => subject;

    public ImmutableArray<ColumnFacts> Columns => columns;

    public long Rows => columns.IsEmpty ? 0 : columns[0].Rows;

    public IEnumerable<ColumnFacts> Texts => columns.Where(column => column.IsText);

    /// <summary>The load's rows of silver with those columns.</summary>
    public Sql Silver(params IEnumerable<SqlName> wanted) => Sql.Of($"(SELECT {wanted.Prepend(RowId).Distinct()} FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows})");

    /// <summary>The load's rows of raw with those columns.</summary>
    public Sql Raw(params IEnumerable<SqlName> wanted) => Sql.Of($"(SELECT {wanted.Prepend(RowId).Distinct()} FROM {subject.Raw} AS raw_rows WHERE {subject.Load.Rows})");

    /// <summary>The values of a column with how often each stands: <c>v, n</c>.</summary>
    public Sql Values(ColumnFacts column) =>
        Sql.Of($"SELECT {column.Sql} AS v, count(*) AS n FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows} AND {column.Sql} IS NOT NULL GROUP BY {column.Sql}");

    /// <summary>From values that are suspicious (<c>v, proposal, basis, weight, strong</c>) to the cells that have them.</summary>
    public Sql CellsOf(ColumnFacts column, Sql suspicious) => Sql.Of($"""
        SELECT cells.{RowId}, suspects.proposal, suspects.basis, suspects.weight, suspects.strong
        FROM {Silver(column.Sql)} AS cells
        JOIN ({suspicious}) AS suspects ON cells.{column.Sql} = suspects.v
        """);

    /// <summary>Sums that the numbers and dates of rows keep, with the share of rows that do.</summary>
    public async Task<ImmutableArray<(RowEquation Equation, double Share)>> EquationsAsync(CancellationToken ct) => _relations ??= await new EquationSearch(this).FindAsync(ct);

    public async Task<List<object?[]>> QueryAsync(Sql sql, CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(sql, actor, ct);
        return await result.ToListAsync(ct);
    }

    /// <summary>The numbers 1 to <paramref name="most"/> as a relation <c>places(place)</c>.</summary>
    public static Sql Places(int most) =>
        Sql.Of($"(VALUES {Enumerable.Range(1, most).Select(place => Sql.Of($"({new WholeNumber(place)})"))}) AS places(place)");

    /// <summary>Whether silver's row has a text in that column that is no value of its type.</summary>
    public static SqlExpression IsMisfit(string column)
    {
        var misfits = new Column(DataLoad.NotFitting);
        return new AllOf(
            misfits.IsNotNull(),
            SqlExpression.Call(
                SqlFunction.Contains,
                SqlExpression.Call(SqlFunction.Concat, new Constant(","), misfits, new Constant(",")),
                new Constant($",{column},")));
    }

    /// <summary>A number or a date on a scale of doubles; null for other types.</summary>
    public static SqlExpression? Position(ColumnReading reading)
    {
        SqlExpression column = new Column(reading.Name);
        if (reading.Type.IsNumeric)
            return column.CastTo(DataType.Double);
        if (reading.Type == DataType.Date)
            return SqlExpression.Call(SqlFunction.DaysBetween, RuleValue.Date(new DateOnly(1970, 1, 1)), column).CastTo(DataType.Double);
        return reading.Type == DataType.Timestamp
            ? new Arithmetic(ArithmeticOperator.Divide, SqlExpression.Call(SqlFunction.EpochMicroseconds, column), new WholeNumber(86_400_000_000)).CastTo(DataType.Double)
            : null;
    }
}
