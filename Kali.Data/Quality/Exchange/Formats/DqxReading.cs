using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Kali.Data.Engines;

namespace Kali.Data.Quality.Exchange;

/// <summary>What the functions of DQX demand.</summary>
internal sealed partial class DqxReading(Given arguments, ExchangeSubject subject)
{
    public FoundRule Read(string function) => function switch
    {
        "is_not_null" => new(new NotNull(Column)),
        "is_null" => new(new MustBeMissing(Column, AllowsEmpty: false)),
        "is_null_or_empty" => Trimmed(new MustBeMissing(Column)),
        "is_not_null_and_not_empty" => Trimmed(new MissingValues(Column, [])),
        "is_not_empty" => NoTrim(new EqualTo(Column, "", IsForbidden: true)),
        "is_empty" => NoTrim(new EqualTo(Column, "")),
        "is_in_list" => new(new OneOf(Column, arguments.NeedTexts("allowed"), IgnoresCase)),
        "is_not_in_list" => new(new NotOneOf(Column, arguments.NeedTexts("forbidden"), IgnoresCase)),
        "is_not_null_and_is_in_list" => ListedAndThere(),
        "is_in_range" => Between(isForbidden: false),
        "is_not_in_range" => Between(isForbidden: true),
        "is_not_less_than" => Bound(isMin: true),
        "is_not_greater_than" => Bound(isMin: false),
        "is_equal_to" => Equal(isForbidden: false),
        "is_not_equal_to" => Equal(isForbidden: true),
        "regex_match" => new(Patterns.Read(Column, arguments.Need("regex"), arguments.Truth("negate"))),
        "sql_expression" => Expression(),
        "is_valid_date" => new(new DateFormat(Column, arguments.Text("date_format") ?? "yyyy-MM-dd")),
        "is_valid_timestamp" => Timestamp(),
        "is_valid_email" => Format(TextFormat.Email),
        "is_valid_uuid" => Format(TextFormat.Uuid),
        "is_valid_ipv4_address" => Format(TextFormat.Ipv4),
        "is_valid_ipv6_address" => Format(TextFormat.Ipv6),
        "is_valid_country_code" => Format(TextFormat.Country),
        "is_valid_currency_code" => Format(TextFormat.Currency),
        "is_valid_language_code" => Format(TextFormat.Language),
        "is_valid_subdivision_code" => Format(TextFormat.Subdivision).But("Kali knows the countries, not the parts they have.", "Kali kennt die Länder, nicht ihre Teile."),
        "is_ipv4_address_in_cidr" => new(new IpInNetwork(Column, arguments.Need("cidr_block"))),
        "is_valid_json" => new(new IsJson(Column, [])),
        "has_json_keys" => arguments.Truth("require_all", true)
            ? new(new IsJson(Column, arguments.NeedTexts("keys")))
            : throw ExchangeFault.Because("Kali asks for all members of JSON, not for one of several.", "Kali verlangt alle Angaben im JSON, nicht eine von mehreren."),
        "does_not_contain_pii" => PersonalData(),
        "is_not_in_future" => NotInFuture(),
        "is_older_than_n_days" => new(new OlderThan(Column, arguments.Small("days") ?? 0, arguments.Truth("negate"))),
        "is_older_than_col2_for_n_days" => arguments.Truth("negate")
            ? throw ExchangeFault.Because("Kali has no rule for “not older than another column”.", "Kali hat keine Regel für „nicht älter als eine andere Spalte“.")
            : new(new OlderThanColumn(arguments.Column("column1"), arguments.Column("column2"), arguments.Small("days") ?? 0)),
        "is_data_fresh" => Fresh(),
        "is_data_fresh_per_time_window" => PerWindow(),
        "is_unique" => new(new Unique(arguments.Columns("columns"), MissingIsAValue: !arguments.Truth("nulls_distinct", true))),
        "foreign_key" => ForeignKey(),
        "has_no_outliers" => new(new NoOutliers(Column)),
        "has_valid_schema" => new(new HasSchema(Schema(), arguments.Truth("strict"))),
        "compare_datasets" => Compared(),
        "is_aggr_not_greater_than" => Figure(limit => (null, limit, false)),
        "is_aggr_not_less_than" => Figure(limit => (limit, null, false)),
        "is_aggr_equal" => Figure(limit => (limit, limit, false)),
        "is_aggr_not_equal" => Figure(limit => (limit, limit, true)),
        "sql_query" => Query(),
        _ => throw ExchangeFault.Because($"Kali has no rule for “{ExchangeSubject.Short(function)}”.", $"Kali hat keine Regel für „{ExchangeSubject.Short(function)}“."),
    };

