using System.Text.Json;

namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>Who made a version, how and with what effect. Free in form: every writer has fields of its own.</summary>
internal sealed record CommitInfoAction(JsonElement Json) : DeltaAction
{
    public string? Operation => Text("operation");

    public string? UserId => Text("userId");

    public string? UserName => Text("userName");

    /// <summary>Kali's notes on the commit, as JSON text, where Delta keeps what a user noted.</summary>
    public string? UserMetadata => Text("userMetadata");

    public long? Timestamp => Number("timestamp");

    public long? InCommitTimestamp => Number("inCommitTimestamp");

    public bool IsBlindAppend => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("isBlindAppend", out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The members of an object in it, each as text.</summary>
    public IEnumerable<KeyValuePair<string, string>> Members(string name)
    {
        if (Json.ValueKind != JsonValueKind.Object || !Json.TryGetProperty(name, out var members) || members.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in members.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
                yield return new(member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText());
        }
    }

    private string? Text(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private long? Number(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
