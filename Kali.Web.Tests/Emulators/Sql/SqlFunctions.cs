using System.Globalization;
using System.Text;

namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>Databricks' functions in DuckDB's words, with Databricks' result types. Any other is refused.</summary>
public static class SqlFunctions
{
    private static readonly Dictionary<string, string> Same = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lower"] = "lower",
        ["upper"] = "upper",
        ["substring"] = "substring",
        ["right"] = "right",
        ["replace"] = "replace",
        ["concat_ws"] = "concat_ws",
        ["startswith"] = "starts_with",
        ["endswith"] = "ends_with",
        ["contains"] = "contains",
        ["split_part"] = "split_part",
        ["lpad"] = "lpad",
        ["btrim"] = "trim",
        ["abs"] = "abs",
        ["round"] = "round",
        ["greatest"] = "greatest",
        ["least"] = "least",
        ["coalesce"] = "coalesce",
        ["nullif"] = "nullif",
        ["unix_micros"] = "epoch_us",
        ["timestamp_micros"] = "make_timestamptz",
        ["count"] = "count",
        ["count_if"] = "count_if",
        ["min"] = "min",
        ["max"] = "max",
        ["sum"] = "sum",
        ["avg"] = "avg",
        ["stddev_samp"] = "stddev_samp",
        ["approx_count_distinct"] = "approx_count_distinct",
        ["row_number"] = "row_number",
        ["md5"] = "md5",
        ["regexp_like"] = "regexp_matches",
        ["regexp_extract"] = "regexp_extract",
        ["regexp_extract_all"] = "regexp_extract_all",
        ["array"] = "list_value",
        ["array_sort"] = "list_sort",
        ["map_from_arrays"] = "map",
        ["split"] = "regexp_split_to_array",
        ["try_element_at"] = "map_extract_value",
        ["array_join"] = "array_to_string",
        ["grouping"] = "grouping",
        ["stddev_pop"] = "stddev_pop",
        ["var_samp"] = "var_samp",
        ["var_pop"] = "var_pop",
        ["kurtosis"] = "kurtosis_pop",
        ["corr"] = "corr",
        ["percentile_cont"] = "percentile_cont",
        ["array_contains"] = "list_contains",
        ["array_position"] = "list_position",
        ["first_value"] = "first_value",
        ["levenshtein"] = "levenshtein",
        ["median"] = "median",
        ["lag"] = "lag",
        ["lead"] = "lead",
        ["rank"] = "rank",
        ["dense_rank"] = "dense_rank",
        ["percent_rank"] = "percent_rank",
        ["cume_dist"] = "cume_dist",
        ["ntile"] = "ntile",
        ["last_value"] = "last_value",
        ["nth_value"] = "nth_value",
        ["first"] = "first",
        ["last"] = "last",
        ["any_value"] = "any_value",
        ["bool_and"] = "bool_and",
        ["bool_or"] = "bool_or",
        ["mode"] = "mode",
        ["min_by"] = "min_by",
        ["max_by"] = "max_by",
        ["covar_pop"] = "covar_pop",
        ["covar_samp"] = "covar_samp",
        ["reverse"] = "reverse",
        ["repeat"] = "repeat",
        ["rpad"] = "rpad",
        ["left"] = "left",
        ["instr"] = "instr",
        ["trim"] = "trim",
        ["ltrim"] = "ltrim",
        ["rtrim"] = "rtrim",
        ["sqrt"] = "sqrt",
        ["exp"] = "exp",
        ["ln"] = "ln",
        ["log10"] = "log10",
        ["pow"] = "pow",
        ["last_day"] = "last_day",
    };

    public static string Translate(string name, (string Sql, string? Constant)[] arguments)
    {
        var all = string.Join(", ", arguments.Select(argument => argument.Sql));
        string At(int index) => arguments.Length > index ? arguments[index].Sql : throw new SqlFault("WRONG_NUM_ARGS", $"The `{name}` requires more parameters.", "42605");
        return name.ToLowerInvariant() switch
        {
            "concat" => $"({string.Join(" || ", arguments.Select(argument => argument.Sql))})",
            "char_length" or "length" => $"CAST(length({At(0)}) AS INTEGER)",
            "octet_length" => $"CAST(strlen({At(0)}) AS INTEGER)",
            "year" or "month" or "day" or "hour" or "minute" or "second" or "quarter" or "dayofyear" or "weekofyear" => $"CAST({name}({At(0)}) AS INTEGER)",
            "floor" or "ceil" => $"CAST({name}({At(0)}) AS BIGINT)",
            "date_trunc" => $"CAST(date_trunc({At(0)}, {At(1)}) AS TIMESTAMP WITH TIME ZONE)",
            "current_date" => "current_date",
            "current_timestamp" => "now()",
            "datediff" => $"CAST(date_diff('day', CAST({At(1)} AS DATE), CAST({At(0)} AS DATE)) AS INTEGER)",
            "regexp_replace" => $"regexp_replace({At(0)}, {At(1)}, {Replacement(arguments[2].Constant)}, 'g')",
            "xxhash64" => $"CAST(CAST(hash({all}) AS HUGEINT) - 9223372036854775808 AS BIGINT)",
            "sha2" when At(1) == "256" => $"sha256({At(0)})",
            "convert_timezone" => $"timezone({At(1)}, timezone({At(0)}, {At(2)}))",
            "approx_percentile" => $"approx_quantile({At(0)}, CAST({At(1)} AS FLOAT[]))",
            "named_struct" => $"struct_pack({string.Join(", ", Fields(arguments))})",
            // Its members that are NULL are left out.
            "to_json" => $"CAST(json_merge_patch('{{}}', to_json({At(0)})) AS VARCHAR)",
            "array_compact" => $"list_filter({At(0)}, lambda item: item IS NOT NULL)",
            "map" => $"map([{string.Join(", ", arguments.Where((_, i) => i % 2 == 0).Select(key => key.Sql))}], [{string.Join(", ", arguments.Where((_, i) => i % 2 == 1).Select(value => value.Sql))}])",
            "transform" => $"list_transform({At(0)}, {ZeroBased(At(1))})",
            "aggregate" => $"list_reduce({At(0)}, {At(2)}, {At(1)})",
            "skewness" => $"(skewness({At(0)}) * (count({At(0)}) - 2) / sqrt(count({At(0)}) * (count({At(0)}) - 1.0)))",
            // A text as the characters that its bytes are: DuckDB compares by bytes anyway.
            "encode" when arguments[1].Constant == "UTF-8" => At(0),
            "decode" when arguments[1].Constant == "ISO-8859-1" => At(0),
            "from_json" when arguments[1].Constant == "ARRAY<STRING>" => StrictArray(At(0)),
            "json_object_keys" => $"(CASE WHEN json_valid({At(0)}) AND json_type({At(0)}) = 'OBJECT' THEN json_keys({At(0)}) END)",
            "current_timezone" => "'Etc/UTC'",
            _ => Same.TryGetValue(name, out var known) ? $"{known}({all})" : throw SqlFault.NoFunction(name),
        };
    }

    /// <summary>DuckDB reads more than JSON: a comma at the end, NaN, Infinity.</summary>
    private static string StrictArray(string json)
    {
        var unquoted = $"""regexp_replace({json}, '"([^"\\]|\\.)*"', '"', 'g')""";
        return $$"""(CASE WHEN json_valid({{json}}) AND NOT regexp_matches({{unquoted}}, '(?i)nan|inf|,\s*[\]}]') THEN from_json({{json}}, '["VARCHAR"]') END)""";
    }

    private static IEnumerable<string> Fields((string Sql, string? Constant)[] arguments) => arguments.Chunk(2).Select(field =>
        field is [{ Constant: { } name }, var value]
            ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" := {value.Sql}"
            : throw new SqlFault("CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING", "Only foldable string expressions are allowed to appear at odd position.", "42K09"));

    /// <summary>Databricks counts a transform's places from 0, DuckDB from 1.</summary>
    private static string ZeroBased(string lambda)
    {
        var colon = lambda.IndexOf(':', StringComparison.Ordinal);
        var comma = lambda.IndexOf(", ", StringComparison.Ordinal);
        if (comma < 0 || comma > colon)
            return lambda;
        var place = lambda[(comma + 2)..colon];
        return string.Concat(lambda.AsSpan(0, colon), lambda[colon..].Replace(place, $"({place} - 1)", StringComparison.Ordinal));
    }

    /// <summary>Java's replacement text as RE2's: a backslash escapes, a dollar would be a group.</summary>
    private static string Replacement(string? java)
    {
        if (java is null)
            throw new SqlFault("NON_FOLDABLE_ARGUMENT", "The replacement must be a constant.", "42K08");
        var text = new StringBuilder();
        for (var i = 0; i < java.Length; i++)
        {
            if (java[i] == '$')
                throw new SqlFault("INVALID_PARAMETER_VALUE", string.Create(CultureInfo.InvariantCulture, $"The group at {i} of the replacement is not there."), "22023");
            if (java[i] == '\\' && ++i == java.Length)
                throw new SqlFault("INVALID_PARAMETER_VALUE", "The replacement ends in a backslash.", "22023");
            text.Append(java[i] == '\\' ? "\\\\" : java[i].ToString());
        }
        return $"'{text.Replace("'", "''")}'";
    }
}