    private string Column => arguments.Column();

    private bool IgnoresCase => !arguments.Truth("case_sensitive", true);

    private FoundRule Format(TextFormat format) => new(new HasFormat(Column, format));

    private FoundRule Trimmed(RuleKind kind) => arguments.Truth("trim_strings")
        ? new(kind)
        : new FoundRule(kind).But("Kali also takes text of spaces only for empty.", "Kali hält auch Text nur aus Leerzeichen für leer.");

    private FoundRule NoTrim(RuleKind kind) => arguments.Truth("trim_strings")
        ? new FoundRule(kind).But("Kali does not take text of spaces only for empty here.", "Text nur aus Leerzeichen gilt hier nicht als leer.")
        : new(kind);

    private FoundRule ListedAndThere()
    {
        var column = Column;
        var isText = subject.Schema(column).Type == DataType.String;
        var values = arguments.NeedTexts("allowed");
        var what = IgnoresCase ? $"lower({ConditionOf.Name(column)})" : ConditionOf.Name(column);
        var all = values.Select(value => isText ? ConditionOf.Quoted(IgnoresCase ? value.ToLowerInvariant() : value) : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value : ConditionOf.Quoted(value));
        return new(subject.Expression($"{ConditionOf.Name(column)} is not null and {what} in ({string.Join(", ", all)})"));
    }

    private FoundRule Between(bool isForbidden)
    {
        var (column, min, max) = (Column, arguments.Text("min_limit"), arguments.Text("max_limit"));
        var (least, most) = (Literal(min), Literal(max));
        if ((min is null || least is not null) && (max is null || most is not null))
        {
            return isForbidden
                ? new(new NotInRange(column, least ?? arguments.Need("min_limit"), most ?? arguments.Need("max_limit")))
                : new(new InRange(column, least, most));
        }
        var inside = $"{ConditionOf.Name(column)} >= ({min}) and {ConditionOf.Name(column)} <= ({max})";
        return new(isForbidden ? subject.Not(inside) : subject.Expression(inside));
    }

    private FoundRule Bound(bool isMin)
    {
        var (column, limit) = (Column, arguments.Need("limit"));
        if (Literal(limit) is { } value)
            return new(new InRange(column, isMin ? value : null, isMin ? null : value));
        return OtherColumn(limit) is { } other
            ? new(new CompareColumns(column, isMin ? Relation.AtLeast : Relation.AtMost, other))
            : new(subject.Expression($"{ConditionOf.Name(column)} {(isMin ? ">=" : "<=")} ({limit})"));
    }

    private FoundRule Equal(bool isForbidden)
    {
        var (column, value) = (Column, arguments.Need("value"));
        var (absolute, relative) = (arguments.Number("abs_tolerance"), arguments.Number("rel_tolerance") * 100);
        if (Literal(value) is { } literal)
            return new(new EqualTo(column, literal, isForbidden, absolute is 0 ? null : absolute, relative is 0 ? null : relative));
        return OtherColumn(value) is { } other
            ? new(new CompareColumns(column, isForbidden ? Relation.NotEqual : Relation.Equal, other))
            : new(subject.Expression($"{ConditionOf.Name(column)} {(isForbidden ? "<>" : "=")} ({value})"));
    }

    private FoundRule Expression()
    {
        var (expression, isForbidden) = (arguments.Need("expression"), arguments.Truth("negate"));
        arguments.Ignoring("columns");
        var found = QueryOf.IsIn(expression)
            ? AsAWhole(QueryOf.RowsWithout(QueryOf.OfSpark(expression), isForbidden, subject))
            : new FoundRule(isForbidden ? subject.Not(expression) : subject.Expression(expression));
        return found with { Description = arguments.Text("msg") };
    }

    /// <summary>The query marks rows by a condition; those marked fail.</summary>
    private FoundRule Query()
    {
        var placeholder = arguments.Text("input_placeholder") ?? "input_view";
        var (query, condition) = (QueryOf.OfSpark(arguments.Need("query")), arguments.Need("condition_column").Trim('`'));
        arguments.Ignoring("merge_columns");
        var marked = $"SELECT * FROM ({query.Trim().TrimEnd(';')}) AS marked WHERE {(arguments.Truth("negate") ? "NOT " : "")}\"{condition.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return AsAWhole(QueryOf.FailingRows(marked, subject, $"{{{{ {placeholder} }}}}", $"{{{{{placeholder}}}}}")) with { Description = arguments.Text("msg") };
    }

