using System.Collections.Immutable;
using System.Diagnostics;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>A file looked at as the verb <c>findings</c> looks at it, on a lake of its own, with the cells in memory for scoring.</summary>
internal sealed record FindingTrial(long Rows, ImmutableArray<(int Row, string Column, FindingGroup Group, FindingCell Cell)> Cells, FindingReport Report, TimeSpan Time, TimeSpan Processor)
{
    public static Task<FindingTrial> OfAsync(string file, CancellationToken ct) => OfAsync(file, isCounted: true, ct);

    /// <param name="file">The file.</param>
    /// <param name="isCounted">Whether the cells are read, one by one.</param>
    /// <param name="tells">Whether each statement is told with its time.</param>
    public static async Task<FindingTrial> OfAsync(string file, bool isCounted, CancellationToken ct, bool tells = false)
    {
        await using var lake = await PipelineLake.OpenAsync();
        var actor = Actor.System;
        var reading = lake.Get<FileReading>();
        var source = FileSource.At(file);
        var part = reading.Look(source, ReadingChoices.None, ct) is FileOutcome.Readable readable ? readable.Parts[0] : throw new InvalidOperationException($"{file} cannot be read.");
        var preview = reading.Preview(source, part, ReadingChoices.None, TypingHints.None, ct);
        var load = await lake.Get<Workbench>().LoadAsync(source, part, [.. preview.Columns.Select(column => column.Reading)], actor, ct);
        var subject = new FindingSubject(load.Load, load.Raw, load.Silver) { RowsExpected = (await lake.Get<ILakehouse>().DescribeAsync(load.Silver, actor, ct))?.RowCount };
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var search = tells ? new FindingSearch(new TimedLakehouse(lake.Get<ILakehouse>())) : lake.Get<FindingSearch>();
        var report = await search.SearchAsync(subject, actor, ct);
        watch.Stop();
        var processor = Environment.CpuUsage.TotalTime - before;
        var labels = load.Load.Readings.ToDictionary(column => column.Name, column => column.Label);
        var found = new LoadFindings(load.Load.Dataset, new RunId(0), load.Load.LoadNo, report, report.Groups, [], Lessons.None);
        var cells = ImmutableArray.CreateBuilder<(int, string, FindingGroup, FindingCell)>();
        foreach (var group in isCounted ? report.Groups : [])
        {
            await using var result = await lake.Get<ILakehouse>().QueryAsync(Kali.Data.Quality.Findings.CellsOf(found, [group], report.Version ?? 0), actor, ct);
            await foreach (var row in result.ReadAsync(ct))
            {
                var cell = FindingTable.Cell(row);
                cells.Add(((int)DataLoad.RowOf(cell.RowId) - 2, cell.Column.Length == 0 ? "" : labels[cell.Column], group, cell));
            }
        }
        return new FindingTrial(report.Rows, cells.ToImmutable(), report, watch.Elapsed, processor);
    }
}
