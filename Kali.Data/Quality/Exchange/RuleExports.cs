using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>Rules as a file for another system, with a report of what the format cannot carry.</summary>
public static class RuleExports
{
    public static RuleExport Write(IEnumerable<Rule> rules, ExchangeFormat format, ExchangeSubject subject)
    {
        var into = ExchangeFormats.Of(format);
        var written = ImmutableArray.CreateBuilder<WrittenRule>();
        var items = ImmutableArray.CreateBuilder<ExportedRule>();
        foreach (var rule in rules)
        {
            try
            {
                var one = Complete(into, rule, subject);
                written.Add(one);
                items.Add(new ExportedRule(rule, one.Remarks.IsEmpty ? Fidelity.Lossless : Fidelity.Approximated, one.Remarks));
            }
            catch (ExchangeFault fault)
            {
                items.Add(new ExportedRule(rule, Fidelity.Refused, [fault.Remark]));
            }
        }
        return new RuleExport(format, into.Document(written.ToImmutable(), subject), items.ToImmutable());
    }

    /// <summary>What the format alone would not give back is kept beside it.</summary>
    private static WrittenRule Complete(RuleFormat format, Rule rule, ExchangeSubject subject)
    {
        if (Rules.WhyNot(rule, subject.Rules) is { } obstacle)
            throw new ExchangeFault(new Remark(RuleWords.English.Obstacle(obstacle), RuleWords.German.Obstacle(obstacle)));
        var written = format.Write(rule, subject);
        if (!rule.IsOn)
            written = written.But("It is switched off in Kali; there it is on.", "In Kali ist sie abgeschaltet; dort ist sie an.");
        if (written.Natives is not [var native] || IsReadBack(format, rule, written, native, subject))
            return written;
        return written with { Natives = [format.Keep(native.DeepClone(), KeptRule.Of(rule))] };
    }

    private static bool IsReadBack(RuleFormat format, Rule rule, WrittenRule written, JsonNode native, ExchangeSubject subject)
    {
        try
        {
            var asRead = YamlText.Read(YamlText.Write(new JsonArray(native.DeepClone())))!.AsArray()[0]!;
            return format.Read(new FileEntry("", asRead, written.Column), subject).ToList() is [var found] && found.For(rule.Dataset, rule.Name).Fingerprint == rule.Fingerprint;
        }
        catch (ExchangeFault)
        {
            return false;
        }
    }
}
