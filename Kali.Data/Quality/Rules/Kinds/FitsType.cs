using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text of the column fits the column's type. Needs a table that says which did not: silver.</summary>
public sealed record FitsType(string Column) : RuleKind
{
    internal const string Name = "type";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.FitsType(label(Column));

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column => new RuleTest.Cells(
        subject.HasNotFitting ? Misfit(Column) : new Truth(false),
        Column,
        column.Type.Name));

    /// <summary>Whether silver's row says that this column's text did not fit. Never unknown.</summary>
    internal static SqlExpression Misfit(string column)
    {
        var names = new Column(DataLoad.NotFitting);
        var listed = SqlExpression.Call(SqlFunction.Concat, new Constant(","), names, new Constant(","));
        return new AllOf(names.IsNotNull(), SqlExpression.Call(SqlFunction.Contains, listed, new Constant($",{column},")));
    }
}
