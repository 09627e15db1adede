using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No value of the column is missing. Text that does not fit its type is not missing: the type rule tells of it.</summary>
public sealed record NotNull(string Column) : RuleKind
{
    internal const string Name = "not_null";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Completeness;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.NotNull(label(Column));

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, _ => new RuleTest.Cells(Missing(subject, Column), Column, "∃"));

    /// <summary>Missing in the file, too: silver's NULL that stands for text that did not fit is not.</summary>
    internal static SqlExpression Missing(RuleSubject subject, string column) => subject.HasNotFitting
        ? new AllOf(new Column(column).IsNull(), FitsType.Misfit(column).Not())
        : new Column(column).IsNull();
}
