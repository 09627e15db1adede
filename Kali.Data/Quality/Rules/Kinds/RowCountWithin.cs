using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>The load has at least and at most so many rows.</summary>
public sealed record RowCountWithin(long? Min, long? Max) : RuleKind
{
    internal const string Name = "row_count";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [];

    public override QualityDimension Dimension => QualityDimension.Completeness;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.RowCount(Min, Max);

    internal override RuleTest Test(RuleSubject subject) => new RuleTest.Whole(facts => new WholeVerdict(
        !(facts.Rows < Min) && !(facts.Rows > Max),
        Failing: null,
        facts.Rows.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"[{Min ?? 0} … {(Max is { } max ? max.ToString(CultureInfo.InvariantCulture) : "∞")}]")));
}
