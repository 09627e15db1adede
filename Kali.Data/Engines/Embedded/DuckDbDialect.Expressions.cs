using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Embedded;

internal sealed partial class DuckDbDialect
{
    internal override string ComputedOnce => "MATERIALIZED ";

    internal override void PrintCall(FunctionCall call, SqlPrinter printer)
    {
        switch (call.Function)
        {
            case SqlFunction.Concat:
                printer.Chain(call.Arguments, " || ", whenEmpty: "''");
                break;
            case SqlFunction.BitAnd:
                printer.Chain(call.Arguments, " & ", whenEmpty: "0");
                break;
            case SqlFunction.Remainder:
                PrintRemainder(call, printer);
                break;
            case SqlFunction.PadLeft:
                printer.Function("lpad", [call.Arguments[0], call.Arguments[1].CastTo(DataType.Integer), call.Arguments[2]]);
                break;
            case SqlFunction.DaysBetween:
                printer.Text("date_diff('day', ");
                printer.List(call.Arguments);
                printer.Text(")");
                break;
            case SqlFunction.RowHash:
                printer.Text("CAST(hash(");
                printer.List(call.Arguments);
                printer.Text(") % 9223372036854775807 AS BIGINT)");
                break;
            case SqlFunction.IsJson:
                PrintIsJson(call.Arguments[0], printer);
                break;
            case SqlFunction.HasJsonMember:
                // The names of what is no object are none; of what is no JSON they are an error.
                printer.Text("CASE WHEN json_valid(");
                call.Arguments[0].Print(printer);
                printer.Text(") THEN list_contains(coalesce(json_keys(");
                call.Arguments[0].Print(printer);
                printer.Text("), []), ");
                call.Arguments[1].Print(printer);
                printer.Text(") ELSE FALSE END");
                break;
            default:
                printer.Function(FunctionName(call.Function), call.Arguments);
                break;
        }
    }

    private protected override string FunctionName(SqlFunction function) => function switch
    {
        SqlFunction.Trim => "trim",
        SqlFunction.NormalizeNfc => "nfc_normalize",
        SqlFunction.Length => "length",
        SqlFunction.ByteLength => "strlen",
        SqlFunction.StartsWith => "starts_with",
        SqlFunction.EndsWith => "ends_with",
        SqlFunction.Floor => "floor",
        SqlFunction.EpochMicroseconds => "epoch_us",
        SqlFunction.Sha256 => "sha256",
        SqlFunction.Edits => "levenshtein",
        _ => base.FunctionName(function),
    };

    /// <summary>DuckDB's own is content with a comma behind the last item and with NaN and Infinity, which JSON has not; they show where texts in quotes are taken out.</summary>
    private static void PrintIsJson(SqlExpression text, SqlPrinter printer)
    {
        printer.Text("(json_valid(");
        text.Print(printer);
        printer.Text(") AND NOT regexp_matches(regexp_replace(");
        text.Print(printer);
        printer.Text(""", '"(?:[^"\\]|\\.)*"', '""', 'g'), '[iIN]|n[aA]|,[ \t\r\n]*[\]}]'))""");
    }

    internal override void PrintDivision(SqlExpression left, SqlExpression right, SqlPrinter printer)
    {
        printer.Text("(");
        left.Print(printer);
        printer.Text(" / nullif(");
        right.Print(printer);
        printer.Text(", 0))");
    }

    internal override void PrintPatternMatch(PatternMatch match, SqlPrinter printer) =>
        printer.Function(match.IsWhole ? "regexp_full_match" : "regexp_matches", [match.Text, new Constant(match.Pattern.Portable)]);

    internal override void PrintFunctionName(TableName function, SqlPrinter printer) => printer.Name(new SqlName(function.Name));

    internal override void PrintPatternReplace(PatternReplace replace, SqlPrinter printer) =>
        printer.Function("regexp_replace",
        [
            replace.Text,
            new Constant(replace.Pattern.Portable),
            new Constant(replace.By.Replace("\\", "\\\\", StringComparison.Ordinal)),
            new Constant("g"),
        ]);

