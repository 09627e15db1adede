using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality;

internal sealed class EnglishRuleWords : RuleWords
{
    protected override CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en-US");

    internal override string Say(string english, string german) => english;

    public override string Obstacle(Obstacle obstacle) => obstacle.Kind switch
    {
        ObstacleKind.NoSuchColumn => $"The table has no column {obstacle.Detail}.",
        ObstacleKind.OtherType => $"A column of this type cannot be looked at this way: {obstacle.Detail}.",
        ObstacleKind.Pattern => $"The pattern cannot be used: {obstacle.Detail}",
        ObstacleKind.Expression => $"The expression cannot be used: {obstacle.Detail}",
        ObstacleKind.Value => $"A value of the rule is none of the column's type: {obstacle.Detail}.",
        ObstacleKind.Groups => $"It cannot be judged by groups: {obstacle.Detail}.",
        ObstacleKind.NoSuchTable => $"The table it refers to is not there: {obstacle.Detail}.",
        _ => $"The engine could not run it: {obstacle.Detail}",
    };

    public override string Dimension(QualityDimension dimension) => dimension switch
    {
        QualityDimension.Completeness => "Completeness",
        QualityDimension.Validity => "Validity",
        QualityDimension.Uniqueness => "Uniqueness",
        QualityDimension.Consistency => "Consistency",
        QualityDimension.Timeliness => "Timeliness",
        _ => "Accuracy",
    };

    internal override string NotNull(string column) => $"{column} is never missing";

    internal override string NullRatio(string column, double percent) => $"{column} is missing in at most {Number(percent)}% of the rows";

    internal override string Unique(ImmutableArray<string> columns) => columns.Length == 1
        ? $"{columns[0]} stands in one row only"
        : $"{List(columns, "and")} together stand in one row only";

    internal override string NoDuplicateRows(ImmutableArray<string> columns) => columns.IsEmpty
        ? "No row stands twice"
        : $"No two rows are equal in {List(columns, "and")}";

    internal override string FitsType(string column) => $"Every value in {column} fits the column's type";

    internal override string HasSchema(ImmutableArray<string> columns, bool isStrict) => isStrict
        ? $"The table has exactly these columns, in this order: {List(columns, "and")}"
        : $"The table has the columns {List(columns, "and")}";

    internal override string OneOf(string column, ImmutableArray<string> allowed) =>
        $"{column} is {Some(allowed, "or", count => $"or one of {count} more")}";

    internal override string InRange(string column, string? min, string? max, bool isMinOutside, bool isMaxOutside) => (min, max) switch
    {
        (null, null) => $"{column} may have any value",
        (not null, null) => isMinOutside ? $"{column} is more than {min}" : $"{column} is at least {min}",
        (null, not null) => isMaxOutside ? $"{column} is less than {max}" : $"{column} is at most {max}",
        _ => $"{column} is {(isMinOutside ? "more than" : "at least")} {min} and {(isMaxOutside ? "less than" : "at most")} {max}",
    };

    internal override string MatchesPattern(string column, string pattern, bool isForbidden) =>
        isForbidden ? $"{column} is never written like {pattern}" : $"{column} is written like {pattern}";

    internal override string RowCount(long? min, long? max) => (min, max) switch
    {
        (null, null) => "The upload may have any number of rows",
        (not null, null) => $"The upload has at least {Number(min.Value)} rows",
        (null, not null) => $"The upload has at most {Number(max.Value)} rows",
        _ => $"The upload has {Number(min.Value)} to {Number(max.Value)} rows",
    };

    internal override string RowHolds(string expression) => $"In every row, {expression}";

    internal override string ExistsIn(string column, string table, string referenceColumn) => $"Every {column} stands in {referenceColumn} of {table}";

    internal override string IsFresh(string column, TimeSpan age) =>
        age.TotalHours >= 48 ? $"The newest {column} is at most {Number(age.TotalDays)} days old" : $"The newest {column} is at most {Number(age.TotalHours)} hours old";

    protected override string When(string demand, string filter) => $"{demand}, when {filter}.";

    protected override string Row(Severity severity) => severity switch
    {
        Severity.Stops => "A row that breaks this is held back.",
        Severity.Warns => "A row that breaks this passes and is marked.",
        _ => "A row that breaks this passes and is counted.",
    };

    protected override string Table(Severity severity) => severity switch
    {
        Severity.Stops => "Otherwise the upload stops at the gate.",
        Severity.Warns => "Otherwise the upload passes with a warning.",
        _ => "Otherwise it is only noted.",
    };

    protected override string Gate(Threshold threshold) => (threshold.WarnAbove, threshold.FailAbove) switch
    {
        (null, null) => "",
        ({ } warn, null) => $"The upload warns {Above(warn)}.",
        (null, { } fail) => $"The upload stops {Above(fail)}.",
        ({ } warn, { } fail) when warn == fail => $"The upload stops {Above(fail)}.",
        ({ } warn, { } fail) => $"The upload warns {Above(warn)} and stops {Above(fail)}.",
    };

    private string Above(Limit limit) => limit switch
    {
        { Rows: 0, Percent: null } => "at the first such row",
        { Rows: { } rows, Percent: null } => $"above {Number(rows)} rows",
        { Rows: null, Percent: { } percent } => $"above {Number(percent)}%",
        _ => $"above {Number(limit.Rows ?? 0)} rows or {Number(limit.Percent ?? 0)}%",
    };
}
