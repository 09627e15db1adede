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
    private RuleOrigin? _origin;
    private Dictionary<string, string> _texts = [];

    public string Name { get; set; } = "";

    public string Kind { get; private set; } = "not_null";

    public RuleKindForm Form => RuleKindForm.All[Kind];

    public string Filter { get; set; } = "";

    public ImmutableArray<string> GroupBy { get; set; } = [];

    public Severity Severity { get; set; } = Severity.Stops;

    public string WarnRows { get; set; } = "0";

    public string WarnPercent { get; set; } = "";

    public string FailRows { get; set; } = "";

    public string FailPercent { get; set; } = "";

    public QualityDimension? Dimension { get; set; }

    public string Owner { get; set; } = "";

    public string Description { get; set; } = "";

    public bool IsOn { get; set; } = true;

    public bool IsNew => _version == 0;

    public int Version => _version;

    /// <summary>The text of a parameter of the kind.</summary>
    public string this[string field]
    {
        get => _texts.GetValueOrDefault(field, "");
        set => _texts[field] = value;
    }

    public static RuleDraft Begin(string column, TableSchema? schema)
    {
        var draft = new RuleDraft();
        draft.SetKind("not_null", column, schema);
        return draft;
    }

    public static RuleDraft Of(Rule rule) => new()
    {
        _id = rule.Id,
        _version = rule.Version,
        _origin = rule.Origin,
        _texts = RuleKindForm.All[rule.Kind.Code].Read(rule.Kind),
        Name = rule.Name,
        Kind = rule.Kind.Code,
        Filter = rule.Filter ?? "",
        GroupBy = rule.GroupBy,
        Severity = rule.Severity,
        WarnRows = Text(rule.Threshold.WarnAbove?.Rows),
        WarnPercent = Text(rule.Threshold.WarnAbove?.Percent),
        FailRows = Text(rule.Threshold.FailAbove?.Rows),
        FailPercent = Text(rule.Threshold.FailAbove?.Percent),
        Dimension = rule.DimensionAsSaid,
        Owner = rule.Owner ?? "",
        Description = rule.Description ?? "",
        IsOn = rule.IsOn,
    };

    /// <summary>Another kind; what both kinds ask for stays.</summary>
    public void SetKind(string code, string column, TableSchema? schema)
    {
        var before = _texts;
        Kind = code;
        _texts = Form.Begin(before.GetValueOrDefault("Column") is { Length: > 0 } chosen ? chosen : column, schema);
        foreach (var field in Form.Fields.Where(field => field.Type is not RuleFieldType.Choice && before.GetValueOrDefault(field.Name, "").Length > 0))
            _texts[field.Name] = before[field.Name];
    }

    /// <summary>The rule, as far as it is written.</summary>
    /// <param name="dataset">Of that dataset.</param>
    /// <param name="schema">Its columns; a condition is read with them.</param>
    public Rule ToRule(DatasetName dataset, TableSchema? schema)
    {
        var kind = Form.Write(_texts, Mentioned(schema));
        return new Rule
        {
            Id = _id,
            Version = Math.Max(1, _version),
            Dataset = dataset,
            Name = Name.Trim().Length > 0 ? Name.Trim() : ProposedName(kind),
            Kind = kind,
            Severity = Severity,
            Threshold = new Threshold(LimitOf(WarnRows, WarnPercent), LimitOf(FailRows, FailPercent)),
            Filter = OrNull(Filter),
            GroupBy = GroupBy,
            DimensionAsSaid = Dimension,
            Owner = OrNull(Owner),
            Description = OrNull(Description),
            Origin = _origin,
            IsOn = IsOn,
        };
    }

    private ImmutableArray<string> Mentioned(TableSchema? schema) =>
        schema is not null && this["Expression"].Length > 0 && RowExpression.TryParse(this["Expression"], new RuleSubject(schema, DateTimeOffset.UnixEpoch), out var parsed, out _) ? parsed.Columns : [];

    /// <summary>What nobody has named is named for its columns and kind.</summary>
    private static string ProposedName(RuleKind kind) => kind is RowHolds || kind.Columns.IsEmpty ? kind.Code : $"{string.Join('_', kind.Columns)}_{kind.Code}";

    private static Limit? LimitOf(string rows, string percent) => (RuleFieldText.Number(rows), RuleFieldText.Number(percent)) switch
    {
        (null, null) => null,
        var (most, share) => new Limit((long?)most, (double?)share),
    };

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    private static string Text(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
