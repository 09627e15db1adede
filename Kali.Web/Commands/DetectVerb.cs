using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Ingest;

namespace Kali.Web.Commands;

/// <summary><c>detect FILE…</c>: what each file is.</summary>
internal sealed class DetectVerb() : Verb("detect", "Say what each file is: format, encoding, dialect, header, columns")
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Anything Kali ingests", Arity = ArgumentArity.OneOrMore };

    private readonly ReadingOptions _reading = new();

    protected override void Describe(Command command)
    {
        command.Add(_files);
        _reading.AddTo(command);
    }

    protected override Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var reading = new FileReading(new IngestOptions());
        return VerbFiles.EachAsync(call, call.Given.GetRequiredValue(_files), file => TellAsync(call, reading, file, _reading.Of(call.Given), ct));
    }

    private static async Task TellAsync(VerbCall call, FileReading reading, string file, ReadingChoices choices, CancellationToken ct)
    {
        var readable = VerbFiles.Readable(reading, VerbFiles.Source(file), choices, ct);
        var facts = VerbFiles.First(readable).Facts with { File = file };
        if (call.IsJson)
            await call.LineAsync(JsonSerializer.Serialize(facts, IngestJson.Options));
        else
            await call.LineAsync(Sentence(facts));
        foreach (var left in readable.LeftOut)
            await call.MessageAsync($"{file}: {left.Message}");
    }

    private static string Sentence(FileFacts facts)
    {
        var words = new List<string> { $"{facts.File}: {facts.Format}" };
        if (facts.Encoding is { } encoding)
            words.Add(encoding);
        if (facts.Delimiter is { } delimiter)
            words.Add($"separated by {Shown(delimiter)}");
        if (facts.Quote is { } quote)
            words.Add($"quoted by {quote}");
        if (facts.PreambleRows > 0)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.PreambleRows} lines before the header"));
        words.Add(facts.HeaderRows switch { 0 => "no header", 1 => "1 header line", var lines => string.Create(CultureInfo.InvariantCulture, $"{lines} header lines") });
        if (facts.UnitsRows > 0)
            words.Add($"units {string.Join(", ", facts.Units.Where(unit => unit.Length > 0).Distinct())}");
        if (facts.Comment is { } comment)
            words.Add($"remarks begin with {comment}");
        if (facts.FooterRows > 0)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.FooterRows} {(facts.FooterRows == 1 ? "line" : "lines")} after the data"));
        words.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.Columns.Length} columns"));
        if (facts.TotalsRows > 0)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.TotalsRows} {(facts.TotalsRows == 1 ? "row adds" : "rows add")} the data up"));
        if (facts.Tables.Length > 0)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"table {facts.Table} of {facts.Tables.Length}: {string.Join("; ", facts.Tables.Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Columns} columns from row {table.FirstRow}")))}"));
        if (facts.Lists.Length > 0)
            words.Add(facts.TakenApart is { } list ? $"a row for each entry of {list}" : $"lists in {string.Join(", ", facts.Lists)}");
        if (facts.Sheets.Length > 0)
            words.Add($"sheets {string.Join(", ", facts.Sheets)}");
        words.Add(string.Create(CultureInfo.InvariantCulture, $"{facts.Confidence * 100:0} % sure"));
        return string.Join(", ", words);
    }

    private static string Shown(string delimiter) => delimiter == "\t" ? "tab" : delimiter;
}
