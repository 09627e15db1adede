namespace Kali.Data.Explore;

/// <summary>
/// The word each statement of a text begins with, past comments and quoted text. Only names what a refusal points at;
/// whether something is refused is decided on the parser's tree.
/// </summary>
internal static class FirstWords
{
    private static readonly string[] Reading = ["SELECT", "WITH", "FROM", "VALUES", "TABLE"];

    public static (string Word, int Start) FirstThatDoesNotRead(string sql)
    {
        var words = In(sql).ToList();
        return words.Find(found => !Reading.Contains(found.Word)) is { Word: not null } found ? found : words.FirstOrDefault(("", 0));
    }

    public static int? SecondStatement(string sql) => In(sql).Skip(1).Select(found => (int?)found.Start).FirstOrDefault();

    private static IEnumerable<(string Word, int Start)> In(string sql)
    {
        var atStart = true;
        for (var i = 0; i < sql.Length;)
        {
            var next = PastQuotedOrComment(sql, i);
            if (next > i)
            {
                i = next;
            }
            else if (sql[i] == ';')
            {
                (atStart, i) = (true, i + 1);
            }
            else if (atStart && char.IsLetter(sql[i]))
            {
                var end = i;
                while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
                    end++;
                yield return (sql[i..end].ToUpperInvariant(), i);
                (atStart, i) = (false, end);
            }
            else
            {
                i++;
            }
        }
    }

    private static int PastQuotedOrComment(string sql, int at) => sql[at] switch
    {
        '\'' or '"' => Past(sql, sql[at].ToString(), at + 1),
        '-' when sql.AsSpan(at).StartsWith("--") => Past(sql, "\n", at),
        '/' when sql.AsSpan(at).StartsWith("/*") => Past(sql, "*/", at + 2),
        _ => at,
    };

    private static int Past(string sql, string end, int from)
    {
        var found = sql.IndexOf(end, Math.Min(from, sql.Length), StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + end.Length;
    }
}
