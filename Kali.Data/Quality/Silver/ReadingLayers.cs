using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// The way of a load's texts to values, layer upon layer, so that no step of a column is computed twice. First comes the plain cast:
/// where its value prints back to the very text of the file, nothing is left to clean, to look up or to parse. Only the others, which are few,
/// go on. A column all of whose texts are known to print back needs no more than the cast.
/// </summary>
internal sealed class ReadingLayers(DataLoad load, TableRef raw, MissingSpellings missing)
{
    /// <summary>The text as the file has it.</summary>
    public static Column Raw(int column) => Helper("raw", column);

    /// <summary>The cleaned text; of a column with a plain cast only where that did not print back, else NULL.</summary>
    public static Column Clean(int column) => Helper("clean", column);

    /// <summary>The same, NULL where a spelling of "no value" stood.</summary>
    public static Column Text(int column) => Helper("text", column);

    /// <summary>Whether cleaning changed the text.</summary>
    public static Column Differs(int column) => Helper("differs", column);

    /// <summary>Whether a column is read by a plain cast first.</summary>
    public bool HasPlainCast(ColumnReading reading) => TypeReading.PlainType(reading) is not null && !missing.HasDigits(reading.Type);

    /// <param name="where">Which rows, in terms of raw under the name <c>file_rows</c>.</param>
    /// <param name="carried">Columns of raw that go along as they are.</param>
    /// <param name="isAsWritten">Columns whose texts are all known to be as their values print, so that there is nothing to clean and no spelling of "no value".</param>
    public Sql Relation(Sql where, ImmutableArray<SqlName> carried, Func<int, bool> isAsWritten)
    {
        var columns = load.Readings.Select((reading, index) => new Way(index, reading, HasPlainCast(reading) ? TypeReading.PlainType(reading) : null, isAsWritten(index))).ToList();
        var cast = Layer(carried, columns, column => column.Plain is null
            ? column.Stage == Stage.AsWritten ? [As(column.Source, Raw(column.Index)), column.Source.Name] : [As(column.Source, Raw(column.Index))]
            : [As(column.Source, Raw(column.Index)), As(column.Stage == Stage.AsWritten ? column.Source.CastTo(column.Plain) : column.Source.TryCastTo(column.Plain), column.Cast.Value)]);
        var parted = Layer(carried, columns, column => column.Plain is null ? column.Known
            : column.Plain == DataType.TimestampNtz ? [Raw(column.Index).Name, column.Cast.Value.Name, As(LocalTime.YearOf(column.Cast.Value), column.Cast.Year), As(LocalTime.DayOf(column.Cast.Value), column.Cast.Day)]
            : [Raw(column.Index).Name, column.Cast.Value.Name]);
        var quick = Layer(carried, columns, column => column.Plain is null ? column.Known
            : column.Stage == Stage.AsWritten ? [Raw(column.Index).Name, As(TypeReading.AsWritten(column.Reading, column.Cast), column.Source)]
            : [Raw(column.Index).Name, As(TypeReading.PrintingBack(column.Reading, Raw(column.Index), column.Cast), column.Quick)]);
        var cleaned = Layer(carried, columns, column => column.Stage == Stage.AsWritten ? column.Known : [.. column.Known, As(column.Cleaned, Clean(column.Index))]);
        var present = Layer(carried, columns, column => column.Stage == Stage.AsWritten ? column.Known : [.. column.Known, Clean(column.Index).Name, As(column.Present(missing), Text(column.Index))]);
        var typed = Layer(carried, columns, column => column.Stage == Stage.AsWritten
            ? column.Known
            : [Raw(column.Index).Name, Clean(column.Index).Name, Text(column.Index).Name, As(column.IsChanged, Differs(column.Index)), As(column.Typed, column.Source)]);
        var read = Sql.Of($"""
            SELECT {quick}
            FROM (SELECT {parted}
                FROM (SELECT {cast}
                    FROM {raw} AS file_rows
                    WHERE {where}) AS cast_once) AS parted
            """);
        return columns.TrueForAll(column => column.Stage == Stage.AsWritten)
            ? read
            : Sql.Of($"""
                SELECT {typed}
                FROM (SELECT {present}
                    FROM (SELECT {cleaned}
                        FROM ({read}) AS read_quickly) AS cleaned) AS present
                """);
    }

    private static List<Sql> Layer(ImmutableArray<SqlName> carried, List<Way> columns, Func<Way, Sql[]> of) =>
        [.. carried.Select(name => (Sql)name), .. columns.SelectMany(of)];

    private static Sql As(SqlExpression value, Column name) => Sql.Of($"{value} AS {name.Name}");

    private static Column Helper(string what, int column) => new(string.Create(CultureInfo.InvariantCulture, $"_{what}_{column}"));

    private enum Stage
    {
        /// <summary>A plain cast is the value.</summary>
        AsWritten,

        /// <summary>A plain cast, and the rest of the way for texts that it does not print back.</summary>
        PlainFirst,

        /// <summary>The whole way.</summary>
        Whole,
    }

    private sealed record Way(int Index, ColumnReading Reading, DataType? Plain, bool IsAsWritten)
    {
        public Stage Stage { get; } = (Plain, Reading.Format) switch
        {
            (not null, _) or (_, ValueFormat.AsText) when IsAsWritten => Stage.AsWritten,
            (not null, _) => Stage.PlainFirst,
            _ => Stage.Whole,
        };

        public Column Source => new(Reading.Name);

        public LocalTime Cast => new(Helper("cast", Index), Helper("year", Index), Helper("day", Index));

        public Column Quick => Helper("quick", Index);

        public Sql[] Known => Stage switch
        {
            Stage.AsWritten => [Raw(Index).Name, Source.Name],
            Stage.PlainFirst => [Raw(Index).Name, Quick.Name],
            _ => [Raw(Index).Name],
        };

        public SqlExpression Cleaned => Stage == Stage.PlainFirst ? Case.When(Quick.IsNull(), TextCleaning.Clean(Raw(Index))) : TextCleaning.Clean(Raw(Index));

        public SqlExpression IsChanged => Case.When(
            Stage == Stage.PlainFirst ? Clean(Index).IsNotNull() : TextCleaning.MayChange(Raw(Index)), Clean(Index).NotEqualTo(Raw(Index)), new Truth(false));

        public SqlExpression Typed => Stage == Stage.PlainFirst
            ? new Case([(Quick.IsNotNull(), Quick), (Text(Index).IsNotNull(), TypeReading.Typed(Reading, Text(Index)))])
            : TypeReading.Typed(Reading, Text(Index));

        public Case Present(MissingSpellings missing)
        {
            var unlessMissing = new Case([(missing.Match(Clean(Index), Reading.Type), new Missing(DataType.String))], Clean(Index));
            return Stage == Stage.PlainFirst ? Case.When(Clean(Index).IsNotNull(), unlessMissing) : unlessMissing;
        }
    }
}
