using System.Collections.Frozen;

namespace Kali.Data.Explore;

/// <summary>
/// The functions a person's SQL may call. Everything else is refused, whatever the engine may learn in a later version:
/// what reads files, settings, the environment or runs text as SQL is not here and never will be.
/// </summary>
internal static class AllowedFunctions
{
    private const string Operators = "+ - * / // % ** ^ || & | ~ << >> ~~ !~~ ~~* !~~* ~~~ ^@ @> <@ && not_like_escape like_escape ilike_escape not_ilike_escape";

    private const string Aggregates = """
        count count_star count_if countif sum avg mean min max min_by max_by arg_min arg_max arg_min_null arg_max_null first last any_value
        median mode mad quantile quantile_cont quantile_disc approx_quantile approx_count_distinct approx_top_k stddev stddev_pop stddev_samp
        variance var_pop var_samp skewness kurtosis kurtosis_pop entropy corr covar_pop covar_samp regr_avgx regr_avgy regr_count regr_intercept
        regr_r2 regr_slope regr_sxx regr_sxy regr_syy bool_and bool_or bit_and bit_or bit_xor product fsum kahan_sum sumkahan favg geomean geometric_mean
        string_agg group_concat listagg list array_agg histogram sem weighted_avg
        """;

    private const string Windows = "row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value";

    private const string Text = """
        lower upper lcase ucase trim ltrim rtrim length len strlen char_length character_length octet_length bit_length substring substr left right
        replace reverse repeat lpad rpad concat concat_ws contains starts_with prefix ends_with suffix position strpos instr split_part string_split split str_split
        string_to_array regexp_matches regexp_full_match regexp_extract regexp_extract_all regexp_replace regexp_split_to_array string_split_regex
        ascii chr unicode ord translate initcap nfc_normalize strip_accents levenshtein editdist3 damerau_levenshtein jaro_similarity jaro_winkler_similarity
        hamming mismatches jaccard soundex md5 sha1 sha256 hash hex to_hex unhex from_hex base64 to_base64 from_base64 encode decode format printf bar
        format_bytes formatreadablesize to_binary bin
        """;

    private const string Numbers = """
        abs sign round floor ceil ceiling trunc even sqrt cbrt exp ln log log2 log10 pow power mod fmod divide fdiv multiply add subtract gcd
        greatest_common_divisor lcm least_common_multiple factorial gamma lgamma sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cot
        degrees radians pi isnan isinf isfinite greatest least nextafter bit_count random width_bucket
        """;

    private const string Dates = """
        date_part datepart extract date_trunc datetrunc date_diff datediff date_sub datesub date_add age year month day dayofmonth hour minute second
        millisecond microsecond nanosecond quarter week weekofyear weekday dayofweek isodow dayofyear isoyear yearweek decade century millennium era epoch epoch_ms epoch_us epoch_ns
        dayname monthname last_day make_date make_time make_timestamp make_timestamptz make_timestamp_ms strftime strptime try_strptime to_timestamp
        to_years to_months to_days to_hours to_minutes to_seconds to_milliseconds to_microseconds to_weeks to_quarters to_decades to_centuries to_millennia
        today current_date now current_timestamp get_current_timestamp transaction_timestamp time_bucket timezone julian
        """;

    private const string Choice = "coalesce ifnull nullif if case constant_or_null typeof error_if_null";

    private const string Lists = """
        list_value list_pack array_value struct_pack row struct_extract list_extract list_element array_extract list_contains list_has array_contains array_has list_position list_indexof
        array_position array_length cardinality list_distinct array_distinct list_unique array_unique list_sort array_sort list_reverse_sort
        list_reverse array_reverse list_slice array_slice list_concat list_cat array_cat list_append list_prepend array_append array_prepend
        list_transform array_transform apply list_apply list_filter array_filter filter list_aggregate list_aggr aggregate array_aggregate list_sum list_min list_max list_avg
        list_count list_any_value list_first list_last list_median list_string_agg list_has_all list_has_any flatten unnest
        map map_keys map_values map_extract element_at map_entries array_to_string list_zip range generate_series
        json_extract json_extract_string json_extract_path json_extract_path_text -> ->> json_array_length json_type json_valid json_keys json to_json json_object json_array
        """;

    private static readonly FrozenSet<string> Names =
        string.Join(' ', Operators, Aggregates, Windows, Text, Numbers, Dates, Choice, Lists)
            .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Functions that may also stand where a table stands, within <see cref="SelectGuard.LongestRange"/>.</summary>
    private static readonly FrozenSet<string> TableNames = new[] { "unnest", "range", "generate_series" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string name) => Names.Contains(name.ToLowerInvariant());

    public static bool ContainsTableFunction(string name) => TableNames.Contains(name.ToLowerInvariant());
}
