using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every row stands in another table, too, with the same key and the same values. A missing value equals a missing one.</summary>
/// <param name="Table">The three-level name of the other table.</param>
/// <param name="Key">What makes a row the same row here and there.</param>
/// <param name="Compared">What must be equal, too; empty when only the key is looked for.</param>
public sealed record MatchesTable(string Table, ImmutableArray<ColumnPair> Key, ImmutableArray<ColumnPair> Compared) : RuleKind
{
    internal const string Name = "matches_table";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [.. Key.Concat(Compared).Select(pair => pair.Column)];

    public override QualityDimension Dimension => QualityDimension.Accuracy;

    public ImmutableArray<ColumnPair> Key { get; init; } = Key.IsDefault ? [] : Key;

    public ImmutableArray<ColumnPair> Compared { get; init; } = Compared.IsDefault ? [] : Compared;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Compared.IsEmpty
        ? words.Say($"Every row stands in {Table}, by {words.And(Key.Select(pair => label(pair.Column)))}", $"Jede Zeile steht in {Table}, nach {words.And(Key.Select(pair => label(pair.Column)))}")
        : words.Say(
            $"Every row stands in {Table}, by {words.And(Key.Select(pair => label(pair.Column)))}, with the same {words.And(Compared.Select(pair => label(pair.Column)))}",
            $"Jede Zeile steht in {Table}, nach {words.And(Key.Select(pair => label(pair.Column)))}, mit gleichen Werten in {words.And(Compared.Select(pair => label(pair.Column)))}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Columns, () => (Columns.IsEmpty, TableName.TryParse(Table, out var name)) switch
    {
        (true, _) => new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, "?")),
        (_, false) => new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchTable, Table)),
        _ => new RuleTest.Reference([.. Key, .. Compared], name, MissingIsAValue: true, IsForbidden: false),
    });

    public bool Equals(MatchesTable? other) =>
        other is not null && Table == other.Table && Key.AsSpan().SequenceEqual(other.Key.AsSpan()) && Compared.AsSpan().SequenceEqual(other.Compared.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Table, Key.Length, Compared.Length);
}