    internal override void PrintInstantOf(InstantOf instant, SqlPrinter printer)
    {
        if (instant.Zone == "UTC")
        {
            printer.Text("make_timestamptz(epoch_us(");
            instant.LocalTime.Print(printer);
            printer.Text("))");
            return;
        }
        if (instant.FixedOffset is { } offset)
        {
            printer.Text("make_timestamptz(epoch_us(");
            instant.LocalTime.Print(printer);
            printer.Text(string.Create(CultureInfo.InvariantCulture, $") - {offset.Ticks / TimeSpan.TicksPerMicrosecond})"));
            return;
        }
        printer.Function("timezone", [new Constant(instant.Zone), instant.LocalTime]);
    }

    internal override void PrintLocalTimeOf(LocalTimeOf local, SqlPrinter printer)
    {
        if (local.Zone == "UTC")
        {
            printer.Text("make_timestamp(epoch_us(");
            local.Instant.Print(printer);
            printer.Text("))");
            return;
        }
        printer.Function("timezone", [new Constant(local.Zone), local.Instant]);
    }

    internal override void PrintJsonObject(JsonObject json, SqlPrinter printer)
    {
        printer.Text("CAST(json_object(");
        printer.List(json.Members.SelectMany(member => ImmutableArray.Create(new Constant(member.Name), member.Value)));
        printer.Text(") AS VARCHAR)");
    }

    internal override void PrintStruct(StructOf value, SqlPrinter printer)
    {
        printer.Text("struct_pack(");
        foreach (var (index, field) in value.Fields.Index())
        {
            printer.Text(index == 0 ? "" : ", ");
            printer.Name(new SqlName(field.Name));
            printer.Text(" := ");
            field.Value.Print(printer);
        }
        printer.Text(")");
    }

    internal override void PrintPresentItems(PresentItems array, SqlPrinter printer)
    {
        printer.Text("list_filter([");
        printer.List(array.Items);
        printer.Text("], lambda item: item IS NOT NULL)");
    }

    internal override void PrintMap(MapOf map, SqlPrinter printer)
    {
        printer.Text("map([");
        printer.List(map.Entries.Select(entry => new Constant(entry.Key)));
        printer.Text("], [");
        printer.List(map.Entries.Select(entry => entry.Value));
        printer.Text("])");
    }

    internal override void PrintAggregate(Aggregate aggregate, SqlPrinter printer)
    {
        if (aggregate.Function == AggregateFunction.Skewness)
        {
            PrintSkewness(aggregate.Operand, printer);
            return;
        }
        printer.Text(AggregateStart(aggregate.Function));
        aggregate.Operand.Print(printer);
        printer.Text(")");
    }

    private protected override string AggregateStart(AggregateFunction function) =>
        function is AggregateFunction.Kurtosis ? "kurtosis_pop(" : base.AggregateStart(function);

    /// <summary>DuckDB's own is that of the sample; its factor is taken back.</summary>
    private static void PrintSkewness(SqlExpression operand, SqlPrinter printer)
    {
        printer.Text("(skewness(");
        operand.Print(printer);
        printer.Text(") * (count(");
        operand.Print(printer);
        printer.Text(") - 2) / sqrt(count(");
        operand.Print(printer);
        printer.Text(") * (count(");
        operand.Print(printer);
        printer.Text(") - 1.0)))");
    }

    internal override void PrintGrouping(Grouping grouping, SqlPrinter printer) =>
        printer.Function("GROUPING", grouping.Columns.Select(column => new Column(column)));

    internal override void PrintQuantiles(Quantiles quantiles, SqlPrinter printer)
    {
        printer.Text("CAST(to_json(approx_quantile(CAST(");
        quantiles.Operand.Print(printer);
        printer.Text(" AS DOUBLE), [");
        printer.Text(string.Join(", ", quantiles.Shares.Select(share => share.ToString(CultureInfo.InvariantCulture))));
        printer.Text("])) AS VARCHAR)");
    }
}
