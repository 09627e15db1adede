using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Every value stands in a column of another table, or with <see cref="IsForbidden"/> none does; rows in which it is missing are not looked at.</summary>
/// <param name="Column">The column.</param>
/// <param name="Table">The three-level name of the table referred to.</param>
/// <param name="ReferenceColumn">Its column.</param>
public sealed record ExistsIn(string Column, string Table, string ReferenceColumn) : RuleKind
{
    internal const string Name = "foreign_key";

    /// <summary>Further columns of a key of several.</summary>
    public ImmutableArray<ColumnPair> Further { get; init; } = [];

    /// <summary>Whether standing there is what must not be.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>Whether a missing value equals a missing one there.</summary>
    public bool MissingIsAValue { get; init; }

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column, .. Further.Select(pair => pair.Column)];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    internal override string Sentence(RuleWords words, Func<string, string> label)
    {
        if (Further.IsEmpty && !IsForbidden)
            return words.ExistsIn(label(Column), Table, ReferenceColumn);
        var (here, there) = (words.And(Columns.Select(label)), words.And(Further.Select(pair => pair.There).Prepend(ReferenceColumn)));
        return IsForbidden
            ? words.Say($"No {here} stands in {there} of {Table}", $"Kein Wert in {here} steht in {there} von {Table}")
            : words.Say($"Every {here} stands together in {there} of {Table}", $"Die Werte in {here} stehen zusammen in {there} von {Table}");
    }

    internal override RuleTest Test(RuleSubject subject) => With(subject, Columns, () => TableName.TryParse(Table, out var name)
        ? new RuleTest.Reference([new ColumnPair(Column, ReferenceColumn), .. Further], name, MissingIsAValue, IsForbidden)
        : new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchTable, Table)));

    public bool Equals(ExistsIn? other) =>
        other is not null && (Column, Table, ReferenceColumn, IsForbidden, MissingIsAValue) == (other.Column, other.Table, other.ReferenceColumn, other.IsForbidden, other.MissingIsAValue)
        && Further.AsSpan().SequenceEqual(other.Further.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Column, Table, ReferenceColumn);
}
