using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No value of the column is missing or stands for a missing one: nothing, only spaces, a spelling of "none", or a pattern of such.</summary>
/// <param name="Column">The column.</param>
/// <param name="Spellings">What stands for a missing value, compared without case and without spaces at the ends; nothing and only spaces always do.</param>
/// <param name="Pattern">Text that matches it as a whole stands for a missing value, too; null for none.</param>
public sealed record MissingValues(string Column, ImmutableArray<string> Spellings, string? Pattern = null) : RuleKind
{
    internal const string Name = "missing_values";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Completeness;

    public ImmutableArray<string> Spellings { get; init; } = Spellings.IsDefault ? [] : Spellings;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Spellings.IsEmpty && Pattern is null
        ? words.Say($"{label(Column)} is never missing or empty", $"{label(Column)} fehlt nie und ist nie leer")
        : words.Say(
            $"{label(Column)} is never missing, empty or written like {words.Or([.. Spellings, .. Patterns])}",
            $"{label(Column)} fehlt nie, ist nie leer und nie geschrieben wie {words.Or([.. Spellings, .. Patterns])}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        var missing = NotNull.Missing(subject, Column);
        if (column.Type != DataType.String)
            return new RuleTest.Cells(missing, Column, "∃");
        var text = TextCleaning.Trimmed(new Column(Column));
        var spelled = SqlExpression.Call(SqlFunction.Lower, text).In(Spellings.Select(spelling => spelling.Trim().ToLowerInvariant()).Prepend("").Distinct());
        if (Pattern is null)
            return new RuleTest.Cells(new AnyOf(missing, spelled), Column, "∃");
        return CommonRegex.TryParse(Pattern, out var regex, out var reason)
            ? new RuleTest.Cells(new AnyOf(missing, spelled, new PatternMatch(text, regex, IsWhole: true)), Column, "∃")
            : new RuleTest.Impossible(new Obstacle(ObstacleKind.Pattern, reason));
    });

    private IEnumerable<string> Patterns => Pattern is null ? [] : [Pattern];

    public bool Equals(MissingValues? other) => other is not null && Column == other.Column && SameColumns(Spellings, other.Spellings) && Pattern == other.Pattern;

    public override int GetHashCode() => HashCode.Combine(Column, Spellings.Length, Pattern);
}
