using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>A commit as the text of its file.</summary>
internal static class CommitText
{
    private static readonly string Engine = $"Kali/{typeof(CommitText).Assembly.GetName().Version!.ToString(3)}";

    public static byte[] Of(IEnumerable<DeltaAction> lines)
    {
        using var text = new MemoryStream();
        foreach (var line in lines)
        {
            text.Write(ActionLine.Write(line));
            text.WriteByte((byte)'\n');
        }
        return text.ToArray();
    }

    /// <summary>Who, when, what and with what effect. Kali's notes stand where Delta keeps a user's, so every engine's history shows them.</summary>
    public static CommitInfoAction Info(DeltaCommit commit, Snapshot? newest, bool blindAppend, DateTimeOffset now)
    {
        var info = new Dictionary<string, object?>
        {
            ["timestamp"] = now.ToUnixTimeMilliseconds(),
            ["userId"] = commit.Actor.UserId,
            ["userName"] = commit.Actor.DisplayName,
            ["operation"] = commit.Operation,
            ["operationParameters"] = commit.Parameters,
            ["readVersion"] = newest?.Version,
            ["isolationLevel"] = commit.Reads is ReadScope.Whole ? "Serializable" : "WriteSerializable",
            ["isBlindAppend"] = blindAppend,
            ["operationMetrics"] = commit.Metrics,
            ["userMetadata"] = commit.About.Count == 0 ? null : JsonSerializer.Serialize(commit.About),
            ["engineInfo"] = Engine,
            ["txnId"] = Guid.NewGuid().ToString(),
        };
        return new CommitInfoAction(JsonSerializer.SerializeToElement(info.Where(pair => pair.Value is not null).ToDictionary()));
    }
}
