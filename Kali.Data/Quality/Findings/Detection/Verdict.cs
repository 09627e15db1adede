using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// From what detectors say to findings: each cell once, under the detector that says most, confirmed when one says so that is hardly ever mistaken
/// or two of different families agree. Detectors of one family look at the same sign; their agreement is no second opinion.
/// </summary>
internal static class Verdict
{
    private enum Family
    {
        Rarity,
        Form,
        Relation,
        Size,
        Absence,
        Row,
    }

    /// <summary>The rows of the table of findings.</summary>
    public static Sql Of(FindingSubject subject, ImmutableArray<Suspicion> suspicions)
    {
        var all = suspicions.Select(said => Sql.Of($"""
            SELECT {Suspicion.Columns}, {said.Column} AS column_name, {DetectorFacts.Code(said.Detector)} AS detector,
                {new WholeNumber((int)FamilyOf(said.Detector))} AS family, {new WholeNumber(Rank(said.Detector))} AS standing, {new Truth(subject.Lessons.MayConfirm(said.Detector))} AS may_confirm
            FROM ({said.Cells}) AS cells
            """));
        var needs = Sql.Join("", suspicions.SelectMany(said => said.Needs).DistinctBy(need => need.Name).Select(need => Sql.Of($"{need.Name} AS {new ComputedOnce()}({need.Rows}), ")));
        var families = Sql.Join(" + ", Enum.GetValues<Family>().Select(family => Sql.Of($"max(CASE WHEN family = {new WholeNumber((int)family)} THEN 1 ELSE 0 END)")));
        var columns = suspicions.Select(said => said.Column).ToHashSet(StringComparer.Ordinal);
        var values = Sql.Join(" ", subject.Load.Readings.Where(reading => columns.Contains(reading.Name)).Select(reading => Sql.Of($"WHEN {reading.Name} THEN {new ColumnOf("texts", reading.Name)}")));
        return Sql.Of($"""
            WITH {needs}heard AS {new ComputedOnce()}({Sql.Join(" UNION ALL ", all)}),
            said AS {new ComputedOnce()}({Heard(suspicions)}),
            weighed AS (
                SELECT {Look.RowId}, column_name, {families} AS families, max(CASE WHEN strong THEN 1 ELSE 0 END) AS strong, max(CASE WHEN may_confirm THEN 1 ELSE 0 END) AS may_confirm
                FROM said GROUP BY {Look.RowId}, column_name),
            chosen AS (
                SELECT * FROM (
                    SELECT {Look.RowId}, column_name, detector, basis, weight,
                        coalesce(proposal, max(proposal) OVER (PARTITION BY {Look.RowId}, column_name)) AS proposal,
                        row_number() OVER (PARTITION BY {Look.RowId}, column_name ORDER BY CASE WHEN strong THEN 0 ELSE 1 END, standing, weight DESC, detector, basis) AS place
                    FROM said) AS placed
                WHERE place = 1)
            SELECT chosen.{Look.RowId}, chosen.column_name, chosen.detector,
                CASE WHEN weighed.may_confirm = 1 AND (weighed.strong = 1 OR weighed.families >= 2) THEN {FindingTiers.Code(FindingTier.Confirmed)} ELSE {FindingTiers.Code(FindingTier.WorthALook)} END AS tier,
                {(values.IsEmpty ? Sql.Of($"{new Missing(DataType.String)}") : Sql.Of($"CASE chosen.column_name {values} ELSE NULL END"))} AS value, chosen.proposal, chosen.basis, CAST(chosen.weight AS DOUBLE) AS weight
            FROM chosen
            JOIN weighed ON chosen.{Look.RowId} = weighed.{Look.RowId} AND chosen.column_name = weighed.column_name
            JOIN {subject.Raw} AS texts ON texts.{Look.RowId} = chosen.{Look.RowId}
            WHERE texts.{Look.RowId} >= {new WholeNumber(subject.Load.FirstRowId)} AND texts.{Look.RowId} < {new WholeNumber(subject.Load.FirstRowId + DataLoad.IdsPerLoad)}
            """);
    }

    /// <summary>Without what another column's own finding in the same row explains.</summary>
    private static Sql Heard(ImmutableArray<Suspicion> suspicions)
    {
        var yielding = suspicions.Where(said => !said.YieldsTo.IsEmpty).ToList();
        if (yielding.Count == 0)
            return Sql.Of($"SELECT * FROM heard");
        var explained = Sql.Join(" OR ", yielding.Select(said => Sql.Of(
            $"(heard.detector = {DetectorFacts.Code(said.Detector)} AND heard.column_name = {said.Column} AND others.column_name IN ({said.YieldsTo.Select(column => Sql.Of($"{column}"))}))")));
        return Sql.Of($"""
            SELECT * FROM heard
            WHERE NOT EXISTS (SELECT 1 FROM heard AS others WHERE others.{Look.RowId} = heard.{Look.RowId} AND others.detector <> heard.detector AND ({explained}))
                OR EXISTS (SELECT 1 FROM heard AS others WHERE others.{Look.RowId} = heard.{Look.RowId} AND others.detector <> heard.detector AND others.column_name = heard.column_name)
            """);
    }

    private static Family FamilyOf(DetectorKind detector) => detector switch
    {
        DetectorKind.ValueSnap or DetectorKind.TokenTypo or DetectorKind.RareCategory => Family.Rarity,
        DetectorKind.FormatMinority or DetectorKind.ForeignCharacters or DetectorKind.DoubledPunctuation => Family.Form,
        DetectorKind.NumericOutlier or DetectorKind.DateOutlier or DetectorKind.UnitMix => Family.Size,
        DetectorKind.DisguisedMissing or DetectorKind.EmptyCell => Family.Absence,
        DetectorKind.ExactDuplicate or DetectorKind.FuzzyDuplicate => Family.Row,
        _ => Family.Relation,
    };

    /// <summary>Of several detectors on a cell the first in this order gives the reason: what explains most to a person.</summary>
    private static int Rank(DetectorKind detector) => detector switch
    {
        DetectorKind.ShiftedRow => 0,
        DetectorKind.SwappedColumns => 1,
        DetectorKind.DisguisedMissing => 2,
        DetectorKind.UnitMix => 3,
        DetectorKind.ForeignCharacters => 4,
        DetectorKind.ValueSnap => 5,
        DetectorKind.FormatMinority => 6,
        DetectorKind.Dependency => 7,
        DetectorKind.TokenTypo => 8,
        DetectorKind.Condition => 9,
        DetectorKind.TotalMismatch => 10,
        DetectorKind.DateOutlier or DetectorKind.NumericOutlier => 11,
        DetectorKind.DoubledPunctuation => 12,
        DetectorKind.RareCategory => 13,
        _ => 14,
    };
}
