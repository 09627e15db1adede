using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>The statements that make a copy of a load's texts and plant defects in it: seeded, at most one defect a row, in SQL alone.</summary>
/// <param name="Readings">The columns of the file.</param>
/// <param name="Seed">The same seed chooses the same rows on every engine.</param>
internal sealed record Planting(ImmutableArray<ColumnReading> Readings, int Seed)
{
    /// <summary>The place of a row in the shuffled copy, from 1.</summary>
    public static readonly SqlName Place = new("_place");

    /// <summary>The number of the defect that a row of the copy has; NULL for none.</summary>
    public static readonly SqlName Planted = new("_planted");

    /// <summary>Added rows are numbered from here within their load.</summary>
    private const long AddedFrom = 1L << 32;
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <summary>The text of the same column in another row, one that gets no defect.</summary>
    public static Column OtherOf(int column) => new(string.Create(CultureInfo.InvariantCulture, $"_other_{column}"));

    public TableSchema Schema => new(
    [
        .. Readings.Select(reading => new ColumnSchema(reading.Name, DataType.String, Label: reading.Label)),
        new ColumnSchema(DataLoad.RowId, DataType.Long, IsNullable: false),
        new ColumnSchema(Planted.Text, DataType.Long),
    ]);

    /// <summary>Rows of the load as they are: all of them, or so many chosen by the seed.</summary>
    public Sql Sample(TableRef raw, DataLoad load, long? atMost) => Sql.Of($"""
        SELECT {Columns}, {RowId}, {new Missing(DataType.Long)} AS {Planted}
        FROM {raw} AS sampled_rows WHERE {load.Rows}{(atMost is { } most ? Sql.Of($" ORDER BY {Shuffle(0)}, {RowId} LIMIT {new WholeNumber(most)}") : Sql.Empty)}
        """);

    /// <summary>The copy with its defects. Rows that are suspicious as they stand come last, where none is planted.</summary>
    /// <param name="sample">The copy without defects.</param>
    /// <param name="found">Findings of the load, by <c>_row_id</c>; null for none.</param>
    /// <param name="defects">What is planted where.</param>
    /// <param name="round">Each copy is shuffled anew.</param>
    public Sql Rows(TableRef sample, TableRef? found, ImmutableArray<PlacedDefect> defects, int round)
    {
        var changing = defects.Where(placed => !placed.Defect.AddsRows).ToList();
        var columns = Readings.Select(reading => Sql.Of($"{Text(reading.Name, changing)} AS {new SqlName(reading.Name)}"));
        var shuffled = Shuffled(sample, found, round, beyond: defects.Max(placed => placed.To) - 1);
        var changed = Sql.Of($"SELECT {columns}, {RowId}, {Number(changing)} AS {Planted} FROM ({shuffled}) AS shuffled");
        return Sql.Join(" UNION ALL ", defects.Where(placed => placed.Defect.AddsRows).Select(placed => Added(placed, shuffled)).Prepend(changed));
    }

    private IEnumerable<SqlName> Columns => Readings.Select(reading => new SqlName(reading.Name));

    private SqlExpression Shuffle(int round) => SqlExpression.Call(SqlFunction.Sha256, SqlExpression.Call(
        SqlFunction.Concat, new Constant(string.Create(CultureInfo.InvariantCulture, $"{Seed}/{round}/")), new Column(RowId).AsText()));

    private Sql Shuffled(TableRef sample, TableRef? found, int round, long beyond)
    {
        var suspicious = found is null
            ? Sql.Of($"SELECT {RowId} AS suspicious_row FROM {sample} AS no_rows WHERE {new Truth(false)}")
            : Sql.Of($"SELECT DISTINCT {RowId} AS suspicious_row FROM {found} AS found_cells");
        var others = Readings.Select((reading, index) => Sql.Of($"lead({new SqlName(reading.Name)}, {new WholeNumber(beyond)}) OVER (ORDER BY {Place}) AS {OtherOf(index).Name}"));
        return Sql.Of($"""
            SELECT *, {others}
            FROM (SELECT *, row_number() OVER (ORDER BY was_suspicious, shuffled_by, {RowId}) AS {Place}
                FROM (SELECT {Columns}, {RowId}, CASE WHEN suspicious_row IS NULL THEN 0 ELSE 1 END AS was_suspicious, {Shuffle(round)} AS shuffled_by
                    FROM {sample} AS sample_rows LEFT JOIN ({suspicious}) AS suspicious ON {RowId} = suspicious_row) AS keyed) AS placed
            """);
    }

    private static SqlExpression Text(string column, List<PlacedDefect> defects)
    {
        var text = new Column(column);
        var branches = defects.Where(placed => placed.Defect.Column == column || placed.Defect.With == column)
            .Select(placed => (placed.IsHere, placed.Defect.Column == column ? placed.Defect.Becomes : new Column(placed.Defect.Column!))).ToImmutableArray();
        return branches.IsEmpty ? text : new Case(branches, text);
    }

    private static SqlExpression Number(IEnumerable<PlacedDefect> defects)
    {
        var branches = defects
            .Select(placed => ((SqlExpression)new AllOf(placed.IsHere, new Comparison(ComparisonOperator.Same, placed.Defect.Becomes, new Column(placed.Defect.Column!)).Not()), (SqlExpression)new WholeNumber(placed.Number)))
            .ToImmutableArray();
        return branches.IsEmpty ? new Missing(DataType.Long) : new Case(branches).CastTo(DataType.Long);
    }

    private Sql Added(PlacedDefect placed, Sql shuffled)
    {
        var columns = Readings.Select(reading => reading.Name == placed.Defect.With
            ? Sql.Of($"{placed.Defect.Becomes} AS {new SqlName(reading.Name)}")
            : Sql.Of($"{new SqlName(reading.Name)}"));
        var id = new Arithmetic(ArithmeticOperator.Add, new Column(RowId), new WholeNumber(AddedFrom));
        return Sql.Of($"SELECT {columns}, {id} AS {RowId}, {new WholeNumber(placed.Number).CastTo(DataType.Long)} AS {Planted} FROM ({shuffled}) AS repeated WHERE {placed.IsHere}");
    }
}
