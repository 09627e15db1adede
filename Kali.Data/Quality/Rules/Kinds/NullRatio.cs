using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>At most a share of the column's values is missing, and at least another.</summary>
/// <param name="Column">The column.</param>
/// <param name="MostPercent">0 to 100.</param>
/// <param name="LeastPercent">0 to 100.</param>
public sealed record NullRatio(string Column, double MostPercent = NullRatio.DefaultPercent, double LeastPercent = 0) : RuleKind
{
    public const double DefaultPercent = 10;
    internal const string Name = "null_ratio";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Completeness;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) => LeastPercent <= 0
        ? words.NullRatio(label(Column), MostPercent)
        : words.Say(
            $"{label(Column)} is missing in {words.Within(LeastPercent, MostPercent)} percent of the rows",
            $"{label(Column)} fehlt in {words.Within(LeastPercent, MostPercent)} Prozent der Zeilen");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, _ => new RuleTest.Whole(
        NotNull.Missing(subject, Column),
        Measured: [],
        facts => new WholeVerdict(
            facts.Rows == 0 || (facts.Counted * 100.0 / facts.Rows <= MostPercent && facts.Counted * 100.0 / facts.Rows >= LeastPercent),
            facts.Counted,
            string.Create(CultureInfo.InvariantCulture, $"{(facts.Rows == 0 ? 0 : facts.Counted * 100.0 / facts.Rows):0.##}%"),
            LeastPercent <= 0
                ? string.Create(CultureInfo.InvariantCulture, $"≤ {MostPercent:0.##}%")
                : string.Create(CultureInfo.InvariantCulture, $"[{LeastPercent:0.##} … {MostPercent:0.##}]%"))));
}
