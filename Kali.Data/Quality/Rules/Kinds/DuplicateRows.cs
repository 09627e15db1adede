using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>No row stands twice: all columns are equal, or those named. A missing value is a value like any other here.</summary>
/// <param name="Compared">The columns compared; empty for all of the dataset's own.</param>
public sealed record DuplicateRows(ImmutableArray<string> Compared) : RuleKind
{
    internal const string Name = "duplicate_rows";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Compared;

    public override QualityDimension Dimension => QualityDimension.Uniqueness;

    public ImmutableArray<string> Compared { get; init; } = Compared.IsDefault ? [] : Compared;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.NoDuplicateRows([.. Compared.Select(label)]);

    internal override RuleTest Test(RuleSubject subject) => With(subject, Compared, () => new RuleTest.Keys(
        Compared.IsEmpty ? [.. subject.Schema.Columns.Where(column => !column.IsSystem).Select(column => column.Name)] : Compared,
        MissingIsAValue: true));

    public bool Equals(DuplicateRows? other) => other is not null && SameColumns(Compared, other.Compared);

    public override int GetHashCode() => Compared.Length;
}
