using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kali.Data.Quality.Exchange;

/// <summary>
/// YAML as the same tree as JSON, within <see cref="DocumentLimits"/>: one document of maps, lists and scalars. Anchors, aliases and tags,
/// with which a small file can become an endless one or name a program's types, are refused.
/// </summary>
internal static partial class YamlText
{
    public static JsonNode? Read(string text)
    {
        DocumentLimits.CheckLength(text);
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return null;
            var nodes = 0;
            var root = Node(parser, 1, ref nodes);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _))
                throw new RefusedException("The file of rules holds several YAML documents. One is taken at a time; nothing was taken over.");
            return root;
        }
        catch (YamlException fault)
        {
            throw new RefusedException($"The file of rules is no YAML that can be read (line {fault.Start.Line}): {fault.Message} Nothing was taken over.", fault);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            // What the YAML reader itself stumbles over.
            throw new RefusedException($"The file of rules is no YAML that can be read: {fault.Message} Nothing was taken over.", fault);
        }
    }

    private static JsonNode? Node(IParser parser, int depth, ref int nodes)
    {
        if (depth > DocumentLimits.DeepestNesting)
            throw DocumentLimits.TooDeep();
        if (++nodes > DocumentLimits.MostNodes)
            throw DocumentLimits.TooMany();
        if (parser.Accept<AnchorAlias>(out var alias))
            throw Refused(alias.Start, "refers to another place of the file (“*”)");
        if (parser.Accept<NodeEvent>(out var node))
        {
            if (!node.Anchor.IsEmpty)
                throw Refused(node.Start, "is marked to be referred to from elsewhere (“&”)");
            if (!node.Tag.IsEmpty)
                throw Refused(node.Start, "carries a tag (“!”)");
        }
        if (parser.TryConsume<Scalar>(out var scalar))
            return Value(scalar);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(parser, depth + 1, ref nodes));
            return items;
        }
        var start = parser.Consume<MappingStart>();
        var members = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw Refused(start.Start, "has a name that is no plain text");
            if (!key.Anchor.IsEmpty || !key.Tag.IsEmpty)
                throw Refused(key.Start, "carries a mark or a tag");
            if (members.ContainsKey(key.Value))
                throw Refused(key.Start, $"names “{ExchangeSubject.Short(key.Value)}” a second time");
            members[key.Value] = Node(parser, depth + 1, ref nodes);
        }
        return members;
    }

    private static RefusedException Refused(Mark mark, string what) =>
        new($"Line {mark.Line} of the file of rules {what}. Files of rules are taken without that; nothing was taken over.");

    private static JsonValue? Value(Scalar scalar) => scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);

    /// <summary>The core schema of YAML 1.2; numbers with leading zeros stay the texts they were written as.</summary>
    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when !Number().IsMatch(text) => JsonValue.Create(text),
        _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    public static string Write(JsonNode root)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024).WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Emit(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, member) in members)
                {
                    Emit(emitter, name);
                    Emit(emitter, member);
                }
                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                var isPlain = items.All(item => item is null or JsonValue);
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, isPlain ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && !value.TryGetValue<DateOnly>(out _):
                Emit(emitter, value.GetValue<string>());
                break;
            default:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, node is null ? "null" : NodeText.Of(node), ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                break;
        }
    }

    private static void Emit(Emitter emitter, string text)
    {
        var style = text.Contains('\n') && text.Trim().Length == text.Length && !text.Contains('\r') ? ScalarStyle.Literal : NeedsQuotes(text) ? ScalarStyle.SingleQuoted : ScalarStyle.Any;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    /// <summary>What a reader of YAML 1.1 or 1.2 would take for something else than text.</summary>
    private static bool NeedsQuotes(string text) => text.Length == 0 || text.Trim().Length != text.Length || OtherThanText().IsMatch(text);

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^([-+.]?[0-9].*|~|null|true|false|yes|no|on|off|y|n|[-+]?\.(inf|nan))$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherThanText();
}
