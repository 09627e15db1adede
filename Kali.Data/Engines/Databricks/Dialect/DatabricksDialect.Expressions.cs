using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Databricks.Dialect;

internal sealed partial class DatabricksDialect
{
    private const int QuantileAccuracy = 10_000;

    /// <summary>Doubles from 2^52 on are whole numbers.</summary>
    private const long LeastWithoutFraction = 1L << 52;

    /// <summary>Photon computes a common expression that is read several times once or not, as it sees fit.</summary>
    internal override string ComputedOnce => "";

    internal override void PrintCall(FunctionCall call, SqlPrinter printer)
    {
        switch (call.Function)
        {
            case SqlFunction.NormalizeNfc:
                NormalForm.Print(call.Arguments[0], printer);
                break;
            case SqlFunction.BitAnd:
                printer.Chain(call.Arguments, " & ", whenEmpty: "0");
                break;
            case SqlFunction.Remainder:
                PrintRemainder(call, printer);
                break;
            case SqlFunction.Substring or SqlFunction.PadLeft or SqlFunction.SplitPart or SqlFunction.Round:
                printer.Function(FunctionName(call.Function), Whole(call));
                break;
            case SqlFunction.Floor:
                PrintFloor(call.Arguments[0], printer);
                break;
            case SqlFunction.Year or SqlFunction.Month or SqlFunction.Day or SqlFunction.Length or SqlFunction.ByteLength:
                AsLong(printer, FunctionName(call.Function), call.Arguments);
                break;
            case SqlFunction.DaysBetween:
                AsLong(printer, "datediff", [call.Arguments[1], call.Arguments[0]]);
                break;
            case SqlFunction.RowHash:
                // A NULL leaves this hash as it was; the flag beside each value makes it a value like any other.
                printer.Function("xxhash64", call.Arguments.SelectMany(argument => ImmutableArray.Create(argument, argument.IsNull())));
                break;
            case SqlFunction.Sha256:
                printer.Function("sha2", [call.Arguments[0], new WholeNumber(256)]);
                break;
            case SqlFunction.Edits:
                printer.Text("CAST(levenshtein(");
                PrintBytes(call.Arguments[0], printer);
                printer.Text(", ");
                PrintBytes(call.Arguments[1], printer);
                printer.Text(") AS BIGINT)");
                break;
            case SqlFunction.IsJson:
                PrintIsJson(call.Arguments[0], printer);
                break;
            case SqlFunction.HasJsonMember:
                // The names of what is no object are missing.
                printer.Text("coalesce(array_contains(json_object_keys(");
                call.Arguments[0].Print(printer);
                printer.Text("), ");
                call.Arguments[1].Print(printer);
                printer.Text("), FALSE)");
                break;
            default:
                printer.Function(FunctionName(call.Function), call.Arguments);
                break;
        }
    }

    /// <summary>A text of as many characters as that one has bytes.</summary>
    private static void PrintBytes(SqlExpression text, SqlPrinter printer)
    {
        printer.Text("decode(encode(");
        text.Print(printer);
        printer.Text(", 'UTF-8'), 'ISO-8859-1')");
    }

    /// <summary>Of a double Databricks gives a BIGINT, which holds neither NaN nor what is beyond it; such a number has no fraction to lose.</summary>
    private static void PrintFloor(SqlExpression number, SqlPrinter printer)
    {
        printer.Text("CASE WHEN abs(");
        number.Print(printer);
        printer.Text(string.Create(CultureInfo.InvariantCulture, $") < {LeastWithoutFraction} THEN CAST(floor("));
        number.Print(printer);
        printer.Text(") AS DOUBLE) ELSE CAST(");
        number.Print(printer);
        printer.Text(" AS DOUBLE) END");
    }

    /// <summary>
    /// Read as one item of an array, with another behind it that shows where the text ends: a reader of JSON stops where the first value does, whatever follows.
    /// Runtimes before 15.3 have no parse_json.
    /// </summary>
    private static void PrintIsJson(SqlExpression text, SqlPrinter printer)
    {
        printer.Text("CASE WHEN ");
        text.IsNotNull().Print(printer);
        printer.Text(" THEN coalesce(array_position(from_json(concat('[', ");
        text.Print(printer);
        printer.Text(", ',\"kali end\"]'), 'ARRAY<STRING>', map('allowSingleQuotes', 'false', 'allowNonNumericNumbers', 'false')), 'kali end') = 2, FALSE) END");
    }

    /// <summary>The arguments with those that count or point as INT, which Databricks demands of them.</summary>
    private static IEnumerable<SqlExpression> Whole(FunctionCall call) => call.Arguments.Select((argument, index) =>
        index == 0 || argument is WholeNumber || !IsCount(call.Function, index) ? argument : argument.CastTo(DataType.Integer));

    private static bool IsCount(SqlFunction function, int index) => function switch
    {
        SqlFunction.Substring => true,
        SqlFunction.PadLeft or SqlFunction.Round => index == 1,
        _ => index == 2,
    };

    private static void AsLong(SqlPrinter printer, string function, IEnumerable<SqlExpression> arguments)
    {
        printer.Text("CAST(");
        printer.Function(function, arguments);
        printer.Text(" AS BIGINT)");
    }

