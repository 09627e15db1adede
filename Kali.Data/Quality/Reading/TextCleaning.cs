using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What is done to every text before it is read: blanks and invisible characters at its ends go, the rest becomes Unicode NFC.</summary>
public static class TextCleaning
{
    /// <summary>Blanks, tabs and line ends, then no-break, figure, narrow, ideographic and zero-width spaces and the byte order mark.</summary>
    internal const string Blanks = " \t\n\r\u00A0\u2002\u2003\u2007\u2009\u200B\u202F\u3000\uFEFF";

    private static readonly Constant BlankCharacters = new(Blanks);

    public static SqlExpression Trimmed(SqlExpression raw) => SqlExpression.Call(SqlFunction.Trim, raw, BlankCharacters);

    /// <summary>
    /// The cleaned text. Trimming costs more than reading the column, so only what can change is trimmed:
    /// text that begins before "!", ends in a blank, tab or line end, or is not ASCII.
    /// </summary>
    public static SqlExpression Clean(SqlExpression raw) =>
        Case.When(MayChange(raw), SqlExpression.Call(SqlFunction.NormalizeNfc, Trimmed(raw)), raw);

    internal static SqlExpression MayChange(SqlExpression raw) => new AnyOf(
        raw.LessThan(new Constant("!")),
        EndsWith(raw, " "),
        EndsWith(raw, "\t"),
        EndsWith(raw, "\n"),
        EndsWith(raw, "\r"),
        SqlExpression.Call(SqlFunction.ByteLength, raw).NotEqualTo(SqlExpression.Call(SqlFunction.Length, raw)));

    private static SqlExpression EndsWith(SqlExpression raw, string end) => SqlExpression.Call(SqlFunction.EndsWith, raw, new Constant(end));
}
