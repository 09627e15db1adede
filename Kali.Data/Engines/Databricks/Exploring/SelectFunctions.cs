using System.Collections.Frozen;
using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;
using static Kali.Data.Engines.Databricks.Exploring.TreeNodes;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Kali.Data.Engines.Databricks.Exploring;

/// <summary>Functions that people call, in the warehouse's words: those that mean the same in both. Every other one is refused by name.</summary>
internal static class SelectFunctions
{
    /// <summary>Called alike, with the same arguments and the same answer.</summary>
    private const string Alike = """
        lower upper reverse repeat lpad rpad left right substring replace concat_ws contains instr split_part md5
        abs round sqrt exp ln log10 pow greatest least nullif coalesce last_day
        sum min max median mode stddev_samp stddev_pop var_samp var_pop corr covar_pop covar_samp first last min_by max_by any_value bool_and bool_or approx_count_distinct count_if
        row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
        """;

    private static readonly FrozenDictionary<string, string> Names = Alike.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(name => KeyValuePair.Create(name, name))
        .Concat(
        [
            new("lcase", "lower"),
            new("ucase", "upper"),
            new("substr", "substring"),
            new("starts_with", "startswith"),
            new("prefix", "startswith"),
            new("ends_with", "endswith"),
            new("suffix", "endswith"),
            new("strpos", "instr"),
            new("power", "pow"),
            new("**", "pow"),
            new("^", "pow"),
            new("ifnull", "coalesce"),
            new("countif", "count_if"),
            new("stddev", "stddev_samp"),
            new("variance", "var_samp"),
            new("arg_min", "min_by"),
            new("arg_max", "max_by"),
        ])
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Wholes = new[]
    {
        "year", "month", "day", "dayofmonth", "hour", "minute", "second", "quarter", "dayofyear", "week", "weekofyear",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="name">As the parser names it.</param>
    /// <param name="tree">Its arguments as they were parsed.</param>
    /// <param name="written">The same, written.</param>
    /// <param name="isDistinct">Whether every value counts once.</param>
    public static Sql Print(string name, ImmutableArray<JsonObject> tree, ImmutableArray<Sql> written, bool isDistinct)
    {
        // Of decimals Databricks gives a decimal with some digits of the mean.
        if (name is "avg" or "mean" && written is [var averaged])
            return isDistinct ? Sql.Of($"avg(DISTINCT CAST({averaged} AS DOUBLE))") : Sql.Of($"avg(CAST({averaged} AS DOUBLE))");
        if (isDistinct)
            return name is "count" or "sum" or "min" or "max" ? Sql.Of($"{Sql.FromVerified(name)}(DISTINCT {written})") : throw Unknown($"DISTINCT within {name}");
        if (Names.TryGetValue(name, out var known))
            return Sql.Of($"{Sql.FromVerified(known)}({written})");
        if (Wholes.Contains(name) && written.Length == 1)
            return PartOf(name, written[0]);
        return (name, written) switch
        {
            ("count_star", _) or ("count", []) => Sql.Of($"count(*)"),
            ("count", _) => Sql.Of($"count({written})"),
            ("+" or "-" or "*", [var left, var right]) => Sql.Of($"({left}{Sql.FromVerified($" {name} ")}{right})"),
            ("-", [var value]) => Sql.Of($"(-{value})"),
            ("+", [var value]) => value,
            ("||", _) => Sql.Of($"concat({written})"),
            // What is missing is left out of this one, and makes the whole missing in that one.
            ("concat", _) => Sql.Of($"concat_ws('', {written})"),
            ("trim" or "ltrim" or "rtrim", [var text]) => Sql.Of($"{Sql.FromVerified(name)}({text})"),
            ("trim", [var text, var characters]) => Sql.Of($"btrim({text}, {characters})"),
            ("/", [var left, var right]) => Sql.Of($"(CAST({left} AS DOUBLE) / nullif(CAST({right} AS DOUBLE), 0))"),
            ("%" or "mod", [var left, var right]) => Sql.Of($"({left} % nullif({right}, 0))"),
            ("length" or "len" or "char_length" or "character_length", [var text]) => Sql.Of($"CAST(char_length({text}) AS BIGINT)"),
            ("strlen" or "octet_length", [var text]) => Sql.Of($"CAST(octet_length({text}) AS BIGINT)"),
            ("list_value", _) => Sql.Of($"array({written})"),
            ("sha256", [var text]) => Sql.Of($"sha2({text}, 256)"),
            ("levenshtein", [var one, var other]) => SqlExpression.Call(SqlFunction.Edits, new Written(one), new Written(other)),
            ("floor", [var number]) => Floor(number),
            ("ceil" or "ceiling", [var number]) => Sql.Of($"(-{Floor(Sql.Of($"(-{number})"))})"),
            ("if", [var condition, var yes, var no]) => Sql.Of($"(CASE WHEN {condition} THEN {yes} ELSE {no} END)"),
            ("today" or "current_date", []) => Sql.Of($"current_date()"),
            ("now" or "get_current_timestamp" or "current_timestamp", []) => Sql.Of($"current_timestamp()"),
            ("date_part" or "datepart", [_, var moment]) => PartOf(Constant(name, tree[0]), moment),
            ("date_trunc" or "datetrunc", [_, var moment]) => Sql.Of($"date_trunc({Unit(name, tree[0])}, {moment})"),
            ("date_diff" or "datediff", [_, var from, var to]) when Constant(name, tree[0]) is "day" => Sql.Of($"CAST(datediff({to}, {from}) AS BIGINT)"),
            ("~~" or "!~~" or "~~~" or "~~*" or "!~~*", [var text, _]) => Like(name, text, Constant("LIKE", tree[1])),
            ("regexp_matches", [var text, _]) => new PatternMatch(new Written(text), Pattern(name, tree[1]), IsWhole: false),
            ("regexp_full_match", [var text, _]) => new PatternMatch(new Written(text), Pattern(name, tree[1]), IsWhole: true),
            ("quantile_cont", [var value, _]) => Sql.Of($"percentile_cont({written[1]}) WITHIN GROUP (ORDER BY {value})"),
            _ => throw Unknown($"The function {name}"),
        };
    }

    private static Sql Floor(Sql number) => SqlExpression.Call(SqlFunction.Floor, new Written(number));

    private static Sql PartOf(string part, Sql moment) => part switch
    {
        "dayofmonth" => Sql.Of($"CAST(day({moment}) AS BIGINT)"),
        "week" => Sql.Of($"CAST(weekofyear({moment}) AS BIGINT)"),
        _ when Wholes.Contains(part) => Sql.Of($"CAST({Sql.FromVerified(part)}({moment}) AS BIGINT)"),
        _ => throw Unknown($"{part} of a date"),
    };

    private static string Constant(string function, JsonObject argument) => argument.ConstantText() ?? throw Unknown($"{function} with a text that is computed");

    private static Sql Unit(string function, JsonObject argument) => Constant(function, argument).ToLowerInvariant() is var unit && unit is "year" or "quarter" or "month" or "week" or "day" or "hour" or "minute" or "second"
        ? Sql.Of($"{unit.ToUpperInvariant()}")
        : throw Unknown($"{function} to the {unit}");

    /// <summary>People write LIKE without an escape; the warehouse takes a backslash for one.</summary>
    private static Sql Like(string name, Sql text, string pattern)
    {
        var same = pattern.Replace("\\", "\\\\", StringComparison.Ordinal);
        return name switch
        {
            "~~" => Sql.Of($"({text} LIKE {same})"),
            "!~~" => Sql.Of($"({text} NOT LIKE {same})"),
            "~~*" => Sql.Of($"({text} ILIKE {same})"),
            "!~~*" => Sql.Of($"({text} NOT ILIKE {same})"),
            _ => throw Unknown("GLOB"),
        };
    }

    private static CommonRegex Pattern(string function, JsonObject argument) => CommonRegex.Parse(Constant(function, argument));

    /// <summary>A value that is written already.</summary>
    private sealed record Written(Sql Value) : SqlExpression
    {
        internal override void Print(SqlPrinter printer) => printer.Sql(Value);
    }
}
