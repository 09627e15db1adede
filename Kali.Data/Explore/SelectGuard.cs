using System.Text;
using System.Text.Json.Nodes;
using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>
/// Decides on the parser's tree whether a statement is one read-only SELECT over tables the person may see.
/// Allowed is only what is known: every node type, every function and every table is looked up, anything else is refused.
/// </summary>
public sealed class SelectGuard(VisibleTables visible, SandboxLimits limits)
{
    public const int LongestStatement = 100_000;
    public const int LongestRange = 1_000_000;
    public const int MostJoins = 5;

    public GuardOutcome Check(string sql, ParsedSql parsed)
    {
        if (string.IsNullOrWhiteSpace(sql))
            return Refused(SqlRefusalReason.Empty, "", null);
        if (sql.Length > LongestStatement)
            return Refused(SqlRefusalReason.TooLong, "", null);
        return parsed switch
        {
            ParsedSql.Fault fault => Refused(SqlRefusalReason.NotUnderstood, fault.Message, Characters(sql, fault.Position)),
            ParsedSql.NotASelect => NotReading(sql),
            ParsedSql.Tree tree => CheckTree(sql, tree.Document),
            _ => throw new ArgumentOutOfRangeException(nameof(parsed)),
        };
    }

    private GuardOutcome CheckTree(string sql, JsonObject document)
    {
        if (document["statements"] is not JsonArray { Count: > 0 } statements)
            return Refused(SqlRefusalReason.Empty, "", null);
        if (statements.Count > 1)
            return Refused(SqlRefusalReason.SeveralStatements, "", FirstWords.SecondStatement(sql));
        var allowed = (JsonObject)document.DeepClone();
        var walk = new SelectWalk(visible);
        try
        {
            walk.Statement((JsonObject)allowed["statements"]![0]!);
        }
        catch (SelectWalk.RefusedNode refused)
        {
            return Refused(refused.Reason, refused.Subject, Characters(sql, refused.Position));
        }
        return new GuardOutcome.Allowed(new SandboxedSelect(allowed, walk.Tables, limits));
    }

    private static GuardOutcome.Refused NotReading(string sql)
    {
        var (word, start) = FirstWords.FirstThatDoesNotRead(sql);
        return Refused(SqlRefusalReason.NotReading, word, start);
    }

    private static GuardOutcome.Refused Refused(SqlRefusalReason reason, string subject, int? start) => new(new SqlRefusal(reason, subject, start));

    /// <summary>The parser counts bytes, the editor characters.</summary>
    private static int? Characters(string sql, int? bytes)
    {
        if (bytes is not { } position)
            return null;
        var utf8 = Encoding.UTF8.GetBytes(sql);
        return Encoding.UTF8.GetCharCount(utf8, 0, Math.Clamp(position, 0, utf8.Length));
    }
}
