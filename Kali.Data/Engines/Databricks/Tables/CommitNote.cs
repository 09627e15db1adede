using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kali.Data.Engines.Databricks.Dialect;

namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>
/// What Kali notes in a table's history before it changes the table, as the table property <c>kali.commit</c>: Databricks SQL has no place for it in the change's own commit.
/// The first change after a note, before the next one, is the change that the note announces.
/// </summary>
/// <param name="Token">Tells this note from every other.</param>
/// <param name="Once">The work that is done once.</param>
/// <param name="UserId">Who.</param>
/// <param name="UserName">The name shown.</param>
/// <param name="About">Run, step, upload, reason.</param>
internal sealed record CommitNote(string Token, string? Once, string UserId, string UserName, ImmutableSortedDictionary<string, string> About)
{
    public const string Property = "kali.commit";

    /// <summary>The property that a change is fenced off with: its commit ends any other of Kali's that began before.</summary>
    public const string Fence = "kali.fence";

    /// <summary>The property that keeps the columns' labels.</summary>
    public const string Labels = "kali.labels";

    /// <summary>Spark blacks out values in which it reads <c>token</c>, <c>secret</c> or <c>password</c> where it shows a table's properties.</summary>
    private const string TokenKey = "note";

    /// <summary>The change itself, marked so that the warehouse's query history shows which note it belongs to.</summary>
    public Sql On(Sql change) => Mark(change, Token);

    /// <summary>A statement with a mark by which the query history finds it again.</summary>
    public static Sql Mark(Sql change, string token) => Sql.Of($"{DatabricksText.Comment(MarkOf(token))}{change}");

    /// <summary>What the text of a marked change holds.</summary>
    public static string MarkOf(string token) => $"kali.commit {token}";

    public string ToJson()
    {
        var json = new JsonObject { [TokenKey] = Token, ["user"] = UserId, ["name"] = UserName };
        if (Once is not null)
            json["once"] = Once;
        foreach (var (name, value) in About)
            json[$"about.{name}"] = value;
        return json.ToJsonString(Plain);
    }

    public static CommitNote? TryRead(string? json)
    {
        try
        {
            if (json is null || JsonNode.Parse(json) is not JsonObject note || note[TokenKey] is null)
                return null;
            return new CommitNote(
                note[TokenKey]!.GetValue<string>(), note["once"]?.GetValue<string>(), note["user"]?.GetValue<string>() ?? "", note["name"]?.GetValue<string>() ?? "",
                note.Where(entry => entry.Key.StartsWith("about.", StringComparison.Ordinal))
                    .ToImmutableSortedDictionary(entry => entry.Key["about.".Length..], entry => entry.Value?.GetValue<string>() ?? "", StringComparer.Ordinal));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
