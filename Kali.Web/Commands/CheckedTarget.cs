using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Explore.Export;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Quality;

namespace Kali.Web.Commands;

/// <summary>What rules are tested on: a table of the lake, any Delta table, or a file on the bench.</summary>
internal sealed class CheckedTarget : IAsyncDisposable
{
    private readonly VerbCall _call;
    private readonly FileBench? _bench;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly string? _temporary;

    private CheckedTarget(VerbCall call, CheckSubject subject, TableRef? raw, ImmutableArray<Rule> rules, FileBench? bench = null, string? temporary = null)
    {
        (_call, Subject, Raw, Rules, _bench, _temporary) = (call, subject, raw, rules, bench, temporary);
        _labels = subject.Schema.Columns.ToDictionary(column => column.Name, column => column.Shown);
    }

    public CheckSubject Subject { get; }

    /// <summary>The texts of the files the rows came from; null for tables that Kali did not make.</summary>
    public TableRef? Raw { get; }

    public ImmutableArray<Rule> Rules { get; }

    public bool IsFile => _bench is not null;

    /// <summary>The file as it was loaded on its bench; null for tables of the lake.</summary>
    public BenchLoad? Bench => _bench?.Load;

    /// <summary>The header as the file has it.</summary>
    public string Label(string column) => _labels.GetValueOrDefault(column, column);

    public Task<T> ServiceAsync<T>(CancellationToken ct) where T : notnull => (_bench is null ? _call.ServiceAsync<T>(ct) : _bench.ServiceAsync<T>(ct));

    public static async Task<CheckedTarget> OpenAsync(VerbCall call, string target, string? sheet, string? rules, Actor actor, CancellationToken ct) =>
        VerbTables.IsTable(target)
            ? await OfTableAsync(call, target, rules, actor, ct)
            : await OfFileAsync(call, target, sheet, rules, null, actor, ct);

    /// <summary>The same with the texts behind every row: a table that Kali did not make is read as a file would be.</summary>
    public static async Task<CheckedTarget> OpenWithTextsAsync(VerbCall call, string target, string? sheet, string? rules, Actor actor, CancellationToken ct)
    {
        if (!VerbTables.IsTable(target))
            return await OfFileAsync(call, target, sheet, rules, null, actor, ct);
        var table = await OfTableAsync(call, target, rules, actor, ct);
        if (table.Raw is not null)
            return table;
        var folder = Directory.CreateTempSubdirectory("kali-table-").FullName;
        try
        {
            var file = Path.Combine(folder, $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(target))}.parquet");
            await using (var rows = await (await call.ServiceAsync<ILakehouse>(ct)).QueryAsync(Sql.Of($"SELECT * FROM {table.Subject.Table}"), actor, ct))
            await using (var written = File.Create(file))
                await ExportFormat.Parquet.WriteAsync(new ResultSetView(rows), written, ct);
            return await OfFileAsync(call, file, null, rules, folder, actor, ct);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_bench is not null)
            await _bench.DisposeAsync();
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
    }

    private static async Task<CheckedTarget> OfFileAsync(VerbCall call, string file, string? sheet, string? rules, string? temporary, Actor actor, CancellationToken ct)
    {
        var bench = await FileBench.LoadAsync(call, file, sheet, actor, ct);
        try
        {
            var dataset = bench.Load.Load.Dataset;
            var tested = rules is null ? RuleProposals.For(dataset, bench.Columns, [], await (await bench.ServiceAsync<EmptyColumns>(ct)).OfAsync(bench.Load.Subject, actor, ct)) : await ReadAsync(rules, dataset, ct);
            return new CheckedTarget(call, bench.Load.Subject, bench.Load.Raw, tested, bench, temporary);
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Raw and quarantine hold texts, and rules speak of values: they are tested on silver, which has the same rows.</summary>
    private static async Task<CheckedTarget> OfTableAsync(VerbCall call, string target, string? rules, Actor actor, CancellationToken ct)
    {
        var named = VerbTables.Of(target) is TableRef.Named { Name: var name } ? name : (TableName?)null;
        if (named is { } table && DatasetName.TryFrom(table, out var dataset))
        {
            var tested = table.Layer is Layer.Gold ? dataset.Gold : dataset.Silver;
            await VerbTables.DescribedAsync(call, target, actor, ct);
            var (reference, description) = await VerbTables.DescribedAsync(call, tested.ToString(), actor, ct);
            var inForce = rules is null ? await (await call.ServiceAsync<Rules>(ct)).OfAsync(dataset, actor, ct) : await ReadAsync(rules, dataset, ct);
            return new CheckedTarget(call, new CheckSubject(reference, description.Schema, null, Now(call)), dataset.Raw, inForce);
        }
        var (folder, foreign) = await VerbTables.DescribedAsync(call, target, actor, ct);
        var plain = new DatasetName("any", "table");
        var proposed = rules is null
            ? RuleProposals.For(plain, [.. foreign.Schema.Columns.Where(column => !column.IsSystem).Select(column => new ColumnReading(column.Name, column.Shown, column.Type, new ValueFormat.AsText()))], [])
            : await ReadAsync(rules, plain, ct);
        return new CheckedTarget(call, new CheckSubject(folder, foreign.Schema, null, Now(call)), null, proposed);
    }

    private static DateTimeOffset Now(VerbCall call) => call.Clock.GetUtcNow();

    private static async Task<ImmutableArray<Rule>> ReadAsync(string file, DatasetName dataset, CancellationToken ct)
    {
        if (!File.Exists(file))
            throw new NotFoundException($"There is no file {file}. Check its name and folder.");
        return RuleFile.Read(await File.ReadAllTextAsync(file, ct), dataset);
    }
}
