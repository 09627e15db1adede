namespace Kali.Web.Tests.Emulators.Sql;

public enum TokenKind
{
    Word,
    Quoted,
    Text,
    Body,
    Number,
    Mark,
    Symbol,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Value">A word as written, a name or text without its quotes, a mark without its colon.</param>
/// <param name="At">Where in the statement it begins.</param>
public readonly record struct SqlToken(TokenKind Kind, string Value, int At)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Value, word, StringComparison.OrdinalIgnoreCase);

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Value == symbol;
}
