using System.Collections.Immutable;
using System.CommandLine;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Kali.Data.Pipeline;

namespace Kali.Web.Commands;

/// <summary>A file on a lake of its own that goes away with it: profile, check and findings look at files that nobody has loaded.</summary>
internal sealed class FileBench : IAsyncDisposable
{
    private readonly ThrownAwayLake _lake;

    private FileBench(ThrownAwayLake lake) => _lake = lake;

    public BenchLoad Load { get; private set; } = null!;

    /// <summary>The columns as they are read.</summary>
    public ImmutableArray<ColumnReading> Columns => Load.Load.Readings;

    public Task<T> ServiceAsync<T>(CancellationToken ct) where T : notnull => _lake.ServiceAsync<T>(ct);

    public static Option<string?> SheetOption() => new("--sheet") { Description = "The sheet of a workbook; the first that is not hidden without it", HelpName = "S" };

    /// <summary>Reads the file as far as silver; what its questions are answered with, and what could not be read, is told on standard error.</summary>
    public static async Task<FileBench> LoadAsync(VerbCall call, string file, string? sheet, Actor actor, CancellationToken ct)
    {
        var bench = new FileBench(ThrownAwayLake.Of(call));
        try
        {
            var reading = await bench.ServiceAsync<FileReading>(ct);
            var source = VerbFiles.Source(file);
            var (part, columns) = await ReadAsync(call, reading, source, sheet, ct);
            var workbench = await bench.ServiceAsync<Workbench>(ct);
            bench.Load = await Task.Run(() => workbench.LoadAsync(source, part, columns, actor, ct), ct);
            if (bench.Load.NotReadable > 0)
                await call.MessageAsync($"{file}: {VerbWords.Count(bench.Load.NotReadable)} of {VerbWords.Count(bench.Load.Rows + bench.Load.NotReadable)} lines could not be read; “convert” says which.");
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>How a file is read, with the stated default for everything it leaves open.</summary>
    public static async Task<(Part Part, ImmutableArray<ColumnReading> Columns)> ReadAsync(
        VerbCall call, FileReading reading, FileSource source, string? sheet, CancellationToken ct)
    {
        var part = VerbFiles.First(VerbFiles.Readable(reading, source, ReadingChoices.None, ct), sheet);
        var preview = reading.Preview(source, part, ReadingChoices.None, TypingHints.None, ct);
        foreach (var question in preview.Questions)
            await call.MessageAsync($"{source.Name}: {AssumedAnswer.Sentence(question)}");
        return (part, [.. preview.Columns.Select(column => column.Reading)]);
    }

    public ValueTask DisposeAsync() => _lake.DisposeAsync();
}
