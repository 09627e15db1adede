using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Web.Quality;

/// <summary>A rule while it is being written: everything as the fields of the editor hold it.</summary>
public sealed class RuleDraft
{
    private Guid _id = Guid.NewGuid();
    private int _version;
    private QualityDimension? _dimension;
    private string? _owner;

    public string Name { get; set; } = "";

    public string Kind { get; set; } = "not_null";

    public string Column { get; set; } = "";

    /// <summary>For keys and for rows that must not be equal.</summary>
    public ImmutableArray<string> Columns { get; set; } = [];

    /// <summary>One a line.</summary>
    public string Allowed { get; set; } = "";

    public string Min { get; set; } = "";

    public string Max { get; set; } = "";

    public string Pattern { get; set; } = "";

    public bool IsForbidden { get; set; }

    public bool IgnoresCase { get; set; }

    public string Expression { get; set; } = "";

    public string Table { get; set; } = "";

    public string ReferenceColumn { get; set; } = "";

    public string Percent { get; set; } = "10";

    public string Hours { get; set; } = "24";

    public bool IsStrict { get; set; }

    public string Filter { get; set; } = "";

    public Severity Severity { get; set; } = Severity.Stops;

    public string WarnRows { get; set; } = "0";

    public string WarnPercent { get; set; } = "";

    public string FailRows { get; set; } = "";

    public string FailPercent { get; set; } = "";

    public string Description { get; set; } = "";

    public bool IsOn { get; set; } = true;

    public bool IsNew => _version == 0;

    public int Version => _version;

    public static RuleDraft Of(Rule rule)
    {
        var draft = new RuleDraft
        {
            _id = rule.Id,
            _version = rule.Version,
            _dimension = rule.DimensionAsSaid,
            _owner = rule.Owner,
            Name = rule.Name,
            Kind = rule.Kind.Code,
            Column = rule.Kind.Columns is [var only] ? only : "",
            Columns = rule.Kind is Unique or DuplicateRows ? rule.Kind.Columns : [],
            Filter = rule.Filter ?? "",
            Severity = rule.Severity,
            WarnRows = Text(rule.Threshold.WarnAbove?.Rows),
            WarnPercent = Text(rule.Threshold.WarnAbove?.Percent),
            FailRows = Text(rule.Threshold.FailAbove?.Rows),
            FailPercent = Text(rule.Threshold.FailAbove?.Percent),
            Description = rule.Description ?? "",
            IsOn = rule.IsOn,
        };
        draft.Take(rule.Kind);
        return draft;
    }

    /// <summary>The rule, as far as it is written.</summary>
    /// <param name="dataset">Of that dataset.</param>
    /// <param name="schema">Its columns; a condition is read with them.</param>
    public Rule ToRule(DatasetName dataset, TableSchema? schema) => new()
    {
        Id = _id,
        Version = Math.Max(1, _version),
        Dataset = dataset,
        Name = Name.Trim().Length > 0 ? Name.Trim() : ProposedName(),
        Kind = ToKind(schema),
        Severity = Severity,
        Threshold = new Threshold(LimitOf(WarnRows, WarnPercent), LimitOf(FailRows, FailPercent)),
        Filter = Filter.Trim() is { Length: > 0 } filter ? filter : null,
        DimensionAsSaid = _dimension,
        Owner = _owner,
        Description = Description.Trim() is { Length: > 0 } description ? description : null,
        IsOn = IsOn,
    };

    private RuleKind ToKind(TableSchema? schema) => Kind switch
    {
        "null_ratio" => new NullRatio(Column, Number(Percent) ?? NullRatio.DefaultPercent),
        "type" => new FitsType(Column),
        "in_list" => new OneOf(Column, [.. Lines(Allowed)], IgnoresCase),
        "in_range" => new InRange(Column, OrNull(Min), OrNull(Max)),
        "regex" => new MatchesPattern(Column, Pattern, IsForbidden, IgnoresCase),
        "foreign_key" => new ExistsIn(Column, Table.Trim(), ReferenceColumn.Trim()),
        "freshness" => new IsFresh(Column, TimeSpan.FromHours(Number(Hours) ?? 24)),
        "unique" => new Unique(Columns),
        "duplicate_rows" => new DuplicateRows(Columns),
        "row_expression" => new RowHolds(Expression.Trim(), Mentioned(schema)),
        "row_count" => new RowCountWithin((long?)Number(Min), (long?)Number(Max)),
        "schema" => new HasSchema([.. (schema?.Columns ?? []).Where(column => !column.IsSystem).Select(column => new ExpectedColumn(column.Name, column.Type.Name))], IsStrict),
        _ => new NotNull(Column),
    };

    private ImmutableArray<string> Mentioned(TableSchema? schema) =>
        schema is not null && RowExpression.TryParse(Expression, new RuleSubject(schema, DateTimeOffset.UnixEpoch), out var parsed, out _) ? parsed.Columns : [];

    private void Take(RuleKind kind)
    {
        switch (kind)
        {
            case NullRatio ratio: Percent = Text(ratio.MostPercent); break;
            case OneOf list: (Allowed, IgnoresCase) = (string.Join('\n', list.Allowed), list.IgnoresCase); break;
            case InRange range: (Min, Max) = (range.Min ?? "", range.Max ?? ""); break;
            case MatchesPattern pattern: (Pattern, IsForbidden, IgnoresCase) = (pattern.Pattern, pattern.IsForbidden, pattern.IgnoresCase); break;
            case ExistsIn reference: (Table, ReferenceColumn) = (reference.Table, reference.ReferenceColumn); break;
            case IsFresh fresh: Hours = Text(fresh.MaxAge.TotalHours); break;
            case RowHolds holds: Expression = holds.Expression; break;
            case RowCountWithin count: (Min, Max) = (Text(count.Min), Text(count.Max)); break;
            case HasSchema columns: IsStrict = columns.IsStrict; break;
        }
    }

    /// <summary>What nobody has named is named for its columns and kind.</summary>
    private string ProposedName()
    {
        var about = Kind is "unique" or "duplicate_rows" ? string.Join('_', Columns) : RuleKindName.Of(Kind).NeedsColumn ? Column : "";
        return about.Length == 0 ? Kind : $"{about}_{Kind}";
    }

    private static Limit? LimitOf(string rows, string percent) => (Number(rows), Number(percent)) switch
    {
        (null, null) => null,
        var (most, share) => new Limit((long?)most, share),
    };

    /// <summary>A number as the reader's language writes it, or with a point.</summary>
    private static double? Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.CurrentCulture, out number)
            ? number
            : null;

    private static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    private static string Text(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
