using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>No two rows have the same values in these columns. Rows in which one of them is missing have no key and are not looked at, unless said otherwise.</summary>
public sealed record Unique(ImmutableArray<string> Key, bool MissingIsAValue = false) : RuleKind
{
    internal const string Name = "unique";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Key;

    public override QualityDimension Dimension => QualityDimension.Uniqueness;

    public ImmutableArray<string> Key { get; init; } = Key.IsDefault ? [] : Key;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Unique([.. Key.Select(label)]);

    internal override RuleTest Test(RuleSubject subject) => With(subject, Key, () => Key.IsEmpty
        ? new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, "?"))
        : new RuleTest.Keys(Key, MissingIsAValue));

    public bool Equals(Unique? other) => other is not null && SameColumns(Key, other.Key) && MissingIsAValue == other.MissingIsAValue;

    public override int GetHashCode() => Key.Length;
}
