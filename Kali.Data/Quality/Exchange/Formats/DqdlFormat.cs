using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>DQDL: <c>Rules = [ IsComplete "id", ColumnValues "status" in ["a", "b"] with threshold &gt; 0.99 ]</c>.</summary>
internal sealed partial class DqdlFormat : RuleFormat
{
    public override ExchangeFormat Format => ExchangeFormat.Dqdl;

    public override string Code => "dqdl";

    public override string Label => "DQDL";

    public override string Ending => ".dqdl";

    public override IEnumerable<FileEntry> Entries(string text, ExchangeSubject subject)
    {
        DocumentLimits.CheckLength(text);
        var number = 0;
        foreach (var (rule, tokens) in DqdlText.Rules(text))
        {
            var kept = Kept().Match(rule);
            var native = kept.Success ? rule.Remove(kept.Index, kept.Length).Replace(" labels=[]", "", StringComparison.Ordinal) : rule;
            yield return new FileEntry($"{++number}", JsonValue.Create(native), Kept: kept.Success ? Plain(kept.Groups[1].Value) : null);
        }
    }

    public override IEnumerable<FoundRule> Read(FileEntry entry, ExchangeSubject subject)
    {
        var rules = DqdlText.Rules($"Rules = [ {NodeText.Of(entry.Native)} ]");
        return rules is [var (_, tokens)]
            ? new DqdlReading(new DqdlCursor(tokens, subject), subject).Read().ToList()
            : throw ExchangeFault.Because("It cannot be read as one rule.", "Sie lässt sich nicht als eine Regel lesen.");
    }

    public override WrittenRule Write(Rule rule, ExchangeSubject subject)
    {
        if (!rule.GroupBy.IsEmpty)
            throw ExchangeFault.Because("DQDL does not judge by groups.", "DQDL beurteilt nicht nach Gruppen.");
        var (text, takesThreshold, remark) = DqdlWriting.Write(rule.Kind, subject);
        var warn = rule.Threshold.WarnAbove;
        var isShare = rule.Kind.IsAboutRows && takesThreshold && warn is { Rows: null, Percent: > 0 };
        if (rule.Filter is { } filter)
            text += $" where {DqdlText.Quote(ConditionText.ToSql(filter, subject))}";
        if (isShare)
            text += $" with threshold >= {DqdlWriting.Share(100 - warn!.Percent!.Value)}";
        var labels = new List<string> { $"\"name\"={DqdlText.Quote(rule.Name)}" };
        if (rule.Owner is { } owner)
            labels.Add($"\"owner\"={DqdlText.Quote(owner)}");
        if (rule.DimensionAsSaid is { } dimension)
            labels.Add($"\"dimension\"={DqdlText.Quote(Dimensions.Write(dimension))}");
        var written = new WrittenRule(JsonValue.Create($"{text} labels=[{string.Join(", ", labels)}]")!) { Remarks = remark is null ? [] : [remark] };
        return written
            .ButIf(rule.Severity != Severity.Stops, "DQDL has no severities: it passes or fails.", "DQDL kennt keine Schweregrade: Sie besteht oder scheitert.")
            .ButIf(rule.Description is not null, "Its description has no place there.", "Ihre Beschreibung hat dort keinen Platz.")
            .ButIf(rule.Kind.IsAboutRows && !isShare && warn != Limit.None, "Its limit has no place there: one row that breaks it is too many.", "Ihr Grenzwert hat dort keinen Platz: Eine verletzende Zeile ist schon zu viel.")
            .ButIf(rule.Kind.IsAboutRows && rule.Threshold.FailAbove is not null && rule.Threshold.FailAbove != warn, "A second limit, above which the upload stops, has no place there.", "Ein zweiter Grenzwert, über dem der Upload anhält, hat dort keinen Platz.");
    }

    public override JsonNode Keep(JsonNode native, string kept) =>
        JsonValue.Create($"{NodeText.Of(native)[..^1]}, \"{KeptRule.Member}\"=\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(kept))}\"]");

    public override string Document(ImmutableArray<WrittenRule> rules, ExchangeSubject subject) =>
        $"Rules = [\n    {string.Join(",\n    ", rules.SelectMany(rule => rule.Natives).Select(NodeText.Of))}\n]\n";

    /// <summary>Texts of DQDL know no escapes but that of the quote: what Kali keeps goes as base 64.</summary>
    private static string Plain(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    [GeneratedRegex("(?:, )?\"kali\"=\"([A-Za-z0-9+/=]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Kept();
}
