using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Every value stands in a column of another table; missing values are not looked at.</summary>
/// <param name="Column">The column.</param>
/// <param name="Table">The three-level name of the table referred to.</param>
/// <param name="ReferenceColumn">Its column.</param>
public sealed record ExistsIn(string Column, string Table, string ReferenceColumn) : RuleKind
{
    internal const string Name = "foreign_key";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.ExistsIn(label(Column), Table, ReferenceColumn);

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, _ => TableName.TryParse(Table, out var name)
        ? new RuleTest.Reference(Column, name, ReferenceColumn)
        : new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchTable, Table)));
}
