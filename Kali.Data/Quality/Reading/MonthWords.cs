using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Quality;

/// <summary>Months as words in SQL: what they look like, and which number each is.</summary>
internal static class MonthWords
{
    /// <summary>A regular expression of all words, in small letters, with a capital at the beginning, and in capitals.</summary>
    public static string Shape(string token) =>
        $"(?:{string.Join('|', MonthNames.Of(token).SelectMany(month => month).SelectMany(Spellings).Distinct().OrderByDescending(word => word.Length))})";

    /// <summary>The month's two digits.</summary>
    public static SqlExpression Number(SqlExpression word, string token)
    {
        var small = SqlExpression.Call(SqlFunction.Lower, word);
        return new Case([.. MonthNames.Of(token).Select((words, month) => (small.In(words), (SqlExpression)new Constant($"{month + 1:00}")))]);
    }

    private static IEnumerable<string> Spellings(string word) => [word, char.ToUpperInvariant(word[0]) + word[1..], word.ToUpperInvariant()];
}
