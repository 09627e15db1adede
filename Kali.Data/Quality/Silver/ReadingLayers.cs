using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// The way of a load's texts to values, layer upon layer, so that no step of a column is computed twice. First comes the plain cast:
/// where its value prints back to the very text of the file, nothing is left to clean, to look up or to parse, and those steps are not taken.
/// </summary>
internal sealed class ReadingLayers(DataLoad load, TableRef raw, MissingSpellings missing)
{
    /// <summary>The text as the file has it.</summary>
    public static Column Raw(int column) => Helper("raw", column);

    /// <summary>The cleaned text.</summary>
    public static Column Clean(int column) => Helper("clean", column);

    /// <summary>The cleaned text, NULL where a spelling of "no value" stood.</summary>
    public static Column Text(int column) => Helper("text", column);

    /// <summary>Whether cleaning changed the text.</summary>
    public static Column Differs(int column) => Helper("differs", column);

    /// <param name="where">Which rows, in terms of raw under the name <c>file_rows</c>.</param>
    /// <param name="carried">Columns of raw that go along as they are.</param>
    /// <param name="isClean">Columns that are known to have no text to clean and no spelling of "no value".</param>
    public Sql Relation(Sql where, ImmutableArray<SqlName> carried, Func<int, bool> isClean)
    {
        var columns = load.Readings.Select((reading, index) => new Way(
            index, reading, TypeReading.PlainType(reading) is { } type && !missing.HasDigits(reading.Type) ? type : null, isClean(index))).ToList();
        var plain = Layer(carried, columns, column => column.Plain is { } type
            ? [As(column.Source, Raw(column.Index)), As(column.Source.TryCastTo(type), column.Cast)]
            : [As(column.Source, Raw(column.Index))]);
        var quick = Layer(carried, columns, column => column.Plain is null
            ? [Raw(column.Index).Name]
            : [Raw(column.Index).Name, As(TypeReading.PrintingBack(column.Reading, Raw(column.Index), column.Cast), column.Quick)]);
        var cleaned = Layer(carried, columns, column => [.. column.Known, As(column.Cleaned, Clean(column.Index))]);
        var present = Layer(carried, columns, column => [.. column.Known, Clean(column.Index).Name, As(column.Present(missing), Text(column.Index))]);
        var typed = Layer(carried, columns, column =>
        [
            Raw(column.Index).Name, Clean(column.Index).Name, Text(column.Index).Name,
            As(column.IsClean ? new Truth(false) : Clean(column.Index).NotEqualTo(Raw(column.Index)), Differs(column.Index)),
            As(column.Typed, column.Source),
        ]);
        return Sql.Of($"""
            SELECT {typed}
            FROM (SELECT {present}
                FROM (SELECT {cleaned}
                    FROM (SELECT {quick}
                        FROM (SELECT {plain}
                            FROM {raw} AS file_rows
                            WHERE {where}) AS cast_once) AS read_quickly) AS cleaned) AS present
            """);
    }

    private static List<Sql> Layer(ImmutableArray<SqlName> carried, List<Way> columns, Func<Way, Sql[]> of) =>
        [.. carried.Select(name => (Sql)name), .. columns.SelectMany(of)];

    private static Sql As(SqlExpression value, Column name) => Sql.Of($"{value} AS {name.Name}");

    private static Column Helper(string what, int column) => new(string.Create(CultureInfo.InvariantCulture, $"_{what}_{column}"));

    private sealed record Way(int Index, ColumnReading Reading, DataType? Plain, bool IsClean)
    {
        public Column Source => new(Reading.Name);

        public Column Cast => Helper("cast", Index);

        public Column Quick => Helper("quick", Index);

        public Sql[] Known => Plain is null ? [Raw(Index).Name] : [Raw(Index).Name, Quick.Name];

        public SqlExpression Cleaned => IsClean ? Raw(Index) : UnlessQuick(Raw(Index), TextCleaning.Clean(Raw(Index)));

        public SqlExpression Typed => UnlessQuick(Quick, TypeReading.Typed(Reading, Text(Index)));

        public SqlExpression Present(MissingSpellings missing)
        {
            if (IsClean)
                return Clean(Index);
            var isMissing = (missing.Match(Clean(Index), Reading.Type), (SqlExpression)new Missing(DataType.String));
            return Plain is null ? new Case([isMissing], Clean(Index)) : new Case([(Quick.IsNotNull(), Clean(Index)), isMissing], Clean(Index));
        }

        private SqlExpression UnlessQuick(SqlExpression quick, SqlExpression slow) => Plain is null ? slow : Case.When(Quick.IsNotNull(), quick, slow);
    }
}