    private protected override string FunctionName(SqlFunction function) => function switch
    {
        SqlFunction.Trim => "btrim",
        SqlFunction.Length => "char_length",
        SqlFunction.ByteLength => "octet_length",
        SqlFunction.Concat => "concat",
        SqlFunction.StartsWith => "startswith",
        SqlFunction.EndsWith => "endswith",
        SqlFunction.PadLeft => "lpad",
        SqlFunction.EpochMicroseconds => "unix_micros",
        _ => base.FunctionName(function),
    };

    internal override void PrintDivision(SqlExpression left, SqlExpression right, SqlPrinter printer)
    {
        // Between decimals Databricks would round to a decimal again.
        printer.Text("(CAST(");
        left.Print(printer);
        printer.Text(" AS DOUBLE) / nullif(CAST(");
        right.Print(printer);
        printer.Text(" AS DOUBLE), 0))");
    }

    internal override void PrintPatternMatch(PatternMatch match, SqlPrinter printer) =>
        printer.Function("regexp_like", [match.Text, new Constant(match.IsWhole ? $"\\A(?:{match.Pattern.Portable})\\z" : match.Pattern.Portable)]);

    internal override void PrintPatternReplace(PatternReplace replace, SqlPrinter printer) =>
        printer.Function("regexp_replace",
        [
            replace.Text,
            new Constant(replace.Pattern.Portable),
            new Constant(replace.By.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal)),
        ]);

    internal override void PrintInstantOf(InstantOf instant, SqlPrinter printer)
    {
        if (instant.FixedOffset is { } offset)
        {
            printer.Text("timestamp_micros(unix_micros(");
            instant.LocalTime.CastTo(DataType.Timestamp).Print(printer);
            printer.Text(string.Create(CultureInfo.InvariantCulture, $") - ({offset.Ticks / TimeSpan.TicksPerMicrosecond}))"));
            return;
        }
        printer.Text("CAST(");
        Moved(printer, instant.Zone, "UTC", instant.LocalTime);
        printer.Text(" AS TIMESTAMP)");
    }

    internal override void PrintLocalTimeOf(LocalTimeOf local, SqlPrinter printer) =>
        Moved(printer, "UTC", local.Zone, new Cast(local.Instant, DataType.TimestampNtz));

    /// <summary>A wall-clock time of one zone as that of another.</summary>
    private static void Moved(SqlPrinter printer, string from, string to, SqlExpression localTime)
    {
        if (from == to)
        {
            localTime.Print(printer);
            return;
        }
        printer.Function("convert_timezone", [new Constant(from), new Constant(to), localTime]);
    }

    internal override void PrintJsonObject(JsonObject json, SqlPrinter printer)
    {
        printer.Text("to_json(");
        PrintStruct(new StructOf(json.Members), printer);
        printer.Text(")");
    }

    internal override void PrintStruct(StructOf value, SqlPrinter printer) =>
        printer.Function("named_struct", value.Fields.SelectMany(field => ImmutableArray.Create(new Constant(field.Name), field.Value)));

    internal override void PrintPresentItems(PresentItems array, SqlPrinter printer)
    {
        printer.Text("array_compact(");
        printer.Function("array", array.Items);
        printer.Text(")");
    }

    internal override void PrintMap(MapOf map, SqlPrinter printer) =>
        printer.Function("map", map.Entries.SelectMany(entry => ImmutableArray.Create(new Constant(entry.Key), entry.Value)));

    internal override void PrintAggregate(Aggregate aggregate, SqlPrinter printer)
    {
        // Of decimals Databricks would give a decimal.
        var isOfDoubles = aggregate.Function is AggregateFunction.Average
            or AggregateFunction.StandardDeviation or AggregateFunction.PopulationStandardDeviation
            or AggregateFunction.Variance or AggregateFunction.PopulationVariance
            or AggregateFunction.Skewness or AggregateFunction.Kurtosis;
        printer.Text(AggregateStart(aggregate.Function));
        (isOfDoubles ? aggregate.Operand.CastTo(DataType.Double) : aggregate.Operand).Print(printer);
        printer.Text(")");
    }

    private protected override string AggregateStart(AggregateFunction function) => function switch
    {
        AggregateFunction.Skewness => "skewness(",
        AggregateFunction.Kurtosis => "kurtosis(",
        _ => base.AggregateStart(function),
    };

    /// <summary>Each column's bit by itself: grouping_id would have to name every grouping column of the statement.</summary>
    internal override void PrintGrouping(Grouping grouping, SqlPrinter printer)
    {
        printer.Text("(");
        foreach (var (index, column) in grouping.Columns.Index())
        {
            printer.Text(index == 0 ? "CAST(grouping(" : " + CAST(grouping(");
            printer.Name(column);
            printer.Text(string.Create(CultureInfo.InvariantCulture, $") AS BIGINT) * {1L << (grouping.Columns.Length - 1 - index)}"));
        }
        printer.Text(")");
    }

    internal override void PrintQuantiles(Quantiles quantiles, SqlPrinter printer)
    {
        printer.Text("to_json(approx_percentile(CAST(");
        quantiles.Operand.Print(printer);
        // A share is a DOUBLE, not a decimal literal.
        printer.Text(" AS DOUBLE), array(");
        printer.Text(string.Join(", ", quantiles.Shares.Select(share => share.ToString(CultureInfo.InvariantCulture) + "D")));
        printer.Text(string.Create(CultureInfo.InvariantCulture, $"), {QuantileAccuracy}))"));
    }
}
