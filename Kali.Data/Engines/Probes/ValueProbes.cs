using System.Globalization;
using Kali.Data.Engines.Expressions;
using static Kali.Data.Engines.Probes.ProbeInput;

namespace Kali.Data.Engines.Probes;

/// <summary>Values, types, comparisons, choices, arithmetic, times, nested values.</summary>
internal static class ValueProbes
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 8, 7, 123, 456, TimeSpan.Zero);

    public static IEnumerable<Probe> All() => [.. Values(), .. Casts(), .. Conditions(), .. Numbers(), .. Times(), .. NestedValues()];

    private static SqlExpression Call(SqlFunction function, params SqlExpression[] arguments) => SqlExpression.Call(function, [.. arguments]);

    private static IEnumerable<Probe> Values()
    {
        (string Name, DataType Type, object?[] Values)[] kinds =
        [
            ("text", DataType.String, ["a", "", "it's", "\\n", "a\nb", "ä😀", null]),
            ("whole numbers of 64 bits", DataType.Long, [0L, long.MaxValue, -9_007_199_254_740_993L, null]),
            ("whole numbers of 32 bits", DataType.Integer, [int.MaxValue, int.MinValue, null]),
            ("whole numbers of 16 bits", DataType.Short, [short.MaxValue, null]),
            ("whole numbers of 8 bits", DataType.Byte, [(sbyte)-128, null]),
            ("doubles", DataType.Double, [0.5, -1.25, 1e300, double.Epsilon, null]),
            ("floats", DataType.Float, [0.5f, -2.25f, null]),
            ("truth", DataType.Boolean, [true, false, null]),
            ("decimals", DataType.DecimalOf(18, 2), [0m, 12.30m, -0.01m, 9_999_999_999_999_999.99m, null]),
            ("decimals at full precision", DataType.DecimalOf(38, 10), [1234567890123456789.0123456789m, null]),
            ("dates", DataType.Date, [new DateOnly(2026, 11, 23), new DateOnly(1, 1, 1), new DateOnly(9999, 12, 31), null]),
            ("instants", DataType.Timestamp, [Morning, DateTimeOffset.UnixEpoch, new DateTimeOffset(1582, 10, 4, 0, 0, 0, TimeSpan.Zero), null]),
        ];
        foreach (var (name, type, values) in kinds)
        {
            yield return Each($"values: {name}", A, Of(type, values));
            yield return new Probe($"a missing value: {name}", Sql.Of($"SELECT {new Missing(type)} AS answer"));
        }
        yield return new Probe("a column's name that needs quoting", Sql.Of($"SELECT {new SqlName("größe `x` \"y\" select")} AS answer FROM (SELECT {Number(1)} AS {new SqlName("größe `x` \"y\" select")}) AS named"));
        yield return new Probe("truth without a table", Sql.Of($"SELECT {new Truth(true)} AS a, {new Truth(false)} AS b, {SqlExpression.True} AS c"));
    }

    private static IEnumerable<Probe> Casts()
    {
        (string Name, DataType From, DataType To, object?[] Values)[] casts =
        [
            ("long to text", DataType.Long, DataType.String, [0L, -12L, long.MaxValue, null]),
            ("decimal to text", DataType.DecimalOf(10, 2), DataType.String, [1m, -0.5m, 12345678.90m, null]),
            ("date to text", DataType.Date, DataType.String, [new DateOnly(2026, 1, 2), new DateOnly(800, 12, 25), null]),
            ("truth to text", DataType.Boolean, DataType.String, [true, false, null]),
            ("text to date", DataType.String, DataType.Date, ["2026-01-02", "0800-12-25", null]),
            ("text to long", DataType.String, DataType.Long, ["12", "-7", "0012", null]),
            ("text to decimal", DataType.String, DataType.DecimalOf(18, 3), ["12.5", "-0.001", "7", null]),
            ("text to double", DataType.String, DataType.Double, ["12.5", "1e3", "-0.25", null]),
            ("long to double", DataType.Long, DataType.Double, [1L, -3L, null]),
            ("long to integer", DataType.Long, DataType.Integer, [1L, -3L, null]),
            ("integer to long", DataType.Integer, DataType.Long, [7, null]),
            ("long to decimal", DataType.Long, DataType.DecimalOf(20, 2), [7L, null]),
            ("date to instant", DataType.Date, DataType.Timestamp, [new DateOnly(2026, 1, 2), null]),
        ];
        foreach (var (name, from, to, values) in casts)
            yield return Each($"cast: {name}", A.CastTo(to), Of(from, values));
        (string Name, DataType To, object?[] Values)[] tries =
        [
            ("long", DataType.Long, ["12", "x", "", "9223372036854775808", null]),
            ("date", DataType.Date, ["2026-02-28", "2026-02-31", "x", "", null]),
            ("decimal", DataType.DecimalOf(5, 2), ["1.25", "x", "12345.00", null]),
            ("truth", DataType.Boolean, ["true", "false", "maybe", null]),
        ];
        foreach (var (name, to, values) in tries)
            yield return Each($"cast where it can be: text to {name}", A.TryCastTo(to), Texts(values));
    }

    private static IEnumerable<Probe> Conditions()
    {
        var pairs = Of([DataType.Long, DataType.Long], [1L, 1L], [1L, 2L], [2L, 1L], [null, 1L], [null, null]);
        foreach (var operation in Enum.GetValues<ComparisonOperator>())
            yield return Each($"compare: {operation}", new Comparison(operation, A, B), pairs);
        yield return Each("compare: NaN is itself and above all others", new Comparison(ComparisonOperator.GreaterOrEqual, A, B), Of([DataType.Double, DataType.Double], [double.NaN, double.NaN], [double.NaN, double.PositiveInfinity], [1.0, double.NaN]));
        yield return Each("compare: a zero is a zero", A.EqualTo(B), Of([DataType.Double, DataType.Double], [-0.0, 0.0], [double.NaN, double.NaN]));
        yield return Each("compare: whole numbers with doubles", A.EqualTo(B), Of([DataType.Long, DataType.Double], [1L, 1.0], [2L, 2.5]));
        yield return Each("compare: decimals of another scale", A.EqualTo(B), Of([DataType.DecimalOf(10, 2), DataType.DecimalOf(10, 4)], [1.10m, 1.1000m], [1.10m, 1.1001m]));
        yield return Each("is missing", A.IsNull(), Longs(1L, null));
        yield return Each("is there", A.IsNotNull(), Longs(1L, null));
        yield return Each("in a list", A.In(["a", "b"]), Texts("a", "c", null));
        yield return Each("in an empty list", A.In(Array.Empty<string>()), Texts("a", null));
        yield return Each("in a list of numbers", A.In([Number(1), Number(3)]), Longs(1L, 2L, null));
        var truths = Of([DataType.Boolean, DataType.Boolean], [true, true], [true, false], [false, null], [null, true], [null, null]);
        yield return Each("not", A.Not(), Of(DataType.Boolean, true, false, null));
        yield return Each("surely", A.Surely(), Of(DataType.Boolean, true, false, null));
        yield return Each("all of", new AllOf(A, B), truths);
        yield return Each("any of", new AnyOf(A, B), truths);
        yield return Each("all of none", new AllOf(), Longs(1L));
        yield return Each("any of none", new AnyOf(), Longs(1L));
        yield return Each("case", new Case([(A.LessThan(Number(0)), Text("less")), (A.EqualTo(Number(0)), Text("zero"))], Text("more")), Longs(-1L, 0L, 1L, null));
        yield return Each("case without an else", Case.When(A.GreaterThan(Number(0)), A), Longs(1L, -1L, null));
        yield return Each("case: what does not hold is not computed", Case.When(new PatternMatch(A, CommonRegex.Parse("\\d+"), true), A.CastTo(DataType.Long)), Texts("12", "x"));
        yield return Each("the first that is there", new Coalesce([A, B, Number(9)]), pairs);
        yield return Each("greatest", Call(SqlFunction.Greatest, A, B), pairs);
        yield return Each("least", Call(SqlFunction.Least, A, B), pairs);
    }

    private static IEnumerable<Probe> Numbers()
    {
        var longs = Of([DataType.Long, DataType.Long], [7L, 2L], [-7L, 2L], [7L, 0L], [null, 1L]);
        var decimals = Of([DataType.DecimalOf(10, 2), DataType.DecimalOf(10, 2)], [7.50m, 2.00m], [-1.00m, 3.00m], [1m, 0m]);
        foreach (var operation in Enum.GetValues<ArithmeticOperator>())
        {
            yield return Each($"whole numbers: {operation}", new Arithmetic(operation, A, B), longs);
            yield return Each($"decimals: {operation}", operation == ArithmeticOperator.Divide ? new Arithmetic(operation, A, B) : new Arithmetic(operation, A, B).CastTo(DataType.DecimalOf(20, 4)), decimals);
        }
        yield return Each("remainder", Call(SqlFunction.Remainder, A, B), longs);
        yield return Each("absolute", Call(SqlFunction.Absolute, A), Longs(-5L, 5L, 0L, null));
        yield return Each("absolute of a double", Call(SqlFunction.Absolute, A), Doubles(-0.5, 0.0, null));
        yield return Each("round half away from zero", Call(SqlFunction.Round, A, Number(0)), Doubles(0.5, 1.5, -0.5, -2.5, 2.4));
        yield return Each("round to a digit", Call(SqlFunction.Round, A, Number(1)).CastTo(DataType.Double), Doubles(66.66, 12.25, -3.14));
        yield return Each("round a decimal", Call(SqlFunction.Round, A, Number(1)).CastTo(DataType.DecimalOf(10, 1)), Of(DataType.DecimalOf(10, 2), 1.25m, -1.25m, 0.04m));
        yield return Each("floor", Call(SqlFunction.Floor, A), Doubles(1.9, -1.1, 0.0, null));
        yield return Each("floor: beyond whole numbers of 64 bits, and what is no number", Call(SqlFunction.Floor, A), Doubles(1e300, -1e300, 4503599627370497.0, double.NaN, double.PositiveInfinity));
        yield return Each("floor of a decimal", Call(SqlFunction.Floor, A), Of(DataType.DecimalOf(10, 2), 1.99m, -1.01m, null));
        yield return Each("bits in common", Call(SqlFunction.BitAnd, A, B), Of([DataType.Long, DataType.Long], [6L, 3L], [1L << 61, (1L << 61) + 1], [0L, 7L]));
        yield return Each("bits: any of a mask", Call(SqlFunction.BitAnd, A, Number(5)).NotEqualTo(Number(0)), Longs(1L, 2L, 4L, 8L));
    }

    private static IEnumerable<Probe> Times()
    {
        var dates = Of(DataType.Date, new DateOnly(2026, 11, 23), new DateOnly(2024, 2, 29), null);
        yield return Each("year", Call(SqlFunction.Year, A), dates);
        yield return Each("month", Call(SqlFunction.Month, A), dates);
        yield return Each("day", Call(SqlFunction.Day, A), dates);
        yield return Each("days between", Call(SqlFunction.DaysBetween, A, B), Of([DataType.Date, DataType.Date], [new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 1)], [new DateOnly(2026, 3, 1), new DateOnly(2024, 3, 1)], [null, new DateOnly(2026, 1, 1)]));
        yield return Each("microseconds since 1970", Call(SqlFunction.EpochMicroseconds, A), Of(DataType.Timestamp, Morning, DateTimeOffset.UnixEpoch, new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero), null));
        yield return Each("instants compare", A.LessThan(new Constant(Morning)), Of(DataType.Timestamp, Morning, DateTimeOffset.UnixEpoch, null));
        foreach (var offset in new[] { TimeSpan.FromHours(1), TimeSpan.FromMinutes(-570) })
            yield return Each(string.Create(CultureInfo.InvariantCulture, $"the instant of a time with an offset: {offset}"), Call(SqlFunction.EpochMicroseconds, InstantOf.At(A.CastTo(DataType.TimestampNtz), offset)), Texts("2026-01-15 12:00:00", null));
        foreach (var zone in new[] { "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata" })
        {
            var wall = Texts("2026-01-15 12:00:00", "2026-07-15 12:00:00.000001", "1999-12-31 23:59:59", null);
            var local = A.CastTo(DataType.TimestampNtz);
            yield return Each(string.Create(CultureInfo.InvariantCulture, $"the instant of a wall-clock time: {zone}"), Call(SqlFunction.EpochMicroseconds, new InstantOf(local, zone)), wall);
            yield return Each(string.Create(CultureInfo.InvariantCulture, $"the wall-clock time of an instant: {zone}"), new LocalTimeOf(A, zone).AsText(), Of(DataType.Timestamp, Morning, new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), null));
        }
    }

    private static IEnumerable<Probe> NestedValues()
    {
        var pairs = Of([DataType.String, DataType.Long], ["x", 1L], ["it's \"y\"", null], [null, 3L]);
        var pair = new StructOf([("a", A), ("größe b", B)]);
        yield return Each("a struct", pair, pairs);
        yield return Each("an array of what is there", new PresentItems([A, Text("z")]), Texts("a", null));
        yield return Each("an array of structs that are there", new PresentItems([Case.When(A.IsNotNull(), pair), Case.When(B.IsNotNull(), pair)]), pairs);
        yield return Each("a map", new MapOf([("owner", A), ("kind", Text("k"))]), Texts("a", "ä"));
        var items = new DataType.Array(new DataType.Struct([new("name", DataType.String), new("columns", new DataType.Array(DataType.String, true)), new("facts", new DataType.Map(DataType.String, DataType.String, true))]), true);
        yield return Each("an array of structs as that type", new PresentItems([new StructOf([("name", A), ("columns", new PresentItems([A])), ("facts", new MapOf([("n", B.AsText())]))])]).CastTo(items), pairs);
        yield return Each("a missing array of structs", new Missing(items), Longs(1L));
    }
}
