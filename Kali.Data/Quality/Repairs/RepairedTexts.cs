using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The texts of raw with approved changes over them: what silver, checks and quarantine are made from. Raw itself is never touched.</summary>
public static class RepairedTexts
{
    private static readonly SqlName RowId = new(DataLoad.RowId);
    private static readonly SqlName FixedRow = new("_fixed_row");

    /// <param name="raw">Raw.</param>
    /// <param name="all">Every column of raw that is wanted, Kali's own among them.</param>
    /// <param name="changed">Those of them that the changes touch.</param>
    /// <param name="changes">Changes as <see cref="CellChanges.Of"/> gives them; of several of a cell the highest repair number holds.</param>
    public static TableRef Of(TableRef raw, IEnumerable<string> all, ImmutableArray<string> changed, Sql changes)
    {
        if (changed.IsEmpty)
            return raw;
        var columns = all.Select(column => changed.IndexOf(column) is >= 0 and var index
            ? Sql.Of($"{Case.When(new ColumnOf(new SqlName("fixes"), Is(index)).IsNotNull(), new ColumnOf(new SqlName("fixes"), Becomes(index)), new ColumnOf("as_received", column))} AS {new SqlName(column)}")
            : Sql.Of($"{new ColumnOf("as_received", column)} AS {new SqlName(column)}"));
        return new TableRef.Derived(
            Sql.Of($"""
                SELECT {columns}
                FROM {raw} AS as_received
                LEFT JOIN ({Fixes(changed, changes)}) AS fixes ON as_received.{RowId} = fixes.{FixedRow}
                """),
            $"{raw.Shown} with its repairs");
    }

    /// <summary>One row for each row with a change: for each column whether it is changed, and to what.</summary>
    private static Sql Fixes(ImmutableArray<string> changed, Sql changes)
    {
        var cells = changed.SelectMany((column, index) =>
        {
            var isIt = new Column(CellChanges.ColumnName).EqualTo(new Constant(column));
            return new[]
            {
                Sql.Of($"{new Aggregate(AggregateFunction.Max, Case.When(isIt, new WholeNumber(1)))} AS {Is(index)}"),
                Sql.Of($"{new Aggregate(AggregateFunction.Max, Case.When(isIt, new Column(CellChanges.After)))} AS {Becomes(index)}"),
            };
        });
        return Sql.Of($"""
            SELECT {RowId} AS {FixedRow}, {cells}
            FROM ({Newest(changes)}) AS newest
            GROUP BY {RowId}
            """);
    }

    /// <summary>Of several changes of a cell the newest.</summary>
    internal static Sql Newest(Sql changes) => Sql.Of($"""
        SELECT * FROM (
            SELECT *, row_number() OVER (PARTITION BY {RowId}, {new SqlName(CellChanges.ColumnName)} ORDER BY {new SqlName(CellChanges.Repair)} DESC) AS {new SqlName("_age")}
            FROM ({changes}) AS every_change) AS by_age
        WHERE {new SqlName("_age")} = 1
        """);

    private static SqlName Is(int index) => new(string.Create(CultureInfo.InvariantCulture, $"_is_fixed_{index}"));

    private static SqlName Becomes(int index) => new(string.Create(CultureInfo.InvariantCulture, $"_becomes_{index}"));
}