    private static FoundRule AsAWhole(SqlQuery query) => new FoundRule(query).But(
        "DQX marks the rows of one load; Kali judges the load by the rows its query gives over the whole table, and holds none back.",
        "DQX markiert die Zeilen einer Ladung; Kali beurteilt die Ladung nach den Zeilen, die die Abfrage in der ganzen Tabelle ergibt, und hält keine zurück.");

    private FoundRule Timestamp()
    {
        var format = arguments.Text("timestamp_format") ?? "yyyy-MM-dd HH:mm:ss";
        var day = format.Split(' ', 'T')[0].Trim('\'');
        return new FoundRule(new DateFormat(Column, day, HasTime: true)).But(
            "Kali takes the time of the day in any of its usual ways.", "Die Uhrzeit nimmt Kali in jeder üblichen Schreibweise.");
    }

    private FoundRule NotInFuture()
    {
        var seconds = arguments.Number("offset") ?? 0;
        var days = (int)Math.Clamp(Math.Ceiling(seconds / 86_400), 0, 100_000);
        var rule = new FoundRule(new NotInFuture(Column, days));
        return days * 86_400.0 == seconds ? rule : rule.But("Kali allows whole days ahead: it was rounded up.", "Kali erlaubt ganze Tage im Voraus: aufgerundet.");
    }

    private FoundRule Fresh()
    {
        if (arguments.Has("base_timestamp"))
            throw ExchangeFault.Because("Kali measures age from now, not from another time.", "Kali misst das Alter von jetzt an, nicht von einem anderen Zeitpunkt.");
        var minutes = arguments.Number("max_age_minutes") ?? throw ExchangeFault.Because("It does not say how old.", "Sie sagt nicht, wie alt.");
        if (minutes is < 0 or > 100_000_000)
            throw ExchangeFault.Because("Its age cannot be.", "Ein solches Alter gibt es nicht.");
        return minutes >= 1440 && minutes % 1440 == 0
            ? new(new OlderThan(Column, (int)(minutes / 1440), IsYounger: true))
            : new FoundRule(new IsFresh(Column, TimeSpan.FromMinutes(minutes))).But("DQX looks at every row, Kali at the newest one.", "DQX betrachtet jede Zeile, Kali die neueste.");
    }

    private FoundRule PerWindow()
    {
        var minutes = arguments.Whole("window_minutes") ?? throw ExchangeFault.Because("It does not say how long a window is.", "Sie sagt nicht, wie lang ein Zeitfenster ist.");
        if (minutes is < 1 or > 10_000_000 || arguments.Whole("lookback_windows") is < 1 or > 100_000)
            throw ExchangeFault.Because("Its windows of time cannot be.", "Solche Zeitfenster gibt es nicht.");
        return new(new RowsPerWindow(
            Column, TimeSpan.FromMinutes(minutes), arguments.Whole("min_records_per_window") ?? 1, arguments.Whole("lookback_windows") is { } windows ? TimeSpan.FromMinutes(minutes * windows) : null));
    }

    private FoundRule PersonalData()
    {
        var kinds = ImmutableArray.CreateBuilder<PersonalText>();
        var unknown = new List<string>();
        foreach (var entity in arguments.Texts("entities"))
        {
            if (PersonalKinds.TryGetValue(entity, out var kind))
                kinds.Add(kind);
            else
                unknown.Add(entity);
        }
        if (unknown.Count > 0 && kinds.Count == 0)
            throw ExchangeFault.Because($"Kali does not find {string.Join(", ", unknown)} by how they are written.", $"{string.Join(", ", unknown)} erkennt Kali nicht an der Schreibweise.");
        arguments.Ignoring("threshold", "language", "nlp_engine_config");
        var found = new FoundRule(new NoPersonalData(Column, kinds.ToImmutable())).But("Kali finds personal data by how it is written, DQX by a language model.", "Kali erkennt Personendaten an der Schreibweise, DQX mit einem Sprachmodell.");
        return unknown.Count == 0 ? found : found.But($"Left out: {string.Join(", ", unknown)}.", $"Weggelassen: {string.Join(", ", unknown)}.");
    }

    private FoundRule ForeignKey()
    {
        if (arguments.Has("ref_df_name"))
            throw ExchangeFault.Because("It refers to a data frame of a program, which a file cannot hold.", "Sie verweist auf Daten eines Programms, die eine Datei nicht enthalten kann.");
        var (here, there) = (arguments.Columns("columns"), arguments.NeedTexts("ref_columns"));
        if (here.Length != there.Length)
            throw ExchangeFault.Because("It names more columns on one side than on the other.", "Sie nennt auf einer Seite mehr Spalten als auf der anderen.");
        return new(new ExistsIn(here[0], arguments.Need("ref_table"), there[0])
        {
            Further = [.. here.Zip(there, (one, other) => new ColumnPair(one, other)).Skip(1)],
            IsForbidden = arguments.Truth("negate"),
            MissingIsAValue = arguments.Truth("null_safe"),
        });
    }

