using System.CommandLine;
using System.Globalization;
using Kali.Data;
using Kali.Data.Ingest;

namespace Kali.Web.Commands;

/// <summary><c>convert FILE… --out DIR</c>: each file read as Kali reads it, as plain UTF-8 CSV.</summary>
internal sealed class ConvertVerb() : Verb("convert", "Write each file, read as Kali reads it, as plain UTF-8 CSV text")
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Anything Kali ingests", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = "The folder to write to", HelpName = "DIR", Required = true };

    private readonly ReadingOptions _reading = new();

    protected override void Describe(Command command)
    {
        command.Add(_files);
        command.Add(_out);
        _reading.AddTo(command);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(call.Given.GetRequiredValue(_out)).FullName;
        var conversion = new FileConversion(new FileReading(new IngestOptions()));
        var files = call.Given.GetRequiredValue(_files);
        return await VerbFiles.EachAsync(call, files, file => ConvertAsync(call, conversion, file, folder, _reading.Of(call.Given), ct));
    }

    private static async Task ConvertAsync(VerbCall call, FileConversion conversion, string file, string folder, ReadingChoices choices, CancellationToken ct)
    {
        var target = Path.Combine(folder, Path.GetFileName(file) + "_converted.csv");
        Conversion made;
        await using (var output = File.Create(target))
            made = conversion.Write(VerbFiles.Source(file), choices, output, ct);
        if (made.Reason is { } reason)
            throw new RefusedException(reason);
        if (call.IsJson)
            await call.JsonAsync(new { file, converted = target, rows = made.Rows, rejected = made.RejectedRows, skipped = made.Skipped, table = made.Table, tables = made.Tables });
        else
            await call.LineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {made.Rows:N0} rows in {target}"));
        if (made.Tables > 1)
            await call.MessageAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: this is table {made.Table} of {made.Tables}; --table chooses another, --table 0 takes all as one."));
        foreach (var (kind, count) in made.Skipped.Where(skipped => skipped.Key is not SkippedLineKind.Header))
            await call.MessageAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {count:N0} lines are no data ({VerbWords.Word(kind)})."));
        if (made.Rejected.Count > 0)
            await call.MessageAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {made.RejectedRows:N0} lines could not be read, the first is line {made.Rejected[0].Line:N0} ({made.Rejected[0].Reason})."));
    }
}
