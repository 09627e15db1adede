using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What a profile reads: a load's rows of raw, read as they will be for silver, or a table as it stands.</summary>
public sealed class ProfileSource
{
    private const int MostColumnsThatTellRows = 4;
    private const double TellsRowsApart = 0.7;
    private const int RowsForQuantiles = 400_000;
    private static readonly SqlName RowId = new(DataLoad.RowId);
    private readonly Func<Func<int, bool>, SqlExpression, Sql> _relation;
    private readonly bool _hasRowIds;

    private ProfileSource(ImmutableArray<ProfiledColumn> columns, bool hasRowIds, SqlExpression? rowHash, Func<Func<int, bool>, SqlExpression, Sql> relation)
    {
        (Columns, _hasRowIds, RowHash, _relation) = (columns, hasRowIds, rowHash, relation);
        Relation = relation(_ => false, SqlExpression.True);
    }

    internal ImmutableArray<ProfiledColumn> Columns { get; }

    internal Sql Relation { get; }

    /// <summary>The same rows for who knows the first scan's profile: what it has seen printed back is cast, and not verified again.</summary>
    internal Sql RelationAfter(Profile first) => _relation(column => first.Columns[column].IsAsWritten, SqlExpression.True);

    /// <summary>Only one of so many rows, as <see cref="IsChosen"/> says.</summary>
    internal Sql Sample(Profile first, long oneOf) => oneOf <= 1 ? RelationAfter(first) : _relation(column => first.Columns[column].IsAsWritten, IsChosen(first, oneOf));

    /// <summary>One of so many rows, the same ones every time: chosen by the hash of their number, or of the columns that tell them apart best.</summary>
    internal SqlExpression IsChosen(Profile first, long oneOf)
    {
        var plain = first.Columns.Zip(Columns).Where(column => column.Second.IsPlain).OrderByDescending(column => column.First.Distinct).ToList();
        // One column is enough where it tells nearly all rows apart; numbers are the cheapest.
        var alone = plain.Where(column => column.First.Distinct >= TellsRowsApart * first.Rows && column.First.Present == first.Rows).OrderBy(column => column.Second.IsText).Take(1).ToList();
        var telling = (alone.Count > 0 ? alone : plain.Take(MostColumnsThatTellRows)).Select(SqlExpression (column) => column.Second.Value).ToImmutableArray();
        var hash = SqlExpression.Call(SqlFunction.RowHash, _hasRowIds ? [new Column(RowId)] : telling);
        return SqlExpression.Call(SqlFunction.Remainder, hash, new WholeNumber(oneOf)).EqualTo(new WholeNumber(0));
    }

    /// <summary>How many rows there are as far as it is known beforehand: of very many, quantiles are taken from a sample.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>The rows of that sample; null for all. What tells rows apart is not known yet, so every column takes part.</summary>
    internal SqlExpression? IsChosenForQuantiles => RowsExpected / RowsForQuantiles is > 1 and var oneOf
        ? SqlExpression.Call(
            SqlFunction.Remainder,
            SqlExpression.Call(SqlFunction.RowHash, _hasRowIds ? [new Column(RowId)] : [.. Columns.Where(column => column.IsPlain).Select(column => column.Value)]),
            new WholeNumber(oneOf)).EqualTo(new WholeNumber(0))
        : null;

    /// <summary>A hash over the texts of a row, for counting exact duplicates; null where that is not asked.</summary>
    internal SqlExpression? RowHash { get; }

    public static ProfileSource Of(DataLoad load, TableRef raw, MissingSpellings missing, long? rowsExpected = null)
    {
        var layers = new ReadingLayers(load, raw, missing);
        var columns = load.Readings
            .Select((reading, index) => new ProfiledColumn(index, reading.Name, reading.Label, reading.Type, reading) { IsCastFirst = layers.HasPlainCast(reading) })
            .ToImmutableArray();
        var hash = SqlExpression.Call(SqlFunction.RowHash, [.. columns.Select(column => column.Raw)]);
        return new ProfileSource(columns, hasRowIds: true, hash, (isClean, chosen) => layers.Relation(new AllOf(load.Rows, chosen), [RowId], isClean)) { RowsExpected = rowsExpected };
    }

    public static ProfileSource Of(TableRef table, TableSchema schema, SqlExpression? rows = null, long? rowsExpected = null)
    {
        var columns = schema.Columns.Where(column => !column.IsSystem)
            .Select((column, index) => new ProfiledColumn(index, column.Name, column.Shown, column.Type, null)).ToImmutableArray();
        var hasRowIds = schema.Find(DataLoad.RowId) is not null;
        var names = columns.Select(column => column.Value.Name).Concat(hasRowIds ? [RowId] : []).ToList();
        return new ProfileSource(columns, hasRowIds, rowHash: null, (_, chosen) =>
            Sql.Of($"SELECT {names} FROM {table} AS profiled WHERE {new AllOf(rows ?? SqlExpression.True, chosen)}"))
        { RowsExpected = rowsExpected };
    }
}
