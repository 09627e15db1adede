using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What a profile reads: a load's rows of raw, read as they will be for silver, or a table as it stands.</summary>
public sealed class ProfileSource
{
    private readonly Func<Func<int, bool>, Sql> _relation;

    private ProfileSource(ImmutableArray<ProfiledColumn> columns, Func<Func<int, bool>, Sql> relation, SqlExpression? rowHash)
    {
        (Columns, RowHash, _relation) = (columns, rowHash, relation);
        Relation = relation(_ => false);
    }

    internal ImmutableArray<ProfiledColumn> Columns { get; }

    internal Sql Relation { get; }

    /// <summary>The same rows for who knows the first scan's profile: where it found nothing to clean and no spelling of "no value", none is looked for again.</summary>
    internal Sql RelationAfter(Profile first) => _relation(column => first.Columns[column].Changes.All(change => change.Kind is ChangeKind.ReadAsValue or ChangeKind.DidNotFit));

    /// <summary>A hash over the texts of a row, for counting exact duplicates; null where that is not asked.</summary>
    internal SqlExpression? RowHash { get; }

    public static ProfileSource Of(DataLoad load, TableRef raw, MissingSpellings missing)
    {
        var columns = load.Readings.Select((reading, index) => new ProfiledColumn(index, reading.Name, reading.Label, reading.Type, reading)).ToImmutableArray();
        var layers = new ReadingLayers(load, raw, missing);
        var hash = SqlExpression.Call(SqlFunction.RowHash, [.. columns.Select(column => column.Raw)]);
        return new ProfileSource(columns, isClean => layers.Relation(load.Rows, [], isClean), hash);
    }

    public static ProfileSource Of(TableRef table, TableSchema schema, SqlExpression? rows = null)
    {
        var columns = schema.Columns.Where(column => !column.IsSystem)
            .Select((column, index) => new ProfiledColumn(index, column.Name, column.Shown, column.Type, null)).ToImmutableArray();
        var relation = Sql.Of($"SELECT {columns.Select(column => column.Value.Name)} FROM {table} AS profiled WHERE {rows ?? SqlExpression.True}");
        return new ProfileSource(columns, _ => relation, rowHash: null);
    }
}
