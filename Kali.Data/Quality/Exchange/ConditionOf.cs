using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Kali.Data.Engines;

namespace Kali.Data.Quality.Exchange;

/// <summary>Kinds about rows as conditions that are SQL and Kali's language alike, for formats without words of their own for them.</summary>
internal static partial class ConditionOf
{
    /// <summary>Null where no condition says it.</summary>
    public static string? Kind(RuleKind kind, ExchangeSubject subject) => kind switch
    {
        RowHolds row => ConditionText.ToSql(row.Expression, subject),
        NotNull missing => $"{Name(missing.Column)} is not null",
        MustBeMissing { AllowsEmpty: false } none => $"{Name(none.Column)} is null",
        LengthWithin length => Bounds($"length({Name(length.Column)})", length.Min?.ToString(CultureInfo.InvariantCulture), length.Max?.ToString(CultureInfo.InvariantCulture), false, false),
        InRange range => Bounds(Name(range.Column), Value(range.Min, range.Column, subject), Value(range.Max, range.Column, subject), range.IsMinOutside, range.IsMaxOutside),
        NotInRange gap => $"{Name(gap.Column)} not between {Value(gap.Min, gap.Column, subject)} and {Value(gap.Max, gap.Column, subject)}",
        CompareColumns { MissingIsAValue: false } pair => $"{Name(pair.Column)} {Sign(pair.Relation)} {Name(pair.Other)}",
        EqualTo { Tolerance: null, TolerancePercent: null } same => $"{Name(same.Column)} {(same.IsForbidden ? "<>" : "=")} {Value(same.Value, same.Column, subject)}",
        OneOf list => In(list.Column, list.Allowed, list.IgnoresCase, "in", subject),
        NotOneOf list => In(list.Column, list.Forbidden, list.IgnoresCase, "not in", subject),
        MissingValues { Pattern: null } missing => MissingSpelled(missing),
        CombinationInList together => Together(together, subject),
        _ => null,
    };

    public static string Name(string column) => Plain().IsMatch(column) ? column : $"`{column.Replace("`", "``", StringComparison.Ordinal)}`";

    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Sign(Relation relation) => relation switch
    {
        Relation.Equal => "=",
        Relation.NotEqual => "<>",
        Relation.Less => "<",
        Relation.AtMost => "<=",
        Relation.Greater => ">",
        _ => ">=",
    };

    private static string? Bounds(string what, string? min, string? max, bool isMinOutside, bool isMaxOutside)
    {
        var parts = new[]
        {
            min is null ? null : $"{what} {(isMinOutside ? ">" : ">=")} {min}",
            max is null ? null : $"{what} {(isMaxOutside ? "<" : "<=")} {max}",
        };
        var said = string.Join(" and ", parts.OfType<string>());
        return said.Length == 0 ? null : said;
    }

    private static string? Value(string? text, string column, ExchangeSubject subject) => text is null ? null
        : subject.Rules.Find(column)?.Type is { } type && (type.IsNumeric || type == DataType.Boolean) ? text
        : Quoted(text);

    private static string In(string column, ImmutableArray<string> values, bool ignoresCase, string word, ExchangeSubject subject)
    {
        var (what, all) = ignoresCase
            ? ($"lower({Name(column)})", values.Select(value => Quoted(value.ToLowerInvariant())))
            : (Name(column), values.Select(value => Value(value, column, subject)!));
        return $"{what} {word} ({string.Join(", ", all)})";
    }

    private static string MissingSpelled(MissingValues missing)
    {
        var spelled = missing.Spellings.Select(spelling => spelling.Trim().ToLowerInvariant()).Append("").Distinct().Select(Quoted);
        return $"coalesce(lower(trim({Name(missing.Column)})), '') not in ({string.Join(", ", spelled)})";
    }

    private static string Together(CombinationInList together, ExchangeSubject subject)
    {
        var any = together.Allowed.Select(values =>
            $"({string.Join(" and ", together.Together.Zip(values, (column, value) => $"{Name(column)} = {Value(value, column, subject)}"))})");
        var missing = together.Together.Select(column => $"{Name(column)} is null");
        return string.Join(" or ", missing.Concat(any));
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
