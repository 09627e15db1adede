using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The column has one of these types.</summary>
/// <param name="Column">The column.</param>
/// <param name="Types">By Delta's names: <c>string</c>, <c>long</c>, <c>decimal(10,2)</c>; <c>decimal</c> alone for any.</param>
public sealed record ColumnType(string Column, ImmutableArray<string> Types) : RuleKind
{
    internal const string Name = "column_type";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    public override bool IsAboutRows => false;

    public ImmutableArray<string> Types { get; init; } = Types.IsDefault ? [] : Types;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.Say(
        $"The column {label(Column)} has the type {words.Or(Types)}", $"Die Spalte {label(Column)} hat den Typ {words.Or(Types)}");

    // A column that is not there has no type: that is broken, not left out.
    internal override RuleTest Test(RuleSubject subject)
    {
        var found = subject.Find(Column)?.Type.Name;
        var holds = found is not null && Types.Any(type => found == type || (type == "decimal" && found.StartsWith("decimal(", StringComparison.Ordinal)));
        return new RuleTest.Whole(_ => new WholeVerdict(holds, Failing: null, found ?? $"−{Column}", string.Join(" | ", Types)));
    }

    public bool Equals(ColumnType? other) => other is not null && Column == other.Column && SameColumns(Types, other.Types);

    public override int GetHashCode() => HashCode.Combine(Column, Types.Length);
}
