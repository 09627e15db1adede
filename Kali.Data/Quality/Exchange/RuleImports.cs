using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>Rules from a file of another system. Nothing in it is run here: conditions are read by Kali itself, or refused; queries become rules that the guard has yet to allow.</summary>
public static class RuleImports
{
    /// <summary>What the file's rules become for a dataset. A file that is none of a known format is refused as a whole.</summary>
    /// <param name="text">The file.</param>
    /// <param name="format">What to read it as; null to find out.</param>
    /// <param name="subject">The dataset.</param>
    /// <param name="taken">Names of rules the dataset has already.</param>
    public static ImportReport Read(string text, ExchangeFormat? format, ExchangeSubject subject, IEnumerable<string>? taken = null)
    {
        var found = ExchangeFormats.Of(format ?? FormatGuess.Of(text));
        var names = new RuleNames(taken ?? []);
        var items = ImmutableArray.CreateBuilder<ImportedRule>();
        foreach (var entry in Entries(found, text, subject))
        {
            if (items.Count >= DocumentLimits.MostRules)
                throw new RefusedException($"The file holds more than {DocumentLimits.MostRules} rules. Divide it; nothing was taken over.");
            items.AddRange(Taken(found, entry, subject, names));
        }
        return items.Count > 0 ? new ImportReport(found.Format, items.ToImmutable())
            : throw new RefusedException($"The file holds no rules that can be read as {found.Label}. Nothing was taken over.");
    }

    private static ImmutableArray<FileEntry> Entries(RuleFormat format, string text, ExchangeSubject subject)
    {
        try
        {
            return [.. format.Entries(text, subject)];
        }
        catch (ExchangeFault fault)
        {
            throw new RefusedException($"The file cannot be read as {format.Label}: {fault.Message} Nothing was taken over.", fault);
        }
    }

    private static IEnumerable<ImportedRule> Taken(RuleFormat format, FileEntry entry, ExchangeSubject subject, RuleNames names)
    {
        var title = entry.Title is { } said ? ExchangeSubject.Short(said) : Title(entry.Native);
        if (entry.Fault is { } why)
            return [Refused(entry, title, why)];
        ImmutableArray<FoundRule> found;
        try
        {
            found = [.. format.Read(entry, subject).Select(rule => QueryOf.WithFilter(rule, subject))];
        }
        catch (ExchangeFault fault)
        {
            found = [];
            if (Kept(format, entry, subject) is null)
                return [Refused(entry, title, fault.Remark)];
        }
        if (entry.Kept is not null)
        {
            if (Kept(format, entry, subject) is { } kept)
                found = [kept with { Name = found.FirstOrDefault()?.Name ?? kept.Name, Dimension = found.FirstOrDefault()?.Dimension, Owner = found.FirstOrDefault()?.Owner, Description = found.FirstOrDefault()?.Description }];
            else
                found = [.. found.Select(rule => rule.But("It was changed after Kali wrote it: what Kali had kept beside it does not count.", "Sie wurde geändert, nachdem Kali sie schrieb: Was Kali daneben aufbewahrt hatte, zählt nicht."))];
        }
        return [.. found.Select(rule => Judged(format, entry, title, rule, found.Length, subject, names))];
    }

    /// <summary>What Kali kept counts only as long as the entry is the one it would write for it.</summary>
    internal static FoundRule? Kept(RuleFormat format, FileEntry entry, ExchangeSubject subject)
    {
        if (entry.Kept is null || KeptRule.Read(entry.Kept) is not { } kept)
            return null;
        try
        {
            if (kept.For(subject.Dataset, kept.Name ?? "kept") is var rule && Rules.WhyNot(rule, subject.Rules) is not null)
                return null;
            var written = format.Write(rule, subject);
            return written.Natives is [var native] && written.Column == entry.Column && NodeText.Canonical(WithoutNames(native)) == NodeText.Canonical(WithoutNames(entry.Native)) ? kept : null;
        }
        catch (ExchangeFault)
        {
            return null;
        }
    }

    private static ImportedRule Judged(RuleFormat format, FileEntry entry, string title, FoundRule found, int of, ExchangeSubject subject, RuleNames names)
    {
        var rule = found.For(subject.Dataset, "");
        if (Rules.WhyNot(rule, subject.Rules) is { } obstacle)
            return Refused(entry, title, new Remark(RuleWords.English.Obstacle(obstacle), RuleWords.German.Obstacle(obstacle)));
        var named = rule with { Name = names.For(found.Name, rule.Kind), Origin = new RuleOrigin(ExchangeFormats.Code(format.Format), Detail: found.Name ?? title) };
        var remarks = of > 1 ? found.Remarks.Insert(0, new Remark("One entry of the file became several rules.", "Aus einem Eintrag der Datei wurden mehrere Regeln.")) : found.Remarks;
        return new ImportedRule(entry.Place, title, found.Remarks.IsEmpty ? Fidelity.Lossless : Fidelity.Approximated, remarks, named);
    }

    private static ImportedRule Refused(FileEntry entry, string title, Remark why) => new(entry.Place, title, Fidelity.Refused, [why], null);

    private static string Title(JsonNode native) => ExchangeSubject.Short(native switch
    {
        JsonValue value => NodeText.Of(value),
        JsonObject { Count: > 0 } members when members.TryGetPropertyValue("name", out var name) && name is JsonValue text => NodeText.Of(text),
        _ => native.ToJsonString(RuleJson.Options),
    });

    /// <summary>Names, owners and words may be changed without changing what is demanded.</summary>
    private static JsonNode WithoutNames(JsonNode native) => WordsOf.Without(native);
}
