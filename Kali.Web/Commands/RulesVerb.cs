using System.CommandLine;
using Kali.Data;
using Kali.Data.Quality;
using Kali.Data.Quality.Exchange;

namespace Kali.Web.Commands;

/// <summary><c>rules TABLE [--import F [--format X] [--dry-run] | --export X [--out F] | --bite [--rows N] [--seed N]]</c>: rules of a dataset, from files of other systems, as files for them, and whether they bite.</summary>
internal sealed class RulesVerb() : Verb("rules", "List the rules of a table's dataset, take rules over from another system's file, write them as one, or see whether they bite")
{
    private readonly Argument<string> _table = new("TABLE") { Description = "Any table of the dataset: catalog.schema.table" };
    private readonly Option<string?> _import = new("--import") { Description = "A file of rules to take over", HelpName = "FILE" };
    private readonly Option<string?> _format = FormatOption("--format", "What the file is read as; found out without it");
    private readonly Option<string?> _export = FormatOption("--export", "Write the rules in this format");
    private readonly Option<string?> _out = new("--out") { Description = "The file to write; standard output without it", HelpName = "FILE" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only tell what the file would become" };
    private readonly Option<bool> _bite = new("--bite") { Description = "Plant known defects in a copy of the last upload, and tell what is noticed of them" };
    private readonly Option<long> _rows = new("--rows") { Description = "Copy at most so many rows", DefaultValueFactory = _ => BiteTrials.UsualRows };
    private readonly Option<int> _seed = new("--seed") { Description = "What chooses the rows that get a defect", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _as = AsOption();

    private static Option<string?> FormatOption(string name, string description)
    {
        var codes = ExchangeFormats.All.Select(ExchangeFormats.Code).ToArray();
        var option = new Option<string?>(name) { Description = $"{description}: {string.Join(", ", codes)}", HelpName = "FORMAT" };
        option.AcceptOnlyFromAmong(codes);
        return option;
    }

    protected override void Describe(Command command)
    {
        command.Add(_table);
        command.Add(_import);
        command.Add(_format);
        command.Add(_export);
        command.Add(_out);
        command.Add(_dryRun);
        command.Add(_bite);
        command.Add(_rows);
        command.Add(_seed);
        command.Add(_as);
    }

    protected override string? As(ParseResult parsed) => parsed.GetValue(_as);

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var table = call.Given.GetRequiredValue(_table);
        await call.ServicesAsync(ct);
        if (!DatasetName.TryFrom(VerbTables.Named(table), out var dataset))
            throw new RefusedException($"{table} belongs to no dataset, so it has no rules.");
        if (call.Given.GetValue(_bite))
            return await BiteAnswer.GiveAsync(call, dataset, Math.Max(BiteTrials.FewestRows, call.Given.GetValue(_rows)), call.Given.GetValue(_seed), ct) ? ExitCode.Well : ExitCode.No;
        if (call.Given.GetValue(_import) is { } file)
        {
            return call.Given.GetValue(_export) is null
                ? await ImportAsync(call, dataset, file, ct)
                : throw new RefusedException("Rules are taken over or written, one at a time: leave out --import or --export.");
        }
        return call.Given.GetValue(_export) is { } code ? await ExportAsync(call, dataset, Format(code), ct) : await ListAsync(call, dataset, ct);
    }

    private static ExchangeFormat Format(string code) => ExchangeFormats.TryParse(code, out var format) ? format : throw new RefusedException($"There is no format {code}.");

    private async Task<int> ImportAsync(VerbCall call, DatasetName dataset, string file, CancellationToken ct)
    {
        if (!File.Exists(file))
            throw new NotFoundException($"There is no file {file}. Check its name and folder.");
        if (new FileInfo(file).Length > DocumentLimits.MostCharacters)
            throw new RefusedException($"{file} is larger than {DocumentLimits.MostCharacters} bytes, more than a file of rules has. Nothing was taken over.");
        var (exchange, actor) = (await call.ServiceAsync<RuleExchange>(ct), await call.ActorAsync(ct));
        var isDry = call.Given.GetValue(_dryRun);
        var report = await exchange.ReadAsync(dataset, await File.ReadAllTextAsync(file, ct), call.Given.GetValue(_format) is { } code ? Format(code) : null, actor, ct);
        if (!isDry)
            await exchange.TakeOverAsync(dataset, report.Rules, actor, ct);
        if (call.IsJson)
        {
            await call.JsonAsync(new
            {
                dataset = dataset.ToString(),
                file,
                format = ExchangeFormats.Code(report.Format),
                lossless = report.Count(Fidelity.Lossless),
                approximated = report.Count(Fidelity.Approximated),
                refused = report.Count(Fidelity.Refused),
                taken_over = isDry ? 0 : report.Rules.Length,
                items = report.Items.Select(item => new
                {
                    place = item.Place,
                    title = item.Title,
                    fidelity = item.Fidelity,
                    rule = item.Rule?.Name,
                    kind = item.Rule?.Kind.Code,
                    fingerprint = item.Rule?.Fingerprint,
                    sentence = item.Rule is { } rule ? RuleWords.English.Sentence(rule, column => column) : null,
                    remarks = item.Remarks.Select(remark => new { en = remark.English, de = remark.German }),
                }),
            });
        }
        else
        {
            var lines = new TextTable("arrived", "place", "in the file", "rule", "remark");
            foreach (var item in report.Items)
                lines.Add(VerbWords.Word(item.Fidelity), item.Place, item.Title, item.Rule?.Name ?? "", string.Join(" ", item.Remarks));
            await call.LineAsync(lines.ToString());
            await call.LineAsync($"{file} ({ExchangeFormats.Label(report.Format)}): {Counts(report.Count)}; {(isDry ? "nothing was taken over (--dry-run)" : $"{report.Rules.Length} rules taken over")}.");
        }
        return report.Count(Fidelity.Refused) == 0 ? ExitCode.Well : ExitCode.No;
    }

    private async Task<int> ExportAsync(VerbCall call, DatasetName dataset, ExchangeFormat format, CancellationToken ct)
    {
        var export = await (await call.ServiceAsync<RuleExchange>(ct)).WriteAsync(dataset, format, await call.ActorAsync(ct), ct);
        var file = call.Given.GetValue(_out);
        if (file is not null)
            await File.WriteAllTextAsync(file, export.Text, ct);
        if (call.IsJson)
        {
            await call.JsonAsync(new
            {
                dataset = dataset.ToString(),
                format = ExchangeFormats.Code(format),
                file = file is null ? null : Path.GetFullPath(file),
                text = file is null ? export.Text : null,
                lossless = export.Count(Fidelity.Lossless),
                approximated = export.Count(Fidelity.Approximated),
                refused = export.Count(Fidelity.Refused),
                items = export.Items.Select(item => new
                {
                    rule = item.Rule.Name,
                    kind = item.Rule.Kind.Code,
                    fidelity = item.Fidelity,
                    fingerprint = item.Rule.Fingerprint,
                    remarks = item.Remarks.Select(remark => new { en = remark.English, de = remark.German }),
                }),
            });
        }
        else
        {
            if (file is null)
                await call.Output.WriteAsync(export.Text);
            foreach (var item in export.Items.Where(item => item.Fidelity != Fidelity.Lossless))
                await call.MessageAsync($"{item.Rule.Name}: {VerbWords.Word(item.Fidelity)}. {string.Join(" ", item.Remarks)}");
            await call.MessageAsync($"{dataset.Name} as {ExchangeFormats.Label(format)}: {Counts(export.Count)}.");
        }
        return export.Count(Fidelity.Refused) == 0 ? ExitCode.Well : ExitCode.No;
    }

    private static async Task<int> ListAsync(VerbCall call, DatasetName dataset, CancellationToken ct)
    {
        var rules = await (await call.ServiceAsync<Rules>(ct)).OfAsync(dataset, await call.ActorAsync(ct), ct);
        var lines = new TextTable("rule", "kind", "what must be so");
        foreach (var rule in rules)
        {
            if (call.IsJson)
                await call.JsonAsync(new { rule = rule.Name, kind = rule.Kind.Code, version = rule.Version, is_on = rule.IsOn, fingerprint = rule.Fingerprint, sentence = RuleWords.English.Sentence(rule, column => column) });
            else
                lines.Add(rule.Name, rule.Kind.Code, RuleWords.English.Sentence(rule, column => column));
        }
        if (!call.IsJson)
            await call.LineAsync(rules.IsEmpty ? $"{dataset.Name} has no rules." : lines.ToString());
        return ExitCode.Well;
    }

    private static string Counts(Func<Fidelity, int> count) => $"{count(Fidelity.Lossless)} lossless, {count(Fidelity.Approximated)} approximated, {count(Fidelity.Refused)} refused";
}
