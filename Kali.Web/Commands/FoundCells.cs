using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Web.Commands;

/// <summary>What rules and detectors find in a target, row by row; a cell that both find is told once, as the rule has it, with the detector's suggestion.</summary>
internal static class FoundCells
{
    public static async IAsyncEnumerable<Finding> OfAsync(CheckedTarget target, Actor actor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var detected = await DetectedAsync(target, actor, ct);
        var rules = (await target.ServiceAsync<RuleFindings>(ct)).OfAsync(target.Raw!, target.Subject, target.Rules, actor, ct);
        await using var byRule = rules.GetAsyncEnumerator(ct);
        await using var byDetector = detected.GetAsyncEnumerator(ct);
        var (hasRule, hasDetector) = (await byRule.MoveNextAsync(), await byDetector.MoveNextAsync());
        while (hasRule || hasDetector)
        {
            var rowId = Math.Min(hasRule ? byRule.Current.RowId : long.MaxValue, hasDetector ? byDetector.Current.RowId : long.MaxValue);
            var row = new List<Finding>();
            for (; hasRule && byRule.Current.RowId == rowId; hasRule = await byRule.MoveNextAsync())
                row.Add(byRule.Current);
            for (; hasDetector && byDetector.Current.RowId == rowId; hasDetector = await byDetector.MoveNextAsync())
            {
                var found = byDetector.Current;
                var told = row.FindIndex(one => one.Column == found.Column);
                if (told < 0)
                    row.Add(found);
                else if (found.Suggestion is not null)
                    row[told] = row[told] with { Suggestion = found.Suggestion };
            }
            foreach (var finding in row)
                yield return finding;
        }
    }

    /// <summary>A file is looked at now, on its bench; a table's findings are those its runs have kept.</summary>
    private static async Task<IAsyncEnumerable<Finding>> DetectedAsync(CheckedTarget target, Actor actor, CancellationToken ct)
    {
        var cells = await target.ServiceAsync<DetectedFindings>(ct);
        var lakehouse = await target.ServiceAsync<ILakehouse>(ct);
        if (target.Bench is { } load)
        {
            var rows = (await lakehouse.DescribeAsync(load.Silver, actor, ct))?.RowCount;
            var report = await (await target.ServiceAsync<FindingSearch>(ct)).SearchAsync(new FindingSubject(load.Load, load.Raw, load.Silver) { RowsExpected = rows }, actor, ct);
            return report.Version is { } version ? cells.OfAsync(load.Raw, load.Load.Dataset.Findings.At(version), null, actor, ct) : AsyncEnumerable.Empty<Finding>();
        }
        if (target.Raw is not TableRef.Named { Name: var raw } || !DatasetName.TryFrom(raw, out var dataset) || await lakehouse.DescribeAsync(dataset.Findings, actor, ct) is null)
            return AsyncEnumerable.Empty<Finding>();
        var within = target.Subject.Table is TableRef.Named { Name.Layer: Layer.Gold } ? target.Subject.Table : null;
        return cells.OfAsync(target.Raw, dataset.Findings, within, actor, ct);
    }
}
