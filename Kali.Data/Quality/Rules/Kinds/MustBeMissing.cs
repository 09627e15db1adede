using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No row has a value in the column, for columns that are not used any more or only under a condition.</summary>
/// <param name="Column">The column.</param>
/// <param name="AllowsEmpty">Whether empty text, and text of spaces only, counts as no value.</param>
public sealed record MustBeMissing(string Column, bool AllowsEmpty = true) : RuleKind
{
    internal const string Name = "must_be_null";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say($"{label(Column)} is empty", $"{label(Column)} ist leer");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        var there = NotNull.Missing(subject, Column).Not();
        return new RuleTest.Cells(
            AllowsEmpty && column.Type == DataType.String ? new AllOf(there, TextCleaning.Trimmed(new Column(Column)).NotEqualTo(new Constant(""))) : there,
            Column,
            "∅");
    });
}
