using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>SodaCL: <c>checks for orders:</c> and lines such as <c>missing_percent(email) &lt; 5%</c>. Each is brought into the form of Soda 4 and read as that.</summary>
internal sealed class SodaClFormat : RuleFormat
{
    private const string Section = "checks for ";

    public override ExchangeFormat Format => ExchangeFormat.SodaCl;

    public override string Code => "sodacl";

    public override string Label => "SodaCL";

    public override string Ending => ".yml";

    public override IEnumerable<FileEntry> Entries(string text, ExchangeSubject subject)
    {
        var root = FormatGuess.Read(text) as JsonObject ?? throw ExchangeFault.Because("it is no list of sections.", "sie ist keine Liste von Abschnitten.");
        var sections = root.Where(member => member.Key.StartsWith(Section, StringComparison.Ordinal)).ToList();
        var own = sections.Where(member => Names(member.Key) is var name && (name.Equals(subject.Dataset.Name, StringComparison.OrdinalIgnoreCase) || name.EndsWith($".{subject.Dataset.Name}", StringComparison.OrdinalIgnoreCase))).ToList();
        if (own.Count == 0 && sections.Count > 1)
        {
            throw ExchangeFault.Because(
                $"it has checks for {string.Join(", ", sections.Take(5).Select(member => Names(member.Key)))}, none for {subject.Dataset.Name}.",
                $"sie hat Prüfungen für {string.Join(", ", sections.Take(5).Select(member => Names(member.Key)))}, keine für {subject.Dataset.Name}.");
        }
        foreach (var (name, checks) in own.Count > 0 ? own : sections)
        {
            var number = 0;
            foreach (var check in checks as JsonArray ?? [])
                yield return Entry(check, $"{Names(name)} {++number}", IsPart(name));
        }
    }

    private static string Names(string section) => section[Section.Length..].Split('[')[0].Trim().Trim('"');

    /// <summary>A section for a part of the rows, whose filter stands elsewhere.</summary>
    private static bool IsPart(string section) => section.Contains('[', StringComparison.Ordinal);

    private static FileEntry Entry(JsonNode? check, string place, bool isPart)
    {
        var title = check switch
        {
            JsonValue line => NodeText.Of(line),
            JsonObject { Count: > 0 } members => members.First().Key,
            _ => "",
        };
        try
        {
            if (isPart)
                throw ExchangeFault.Because("It speaks of a part of the rows, whose filter stands elsewhere in the file.", "Sie spricht von einem Teil der Zeilen, dessen Filter anderswo in der Datei steht.");
            var (column, native) = SodaClLine.Read(title, (check as JsonObject)?.First().Value);
            var kept = SodaWriting.TakeKept(native);
            return new FileEntry(place, native, column, kept) { Title = title };
        }
        catch (ExchangeFault fault)
        {
            return new FileEntry(place, new JsonObject()) { Title = title, Fault = fault.Remark };
        }
    }

    public override IEnumerable<FoundRule> Read(FileEntry entry, ExchangeSubject subject)
    {
        var (type, check) = Given.Map(entry.Native).FirstOrDefault();
        return new SodaReading(entry.Column, subject).Read(type ?? "", Given.Of(check, subject)).ToList();
    }

    public override WrittenRule Write(Rule rule, ExchangeSubject subject) => SodaWriting.Write(rule, subject, hasNamedFormats: true);

    public override JsonNode Keep(JsonNode native, string kept) => SodaWriting.Keep(native, kept);

    public override string Document(ImmutableArray<WrittenRule> rules, ExchangeSubject subject) => YamlText.Write(new JsonObject
    {
        [$"{Section}{subject.Dataset.Name}"] = new JsonArray([.. rules.Select(rule => SodaClLine.Write(rule.Column, rule.Natives[0].AsObject()))]),
    });
}