    private ImmutableArray<ExpectedColumn> Schema()
    {
        arguments.Ignoring("columns");
        return TypeNames.Columns(arguments.Need("expected_schema"), subject);
    }

    private FoundRule Compared()
    {
        var (here, there) = (arguments.Columns("columns"), arguments.NeedTexts("ref_columns"));
        if (here.Length != there.Length || !arguments.Has("ref_table"))
            throw ExchangeFault.Because("It does not say with which columns of which table.", "Sie sagt nicht, mit welchen Spalten welcher Tabelle.");
        var excluded = arguments.Texts("exclude_columns").Select(column => TypeNames.KnownOr(column, subject)).ToHashSet();
        var compared = subject.Own.Select(column => column.Name).Where(column => !excluded.Contains(column) && !here.Contains(column));
        var found = new FoundRule(new MatchesTable(arguments.Need("ref_table"), [.. here.Zip(there, (one, other) => new ColumnPair(one, other))], [.. compared.Select(column => new ColumnPair(column, column))]));
        arguments.Ignoring("null_safe_row_matching", "null_safe_column_value_matching");
        return arguments.Truth("check_missing_records") ? found.But("Rows that stand only in the other table are not looked for.", "Zeilen, die nur in der anderen Tabelle stehen, werden nicht gesucht.") : found;
    }

    private FoundRule Figure(Func<string, (string? Min, string? Max, bool IsForbidden)> bounds)
    {
        var column = arguments.Need("column");
        var type = arguments.Text("aggr_type") ?? "count";
        var (min, max, isForbidden) = bounds(arguments.Need("limit"));
        var (limitText, groups) = (min ?? max!, arguments.Has("group_by") ? arguments.Columns("group_by") : []);
        if (!double.TryParse(limitText, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
            throw ExchangeFault.Because($"Its limit “{ExchangeSubject.Short(limitText)}” is no number.", $"Der Grenzwert „{ExchangeSubject.Short(limitText)}“ ist keine Zahl.");
        if (type == "count" && column == "*" && !isForbidden && groups.IsEmpty && limit == Math.Truncate(limit) && Math.Abs(limit) < 1e15)
            return new(new RowCountWithin(min is null ? null : (long)limit, max is null ? null : (long)limit));
        if (type is "count_distinct" or "approx_count_distinct" && !isForbidden && groups.IsEmpty && limit == Math.Truncate(limit) && Math.Abs(limit) < 1e15)
            return Exactly(type, new(new DistinctCount([subject.Column(column)], min is null ? null : (long)limit, max is null ? null : (long)limit)));
        var share = arguments.Inner("aggr_params")?.Number("percentile");
        var kind = new AggregateWithin(FigureNames.Dqx.Read(type), column == "*" ? null : subject.Column(column), min, max, Share: share, IsForbidden: isForbidden);
        return Exactly(type, new FoundRule(kind) { GroupBy = groups });
    }

    private static FoundRule Exactly(string type, FoundRule found) => type.StartsWith("approx_", StringComparison.Ordinal)
        ? found.But("Kali computes it exactly instead of about.", "Kali rechnet genau statt ungefähr.")
        : found;

    internal static readonly Dictionary<string, PersonalText> PersonalKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EMAIL_ADDRESS"] = PersonalText.Email,
        ["PHONE_NUMBER"] = PersonalText.Phone,
        ["CREDIT_CARD"] = PersonalText.CreditCard,
        ["IBAN_CODE"] = PersonalText.Iban,
        ["US_SSN"] = PersonalText.UsSocialSecurity,
        ["IP_ADDRESS"] = PersonalText.IpAddress,
    };

    private string? OtherColumn(string text) => subject.Rules.Find(text.Trim('`')) is { } column ? column.Name : null;

    /// <summary>A number, a day, a time, or a text in quotes; null for what DQX would take for an expression.</summary>
    private static string? Literal(string? text)
    {
        if (text is null)
            return null;
        var quoted = QuotedText().Match(text);
        if (quoted.Success)
            return quoted.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal);
        return PlainValue().IsMatch(text) ? text : null;
    }

    [GeneratedRegex(@"^(?:date|timestamp)? *'((?:[^']|'')*)'$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"^([-+]?[0-9.]+([eE][-+]?[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[-+][0-9:]+)?)?|true|false)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex PlainValue();
}
