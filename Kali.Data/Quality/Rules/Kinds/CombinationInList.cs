using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The values of several columns stand together in a list; rows in which one of them is missing are not looked at.</summary>
/// <param name="Together">The columns.</param>
/// <param name="Allowed">Each a value for every column, in their order.</param>
public sealed record CombinationInList(ImmutableArray<string> Together, ImmutableArray<ImmutableArray<string>> Allowed) : RuleKind
{
    private const int MostShown = 5;
    internal const string Name = "combination_in_list";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => Together;

    public override QualityDimension Dimension => QualityDimension.Consistency;

    public ImmutableArray<string> Together { get; init; } = Together.IsDefault ? [] : Together;

    public ImmutableArray<ImmutableArray<string>> Allowed { get; init; } = Allowed.IsDefault ? [] : Allowed;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"{words.And(Together.Select(label))} together are {words.Or([.. Allowed.Select(Shown)])}",
        $"{words.And(Together.Select(label))} sind zusammen {words.Or([.. Allowed.Select(Shown)])}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Together, () =>
    {
        var any = ImmutableArray.CreateBuilder<SqlExpression>();
        foreach (var combination in Allowed)
        {
            if (combination.Length != Together.Length)
                return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, Shown(combination)));
            var all = ImmutableArray.CreateBuilder<SqlExpression>();
            foreach (var (column, text) in Together.Zip(combination))
            {
                if (RuleValue.TryParse(text, subject.Find(column)!.Type) is not { } value)
                    return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{text} ({subject.Find(column)!.Type})"));
                all.Add(new Column(column).EqualTo(value));
            }
            any.Add(new AllOf(all.ToImmutable()));
        }
        var present = Together.Select(SqlExpression (column) => new Column(column).IsNotNull());
        return new RuleTest.Cells(
            new AllOf([.. present, new AnyOf(any.ToImmutable()).Not()]),
            Together.FirstOrDefault(),
            string.Join(" | ", Allowed.Take(MostShown).Select(Shown)) + (Allowed.Length > MostShown ? " | …" : ""));
    });

    private static string Shown(ImmutableArray<string> combination) => string.Join(" · ", combination);

    public bool Equals(CombinationInList? other) =>
        other is not null && SameColumns(Together, other.Together) && Allowed.Length == other.Allowed.Length && Allowed.Zip(other.Allowed).All(pair => SameColumns(pair.First, pair.Second));

    public override int GetHashCode() => HashCode.Combine(Together.Length, Allowed.Length);
}
