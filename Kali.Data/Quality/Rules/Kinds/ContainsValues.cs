using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Each of these values stands in at least one row; when exact, no others do.</summary>
/// <param name="Column">The column.</param>
/// <param name="Wanted">The values, written as the column's type is written without grouping.</param>
/// <param name="IsExact">Whether other values are too much.</param>
public sealed record ContainsValues(string Column, ImmutableArray<string> Wanted, bool IsExact = false) : RuleKind
{
    internal const string Name = "contains_values";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Completeness;

    public override bool IsAboutRows => false;

    public ImmutableArray<string> Wanted { get; init; } = Wanted.IsDefault ? [] : Wanted;

    internal override string Sentence(RuleWords words, Func<string, string> label) => IsExact
        ? words.Say($"The values of {label(Column)} are exactly {words.And(Wanted)}", $"Die Werte in {label(Column)} sind genau {words.And(Wanted)}")
        : words.Say($"Among the values of {label(Column)} are {words.And(Wanted)}", $"Unter den Werten in {label(Column)} sind {words.And(Wanted)}");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        var wanted = Wanted.Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (OneOf.IsIn(column, wanted, ignoresCase: false, out var obstacle) is not { } found)
            return new RuleTest.Impossible(obstacle!);
        return new RuleTest.Whole(
            facts =>
            {
                var (there, all) = (facts.Number(0) ?? 0, facts.Number(1) ?? 0);
                var holds = there >= wanted.Length && (!IsExact || all <= there);
                return new WholeVerdict(holds, Failing: null, FormattableString.Invariant($"{there:0}/{wanted.Length}{(IsExact && all > there ? $" + {all - there:0}" : "")}"), OneOf.Shown(wanted));
            },
            Measure.Of(AggregateFunction.Distinct, Case.When(found, new Column(Column))),
            Measure.Of(AggregateFunction.Distinct, new Column(Column)));
    });

    public bool Equals(ContainsValues? other) => other is not null && Column == other.Column && SameColumns(Wanted, other.Wanted) && IsExact == other.IsExact;

    public override int GetHashCode() => HashCode.Combine(Column, Wanted.Length, IsExact);
}
