using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>The members of a map in a file, taken one by one; what nobody took is told.</summary>
internal sealed class Given(JsonObject members, ExchangeSubject subject)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public static Given Of(JsonNode? node, ExchangeSubject subject) => new(Map(node), subject);

    public bool Has(string name) => members.ContainsKey(name);

    public JsonNode? Node(string name)
    {
        _taken.Add(name);
        return members[name];
    }

    public string? Text(string name) => Scalar(Node(name), name);

    public string Need(string name) => Text(name) ?? throw Missing(name);

    public bool Truth(string name, bool otherwise = false) => Node(name) switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<bool>(out var truth) => truth,
        var other => bool.TryParse(Scalar(other, name), out var truth) ? truth : throw Unread(name, Scalar(other, name)),
    };

    public double? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return double.TryParse(text.TrimEnd('%').Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Unread(name, text);
    }

    public long? Whole(string name) => Number(name) is not { } number ? null
        : number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? (long)number : throw Unread(name, Text(name));

    public int? Small(string name) => Whole(name) is not { } number ? null : Math.Abs(number) <= int.MaxValue ? (int)number : throw Unread(name, Text(name));

    /// <summary>A list of texts and numbers, or one of them alone.</summary>
    public ImmutableArray<string> Texts(string name) => Node(name) switch
    {
        null => [],
        JsonArray items => [.. items.Select(item => Scalar(item, name) ?? throw Unread(name, "null"))],
        var one => [Scalar(one, name)!],
    };

    public ImmutableArray<string> NeedTexts(string name) => Texts(name) is { IsEmpty: false } texts ? texts : throw Missing(name);

    public JsonArray Items(string name) => Node(name) switch
    {
        null => [],
        JsonArray items => items,
        _ => throw ExchangeFault.Because($"“{name}” is no list.", $"„{name}“ ist keine Liste."),
    };

    public Given? Inner(string name) => Node(name) is { } node ? Of(node, subject) : null;

    public string Column(string name = "column") => subject.Column(Need(name));

    public ImmutableArray<string> Columns(string name) => [.. NeedTexts(name).Select(subject.Column)];

    public string? Condition(string name) => Text(name) is { } sql && sql.Trim().Length > 0 ? subject.Condition(sql) : null;

    public Given Ignoring(params string[] names)
    {
        _taken.UnionWith(names);
        return this;
    }

    /// <summary>What was given and not taken.</summary>
    public IEnumerable<Remark> Left => members.Where(member => member.Value is not null && !_taken.Contains(member.Key)).Select(member => new Remark(
        $"“{ExchangeSubject.Short(member.Key)}” has no counterpart in Kali and was left out.", $"„{ExchangeSubject.Short(member.Key)}“ hat in Kali keine Entsprechung und blieb weg."));

    public static JsonObject Map(JsonNode? node) => node as JsonObject
        ?? throw ExchangeFault.Because("It is not written as names with values.", "Sie ist nicht als Namen mit Werten geschrieben.");

    private static string? Scalar(JsonNode? node, string name) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => NodeText.Of(value),
        _ => throw ExchangeFault.Because($"“{name}” is no single value.", $"„{name}“ ist kein einzelner Wert."),
    };

    private static ExchangeFault Missing(string name) => ExchangeFault.Because($"It does not say “{name}”.", $"„{name}“ fehlt.");

    private static ExchangeFault Unread(string name, string? text) =>
        ExchangeFault.Because($"“{text}” cannot be read as “{name}”.", $"„{text}“ lässt sich nicht als „{name}“ lesen.");
}
