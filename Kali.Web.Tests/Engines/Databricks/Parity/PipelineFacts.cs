using System.Globalization;
using System.Text.Json.Nodes;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Kali.Data.Lake;
using Kali.Data.Lineage;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks.Parity;

/// <summary>Everything that a run leaves behind, a line each: what must be the same whatever engine worked.</summary>
internal sealed class PipelineFacts(PipelineLake lake)
{
    /// <summary>Different by nature: ids made by chance, moments, and the engine's own statements.</summary>
    private static readonly string[] OfTheirOwn = ["_upload_id", "_reasons", "held_at"];

    /// <summary>The tables that Kali reads in the file, or the reason why it reads none: what it cannot read has nothing to compare.</summary>
    public FileOutcome Look(ParityFile file, CancellationToken ct)
    {
        using var content = new TemporaryFolder();
        var path = content.At(file.FileName);
        File.WriteAllBytes(path, file.Bytes);
        return lake.Get<FileReading>().Look(FileSource.At(path, file.FileName), ReadingChoices.None, ct);
    }

    /// <summary>Loads the files one after another and tells what became of each, by its dataset.</summary>
    public async Task<Dictionary<string, List<string>>> OfAsync(IReadOnlyList<ParityFile> files, CancellationToken ct)
    {
        var runs = new List<RunId>();
        foreach (var file in files)
            runs.Add(await lake.Runs.StartAsync(await ReceiveAsync(file, ct), PipelineLake.One, ct));
        await Sending.WorkToEndAsync(lake, runs, ct);
        var facts = new Dictionary<string, List<string>>();
        foreach (var (file, run) in files.Zip(runs))
            facts[file.Dataset] = await FactsAsync(new DatasetName("kali_dev", file.Dataset), run, ct);
        return facts;
    }

    private async Task<PartToLoad> ReceiveAsync(ParityFile file, CancellationToken ct)
    {
        var place = new LakePath($"raw/uploads/2026-11-23/u-one/{file.FileName}");
        Assert.True(await lake.Get<ILakeFiles>().PutIfAbsentAsync(place, file.Bytes, ct));
        var source = FileSource.At(lake.Get<ILakeFiles>().LocalPath(place)!, file.FileName);
        var reading = lake.Get<FileReading>();
        var part = Assert.IsType<FileOutcome.Readable>(reading.Look(source, ReadingChoices.None, ct)).Parts[file.Table];
        var columns = reading.Preview(source, part, ReadingChoices.None, TypingHints.None, ct).Columns
            .Select((column, place) => file.ReadAs.TryGetValue(place, out var asked) ? column.Reading with { Type = asked.Type, Format = asked.Format } : column.Reading);
        return PipelineLake.Part(file.Dataset, file.FileName, file.Bytes.Length) with { ReceivedAs = place.Value, FileName = file.FileName, Part = part, Columns = [.. columns] };
    }

    private async Task<List<string>> FactsAsync(DatasetName dataset, RunId id, CancellationToken ct)
    {
        var facts = new List<string>();
        var run = await SnapshotAsync(id, ct);
        facts.Add($"run {run.State} {run.Gate} {run.GateReason} {run.Score?.ToString(CultureInfo.InvariantCulture)} {run.Ledger} {run.Fault?.Message}");
        facts.AddRange(run.Steps.Select(step => $"step {step.Name} {step.State} {step.Rows}"));
        facts.AddRange(run.Changes.Select(change => $"change {change}"));
        foreach (var table in new[] { dataset.Raw, dataset.Silver, dataset.Quarantine, dataset.Gold, dataset.Findings })
            facts.AddRange(await TableAsync(table, table == dataset.Findings ? Sql.Of($"_row_id, column_name, detector") : Sql.Of($"_row_id"), ct));
        facts.AddRange(await VerdictsAsync(dataset, ct));
        var graph = await lake.Get<LineageGraphs>().OfAsync(dataset.Gold, LineageDirection.ComesFrom, PipelineLake.Steward, ct);
        facts.AddRange(graph.Edges.Select(edge => $"lineage {edge.From} {edge.Step} {edge.To} {edge.Rows} {string.Join(' ', edge.Columns.Select(flow => $"{flow.From}→{flow.To}({string.Join('+', flow.What)})"))}").Order(StringComparer.Ordinal));
        return facts;
    }

    private async Task<RunSnapshot> SnapshotAsync(RunId id, CancellationToken ct)
    {
        await foreach (var run in lake.Runs.WatchAsync(id, PipelineLake.Steward, ct))
            return run;
        throw new InvalidOperationException($"There is no run {id}.");
    }

    private async Task<List<string>> TableAsync(TableName table, Sql order, CancellationToken ct)
    {
        if (await lake.Get<ILakehouse>().DescribeAsync(table, Actor.System, ct) is not { Schema: var schema })
            return [$"{table}: not there"];
        var facts = schema.Columns.Select(column => $"{table} has {column} {schema.PartitionedBy.IndexOf(column.Name)}").ToList();
        var columns = schema.Columns.Where(column => !OfTheirOwn.Contains(column.Name)).Select(column => new SqlName(column.Name)).ToList();
        facts.AddRange((await QueryAsync(Sql.Of($"SELECT {columns} FROM {table} ORDER BY {order}"), ct)).Select(row => $"{table}: {string.Join('|', row.Select(Text))}"));
        if (schema.Find("_reasons") is not null)
            facts.AddRange((await QueryAsync(Sql.Of($"SELECT _row_id, _reasons FROM {table} ORDER BY _row_id"), ct)).Select(row => $"{table} reasons {row[0]}: {Reasons(row[1] as string)}"));
        return facts;
    }

    /// <summary>
    /// Rules have ids of their own in each lake. Databricks leaves members without a value out of a JSON object, DuckDB writes them as null; whoever reads takes both alike.
    /// </summary>
    private static string Reasons(string? json) => json is null ? "∅" : string.Join("; ", JsonNode.Parse(json)!.AsArray().Select(reason =>
        string.Join(", ", reason!.AsObject().Where(member => member.Key != "rule" && member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}={member.Value}"))).Order(StringComparer.Ordinal));

    private async Task<List<object?[]>> QueryAsync(Sql sql, CancellationToken ct)
    {
        await using var result = await lake.Get<ILakehouse>().QueryAsync(sql, PipelineLake.Steward, ct);
        return await result.ToListAsync(ct);
    }

    private async Task<List<string>> VerdictsAsync(DatasetName dataset, CancellationToken ct)
    {
        if (await lake.Get<QualityReports>().ForAsync(dataset, null, PipelineLake.Steward, ct) is not { Latest.Report: var report })
            return ["no report"];
        var facts = report.Results.Select(result => FormattableString.Invariant($"rule {result.Rule.Name} {result.Outcome} {result.Evaluated} {result.Failing} {result.Observed}")).ToList();
        facts.AddRange((report.Score?.Dimensions ?? []).Select(dimension => FormattableString.Invariant($"score {dimension.Dimension} {dimension.PointsLost}")));
        facts.AddRange((report.Findings?.Groups ?? []).Select(group => FormattableString.Invariant(
            $"finding {group.Key} {group.Cells} {group.Rows} of {group.Of}, {group.Basis}, {group.Points}: {string.Join("; ", group.Examples.Select(cell => $"{cell.RowId} {cell.Value} → {cell.Proposal} ({cell.Weight:0.########})"))}")));
        return facts;
    }

    private static string Text(object? value) => value switch
    {
        null => "∅",
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        // A zero without its sign would look like one with it.
        double number => number == 0 && double.IsNegative(number) ? "-0" : number.ToString("R", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
