using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The findings of loads, as their runs kept them.</summary>
public sealed class Findings(QualityReports reports, FindingLessons lessons, Datasets datasets, ILakehouse lakehouse)
{
    /// <summary>What was found in a load, the newest without a run; null where no run has looked. Whoever may not read the rows gets counts and no examples.</summary>
    public async Task<LoadFindings?> ForAsync(DatasetName dataset, RunId? run, Actor actor, CancellationToken ct)
    {
        if (await reports.ForAsync(dataset, run, actor, ct) is not { Latest: { Report.Findings: { } found } load })
            return null;
        if (!await datasets.MayReadAsync(dataset, Layer.Findings, actor, ct))
            found = found with { Groups = [.. found.Groups.Select(group => group with { Examples = [] })] };
        var taught = await lessons.OfAsync(dataset, actor, ct);
        var (dismissed, open) = (found.Groups.Where(group => taught.IsDismissed(group.Detector, group.Column)), found.Groups.Where(group => !taught.IsDismissed(group.Detector, group.Column)));
        return new LoadFindings(dataset, load.Run, load.LoadNo, found, [.. open], [.. dismissed], taught);
    }

    /// <summary>Every cell of a group, in the order of rows. The actor needs to be one who may read held-back rows of the dataset.</summary>
    /// <param name="found">The load's findings.</param>
    /// <param name="group">One of its groups.</param>
    /// <param name="afterRowId">Only rows after this one; 0 for all.</param>
    /// <param name="take">At most so many; null for all.</param>
    public async IAsyncEnumerable<FindingCell> CellsAsync(
        LoadFindings found, FindingGroup group, long afterRowId, int? take, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        if (found.Report.Version is not { } version)
            yield break;
        await using var cells = await lakehouse.QueryAsync(CellsOf(found, [group], version, afterRowId, take), actor, ct);
        await foreach (var row in cells.ReadAsync(ct))
            yield return FindingTable.Cell(row);
    }

    /// <summary>The cells of groups as a relation with <c>_row_id, column_name, value, proposal, basis, weight</c>, for whoever builds SQL on them.</summary>
    public static Sql CellsOf(LoadFindings found, ImmutableArray<FindingGroup> groups, long version, long afterRowId = 0, int? take = null)
    {
        var load = new DataLoad(found.Dataset, found.LoadNo, []);
        var chosen = groups.Select(group => Sql.Of($"({FindingTable.Detector} = {DetectorFacts.Code(group.Detector)} AND {FindingTable.ColumnName} = {group.Column} AND {FindingTable.Tier} = {FindingTiers.Code(group.Tier)})"));
        var limit = take is { } most ? Sql.Of($" LIMIT {new WholeNumber(most)}") : Sql.Empty;
        return Sql.Of($"""
            SELECT {FindingTable.CellColumns}
            FROM {found.Dataset.Findings.At(version)} AS found
            WHERE {load.Rows} AND {FindingTable.RowId} > {new WholeNumber(afterRowId)} AND ({Sql.Join(" OR ", chosen)})
            ORDER BY {FindingTable.RowId}{limit}
            """);
    }
}
