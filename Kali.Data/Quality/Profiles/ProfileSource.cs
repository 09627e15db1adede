using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What a profile reads: a load's rows of raw, read as they will be for silver, or a table as it stands.</summary>
public sealed class ProfileSource
{
    private ProfileSource(ImmutableArray<ProfiledColumn> columns, Sql relation, SqlExpression? rowHash) =>
        (Columns, Relation, RowHash) = (columns, relation, rowHash);

    internal ImmutableArray<ProfiledColumn> Columns { get; }

    internal Sql Relation { get; }

    /// <summary>A hash over the texts of a row, for counting exact duplicates; null where that is not asked.</summary>
    internal SqlExpression? RowHash { get; }

    public static ProfileSource Of(DataLoad load, TableRef raw, MissingSpellings missing)
    {
        var columns = load.Readings.Select((reading, index) => new ProfiledColumn(index, reading.Name, reading.Label, reading.Type, reading)).ToImmutableArray();
        var cleaned = columns.SelectMany(column => new[]
        {
            Sql.Of($"{column.Value} AS {column.Raw.Name}"),
            Sql.Of($"{TextCleaning.Clean(column.Value)} AS {column.Clean.Name}"),
        });
        var present = columns.SelectMany(column => new[]
        {
            (Sql)column.Raw.Name,
            (Sql)column.Clean.Name,
            Sql.Of($"{Case.When(missing.Match(column.Clean, column.Type), new Missing(DataType.String), column.Clean)} AS {column.Value.Name}"),
        });
        var typed = columns.SelectMany(Typed);
        var relation = Sql.Of($"""
            SELECT {typed} FROM (
                SELECT {present} FROM (
                    SELECT {cleaned} FROM {raw} AS file_rows WHERE {load.Rows}) AS cleaned) AS present
            """);
        var hash = SqlExpression.Call(SqlFunction.RowHash, [.. columns.Select(column => column.Raw)]);
        return new ProfileSource(columns, relation, hash);
    }

    public static ProfileSource Of(TableRef table, TableSchema schema, SqlExpression? rows = null)
    {
        var columns = schema.Columns.Where(column => !column.IsSystem)
            .Select((column, index) => new ProfiledColumn(index, column.Name, column.Shown, column.Type, null)).ToImmutableArray();
        var relation = Sql.Of($"SELECT {columns.Select(column => column.Value.Name)} FROM {table} AS profiled WHERE {rows ?? SqlExpression.True}");
        return new ProfileSource(columns, relation, rowHash: null);
    }

    private static IEnumerable<Sql> Typed(ProfiledColumn column)
    {
        yield return column.Raw.Name;
        yield return column.Clean.Name;
        yield return Sql.Of($"{TypeReading.Typed(column.Reading!, column.Value)} AS {column.Value.Name}");
        if (column.Text != column.Value)
            yield return Sql.Of($"{column.Value} AS {column.Text.Name}");
    }
}
