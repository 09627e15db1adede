using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>One reason why a row is held back, as quarantine keeps it.</summary>
public sealed record HeldReason(
    [property: JsonPropertyName("rule")] Guid? Rule,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("severity")] string? Severity,
    [property: JsonPropertyName("column")] string? Column,
    [property: JsonPropertyName("observed")] string? Observed,
    [property: JsonPropertyName("expected")] string? Expected)
{
    /// <summary>What stands between the columns of a reason.</summary>
    public const string Between = ", ";

    /// <summary>Technical names; they hold neither commas nor blanks.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Columns => [.. (Column ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries)];

    [JsonIgnore]
    public bool HoldsBack => Severity == nameof(Quality.Severity.Stops);

    public CellMark ToMark() => new(Columns, HoldsBack ? MarkTier.Confirmed : MarkTier.WorthALook, Rule, Name, Observed, Expected);

    /// <summary>
    /// How a column stands in the text of a reason, alone, first or last of several: what is looked for to count reasons in SQL. A quotation mark within a value
    /// is escaped there, so no value can be taken for it.
    /// </summary>
    public static ImmutableArray<string> ColumnTexts(string column) => [$"\"column\":\"{column}\"", $"\"column\":\"{column}{Between}", $"{Between}{column}\",\"observed\":"];

    /// <summary>How a rule stands in a reason's text.</summary>
    public static string RuleText(Guid rule) => $"\"rule\":\"{rule}\"";

    /// <summary>The reasons in quarantine's column <c>_reasons</c>.</summary>
    public static ImmutableArray<HeldReason> Read(string? json) =>
        string.IsNullOrEmpty(json) ? [] : [.. JsonSerializer.Deserialize<HeldReason[]>(json) ?? []];
}
