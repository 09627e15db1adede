using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>No number lies further from the middle of all than so many usual distances; missing values are not looked at.</summary>
/// <param name="Column">A column of numbers.</param>
/// <param name="Method">What the middle and the usual distance are.</param>
/// <param name="MostDistances">How many usual distances are allowed; 3.5 medians or 3 standard deviations are common.</param>
public sealed record NoOutliers(string Column, OutlierMethod Method = OutlierMethod.Mad, double MostDistances = 3.5) : RuleKind
{
    internal const string Name = "no_outliers";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Accuracy;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Method == OutlierMethod.Mad
        ? words.Say(
            $"{label(Column)} lies at most {words.Number(MostDistances)} times as far from the median as is usual",
            $"{label(Column)} liegt höchstens {words.Number(MostDistances)}-mal so weit vom Median wie üblich")
        : words.Say(
            $"{label(Column)} lies at most {words.Number(MostDistances)} standard deviations from the mean",
            $"{label(Column)} liegt höchstens {words.Number(MostDistances)} Standardabweichungen vom Mittelwert");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column => column.Type.IsNumeric
        ? new RuleTest.Outliers(Column, Method, MostDistances)
        : new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})")));
}
